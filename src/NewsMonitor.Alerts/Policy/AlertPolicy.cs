using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Wording;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// When a subscriber is told of a story: once when it begins, again each time that it develops materially, and when what was told is no longer right, over
/// all of the subscriber's subscriptions. The rules are in the room's README. A pure function: the same judgement at the same time gives the same decision.
/// </summary>
public static class AlertPolicy
{
    public static AlertDecision Judge(Judgement judgement, AlertOptions options, DateTimeOffset now)
    {
        var asked = Dropping.Without(judgement, options);
        if (asked.Matches.Count == 0 && judgement.Matches.Count > 0)
            return AlertDecision.Nothing("Quiet hours dropped it, and it has not developed since.");
        var decision = Telling.Of(judgement, Decide(asked, options, now), now).Remembering(ReachedVelocities.Of(asked));
        // What is judged because its hold is over is told with what was held with it.
        return decision.Together is null && judgement.Held is { Together: { } key } held && now >= held.Until ? decision.With(key) : decision;
    }

    private static AlertDecision Decide(Judgement judgement, AlertOptions options, DateTimeOffset now)
    {
        if (judgement.Matches.Count == 0)
            return AlertDecision.Nothing("No active subscription matches the story.");
        var correction = Correction.Of(judgement);
        if (Muting.Of(judgement, correction, options, now) is { } muted)
            return muted;
        if (correction is not null && CorrectionAsking.Of(judgement) is { Count: > 0 } corrected)
            return Correct(judgement, correction, corrected, options, now);
        if (judgement is { Told.Count: 0, Retraction: { } retraction })
            return AlertDecision.Nothing($"Retracted by {retraction.By} before it was told: {retraction.Reason}");
        var standing = StoryStanding.Of(judgement, judgement.Told.Count == 0 ? AlertOccasion.New : AlertOccasion.Developed);
        if (standing.Asking(judgement.Matches) is var asked && asked.Count == 0)
            return AlertDecision.Nothing($"The story is not what was asked for: {judgement.Matches[0].Match.Residual}.");
        judgement = judgement with { Matches = asked };
        var sources = judgement.Story.IndependentSources;
        var asking = judgement.Matches.Where(m => sources >= m.Subscription.MinSources).ToArray();
        if (asking.Length == 0)
        {
            return AlertDecision.Nothing(
                FormattableString.Invariant($"{Words.Sources(sources)}; asked for: {judgement.Matches.Min(m => m.Subscription.MinSources)} or more."));
        }

        return judgement.Told.Count == 0 ? Begin(judgement, asking, options, now) : Develop(judgement, asking, options, now);
    }

    private static AlertDecision Begin(
        Judgement judgement, (Subscription Subscription, SubscriptionMatch Match)[] asking, AlertOptions options, DateTimeOffset now)
    {
        var sources = judgement.Story.IndependentSources;
        // Who asked for several sources has waited for them: that was the settling.
        var asked = asking.Max(m => Math.Max(m.Subscription.MinSources, Residual.Sources(m.Match.Residual)));
        if (asked > 1)
            return AlertDecision.Send(AlertOccasion.New, asking, FormattableString.Invariant($"{Words.Sources(sources)}; asked for: {asked} or more."));
        var settled = judgement.Matches.Min(m => m.Match.At) + options.SettleWindow;
        return now < settled
            ? AlertDecision.Hold(settled, $"The story settles until {Moment.Text(settled)}.")
            : AlertDecision.Send(AlertOccasion.New, asking, $"{Words.Sources(sources)}.");
    }

    private static AlertDecision Develop(
        Judgement judgement, (Subscription Subscription, SubscriptionMatch Match)[] asking, AlertOptions options, DateTimeOffset now)
    {
        var reasons = Development.Since(judgement, options);
        if (reasons.Count == 0)
        {
            var before = Development.KnownSources(judgement);
            return AlertDecision.Nothing(FormattableString.Invariant(
                $"Told at {Words.Sources(before)}, now {judgement.Story.IndependentSources} and nothing new of weight; a follow-up needs {Development.Needed(before, options)}, or new facts."));
        }

        var earliest = judgement.Told.Max(alert => alert.Created) + options.FollowUpMinimumGap;
        return now < earliest
            ? AlertDecision.Hold(earliest, $"The follow-up waits until {Moment.Text(earliest)}, the least gap after the alert before.")
            : AlertDecision.Send(AlertOccasion.Developed, asking, [.. reasons]);
    }

    /// <summary>
    /// Who was told is told, whatever the sources by now: what was said is wrong. It settles like a new story, for it may be taken back. The least gap is kept
    /// after another correction only, so that a story whose articles come and go does not talk all the time, and by no retraction.
    /// </summary>
    private static AlertDecision Correct(
        Judgement judgement, Correction correction, IReadOnlyList<(Subscription Subscription, SubscriptionMatch Match)> asking, AlertOptions options, DateTimeOffset now)
    {
        var settled = correction.Since + options.SettleWindow;
        if (now < settled)
            return AlertDecision.Hold(settled, $"The correction settles until {Moment.Text(settled)}.");
        var earliest = judgement.Told.Where(alert => alert.Occasion == AlertOccasion.Corrected).Max(alert => (DateTimeOffset?)alert.Created) + options.FollowUpMinimumGap;
        if (now < earliest && !correction.Retracts)
            return AlertDecision.Hold(earliest.Value, $"The correction waits until {Moment.Text(earliest.Value)}, the least gap after the one before.");
        var developed = judgement.Told.Count == 0 ? [] : Development.Since(judgement, options);
        return AlertDecision.Send(AlertOccasion.Corrected, asking, [.. correction.Reasons, .. developed]);
    }
}
