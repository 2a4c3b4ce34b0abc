using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// How many alerts a subscriber gets in a while: what is beyond is held until the window ends and told then in one alert, "and N more". Windows follow one
/// another from midnight UTC of the year 1 on, so that everybody who judges sees the same.
/// </summary>
public static class RateCap
{
    /// <summary>Since when alerts are counted now.</summary>
    public static DateTimeOffset WindowStart(AlertOptions options, DateTimeOffset now) =>
        new(now.UtcTicks / options.RateWindow.Ticks * options.RateWindow.Ticks, TimeSpan.Zero);

    /// <param name="decision">What would be told. Several stories told together are not held: they are one alert already.</param>
    /// <param name="sent">Alerts of the window that were delivered on their own.</param>
    public static AlertDecision Apply(AlertDecision decision, int sent, AlertOptions options, DateTimeOffset now)
    {
        if (decision.Verdict != AlertVerdict.Send || decision.Together is not null || options.RateCap == 0 || sent < options.RateCap)
            return decision;
        var start = WindowStart(options, now);
        var end = start + options.RateWindow;
        return AlertDecision.Hold(
            end,
            FormattableString.Invariant($"{sent} alerts since {Moment.Text(start)}, the most within {options.RateWindow}; what is more is told together at {Moment.Text(end)}."),
            HoldKey.Create(AlertOccasion.More, Moment.Text(end))).Remembering(decision.Reached);
    }
}
