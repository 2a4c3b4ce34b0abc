using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// When what is to be told is told: at once if one of the subscriptions that ask takes it at once; else together with what else their quiet hours and digests
/// held for the same window. Who was told of a story is told, whatever another subscription would have waited for.
/// </summary>
internal static class Telling
{
    /// <param name="decision">What there is to tell, if anything.</param>
    public static AlertDecision Of(Judgement judgement, AlertDecision decision, DateTimeOffset now)
    {
        if (decision.Verdict != AlertVerdict.Send)
            return decision;
        var asking = decision.Asking.Select(ask => Asking.Of(ask, judgement, decision.Occasion == AlertOccasion.Corrected, now)).ToArray();
        if (Those(asking, TellingVerdict.AtOnce) is { Length: > 0 } atOnce)
            return decision.AskedBy(atOnce.Select(one => one.Ask));
        if (Those(asking, TellingVerdict.Together) is { Length: > 0 } together)
            return Together(judgement, decision, together, now);
        if (Those(asking, TellingVerdict.Drop) is { Length: > 0 } dropped)
            return AlertDecision.Drop([.. dropped.Select(one => one.Ask.Subscription.Id)], [.. dropped.Select(one => one.Time.Reason).Distinct(StringComparer.Ordinal)]);
        var first = asking.MinBy(one => one.Time.Until)!.Time;
        return AlertDecision.Hold(first.Until!.Value, Reason(asking.Where(one => one.Time.Until == first.Until)), Key(first.Window!.Value));
    }

    private static AlertDecision Together(Judgement judgement, AlertDecision decision, Asking[] together, DateTimeOffset now)
    {
        var window = together.Min(one => one.Time.Window!.Value);
        var key = Key(window);
        // What is told together is found by the key that it is held under: it is judged again at once.
        if (judgement.Held?.Together != key)
            return AlertDecision.Hold(window, Reason(together.Where(one => one.Time.Window == window)), key);
        return decision.AskedBy(together.Select(one => one.Ask)).With(key, late: Late(decision, together, now));
    }

    /// <summary>What is done when the window was told already: what quiet hours held is told, a digest comes once.</summary>
    private static AlertDecision Late(AlertDecision decision, Asking[] together, DateTimeOffset now)
    {
        if (together.Where(one => one.Times.IsImmediate).ToArray() is { Length: > 0 } immediate)
            return decision.AskedBy(immediate.Select(one => one.Ask));
        var next = together.Min(one => one.Times.After(now));
        return AlertDecision.Hold(next, $"Held until {Moment.Text(next)}: its digest was told already.", Key(next));
    }

    private static string Key(DateTimeOffset window) => HoldKey.Create(AlertOccasion.Digest, Moment.Text(window));

    /// <returns>Null when it is not held under such a key.</returns>
    private static DateTimeOffset? Window(HeldJudgement? held) =>
        held?.Together is { } key && HoldKey.Occasion(key) == AlertOccasion.Digest
            && DateTimeOffset.TryParse(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var window)
            ? window
            : null;

    private static string Reason(IEnumerable<Asking> asking) => string.Join(' ', asking.Select(one => one.Time.Reason).Distinct(StringComparer.Ordinal));

    private static Asking[] Those(Asking[] asking, TellingVerdict verdict) => [.. asking.Where(one => one.Time.Verdict == verdict)];

    private sealed record Asking((Subscription Subscription, SubscriptionMatch Match) Ask, TellingTimes Times, TellingTime Time)
    {
        public static Asking Of((Subscription Subscription, SubscriptionMatch Match) ask, Judgement judgement, bool correction, DateTimeOffset now)
        {
            var times = new TellingTimes(ask.Subscription);
            var time = times.Judge(judgement.Due, now, judgement.Story.IndependentSources, correction);
            if (time.Verdict == TellingVerdict.Hold && Window(judgement.Held) is { } held && times.Overdue(held, now) is { } overdue)
                time = overdue;
            return new Asking(ask, times, time);
        }
    }
}
