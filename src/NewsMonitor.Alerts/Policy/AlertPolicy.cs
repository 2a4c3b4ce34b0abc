using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// When a subscriber is told of a story: once when it begins, and again each time that it develops materially, over all of the subscriber's
/// subscriptions. The rules are in the room's README. A pure function: the same judgement at the same time gives the same decision.
/// </summary>
public static class AlertPolicy
{
    public static AlertDecision Judge(Judgement judgement, AlertOptions options, DateTimeOffset now) =>
        // What is judged because its hold is over is told with what was held with it.
        Decide(judgement, options, now).With(judgement.Held is { Together: { } key } held && now >= held.Until ? key : null);

    private static AlertDecision Decide(Judgement judgement, AlertOptions options, DateTimeOffset now)
    {
        if (judgement.Matches.Count == 0)
            return AlertDecision.Nothing("No active subscription matches the story.");
        var standing = StoryStanding.Of(judgement, judgement.Told.Count == 0 ? AlertOccasion.New : AlertOccasion.Developed);
        if (standing.Asking(judgement.Matches) is var asked && asked.Count == 0)
            return AlertDecision.Nothing($"The story is not what was asked for: {judgement.Matches[0].Match.Residual}.");
        judgement = judgement with { Matches = asked };
        var sources = judgement.Story.IndependentSources;
        var asking = judgement.Matches.Where(m => sources >= m.Subscription.MinSources).ToArray();
        if (asking.Length == 0)
        {
            return AlertDecision.Nothing(
                FormattableString.Invariant($"{Sources(sources)}; asked for: {judgement.Matches.Min(m => m.Subscription.MinSources)} or more."));
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
            return AlertDecision.Send(AlertOccasion.New, asking, FormattableString.Invariant($"{Sources(sources)}; asked for: {asked} or more."));
        var settled = judgement.Matches.Min(m => m.Match.At) + options.SettleWindow;
        return now < settled
            ? AlertDecision.Hold(settled, FormattableString.Invariant($"The story settles until {Moment.Text(settled)}."))
            : AlertDecision.Send(AlertOccasion.New, asking, $"{Sources(sources)}.");
    }

    private static AlertDecision Develop(
        Judgement judgement, (Subscription Subscription, SubscriptionMatch Match)[] asking, AlertOptions options, DateTimeOffset now)
    {
        var (before, sources) = (KnownSources(judgement.Told), judgement.Story.IndependentSources);
        var told = judgement.Told.Max(alert => alert.Created);
        var needed = Math.Max((int)Math.Ceiling(before * options.FollowUpFactor), before + options.FollowUpSources);
        var reasons = judgement.NewFacts.Where(news => judgement.Told.All(alert => IsNews(news, alert)))
            .SelectMany(news => news.Facts.Select(fact => $"{char.ToUpperInvariant(fact[0])}{fact[1..]}, says {news.Source}."))
            .Distinct(StringComparer.Ordinal).Take(options.FollowUpReasons).ToList();
        if (sources >= needed)
            reasons.Insert(0, FormattableString.Invariant($"Grown from {Sources(before)} to {sources} since the {(judgement.Told.Count == 1 ? "first alert" : "alert before")}."));
        if (reasons.Count == 0)
            return AlertDecision.Nothing(FormattableString.Invariant($"Told at {Sources(before)}, now {sources} and nothing new of weight; a follow-up needs {needed}, or new facts."));
        var earliest = told + options.FollowUpMinimumGap;
        return now < earliest
            ? AlertDecision.Hold(earliest, FormattableString.Invariant($"The follow-up waits until {Moment.Text(earliest)}, the least gap after the alert before."))
            : AlertDecision.Send(AlertOccasion.Developed, asking, [.. reasons]);
    }

    /// <summary>
    /// What was known when the subscriber was told last. After a merge there may be alerts of both halves, none of which follows one of the other: what both
    /// told is known.
    /// </summary>
    private static int KnownSources(IReadOnlyList<Alert> told)
    {
        var followed = told.SelectMany(alert => alert.Follows).ToHashSet(StringComparer.Ordinal);
        return told.Where(alert => !followed.Contains(alert.Id)).Sum(alert => alert.Story!.IndependentSources);
    }

    /// <summary>By order, for what joins while an alert is decided has an earlier time than the alert; by time where the order was not kept.</summary>
    private static bool IsNews(NewFacts news, Alert alert) => alert.Assignment is { } known ? news.Assignment > known : news.At > alert.Created;

    private static string Sources(int count) => FormattableString.Invariant($"{count} independent source{(count == 1 ? "" : "s")}");
}
