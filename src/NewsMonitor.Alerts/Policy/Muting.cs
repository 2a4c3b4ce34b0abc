namespace NewsMonitor.Alerts.Policy;

/// <summary>Whether a story is muted for who would be told.</summary>
internal static class Muting
{
    /// <returns>Null when nothing is muted, or not any more.</returns>
    public static AlertDecision? Of(Judgement judgement, Correction? correction, AlertOptions options, DateTimeOffset now)
    {
        if (judgement.Mute is not { } mute || now >= mute.Until)
            return null;
        if (mute.UntilDeveloped && (correction?.Retracts == true || Development.Since(judgement, mute, options).Count > 0))
            return null;
        var develops = mute.UntilDeveloped ? "it develops" : null;
        return mute.Until is { } until
            ? AlertDecision.Hold(until, $"Muted until {Moment.Text(until)}{(develops is null ? "" : $" or until {develops}")}.")
            : AlertDecision.Nothing($"Muted until {develops}.");
    }
}
