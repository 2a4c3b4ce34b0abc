namespace NewsMonitor.Alerts.Policy;

/// <summary>When a subscription takes what there is to tell it, and why then.</summary>
/// <param name="Window">The end of the window that it is told in, by which it is known; set when it is held or told together.</param>
/// <param name="Until">When it is judged again; set when it is held.</param>
/// <param name="Reason">For people, a sentence; empty when it is told at once.</param>
public sealed record TellingTime(TellingVerdict Verdict, DateTimeOffset? Window, DateTimeOffset? Until, string Reason)
{
    internal static readonly TellingTime AtOnce = new(TellingVerdict.AtOnce, null, null, "");
}

public enum TellingVerdict
{
    AtOnce,

    /// <summary>Not before a time, at which it is judged again.</summary>
    Hold,

    /// <summary>Now, in one alert with everything else of the same window.</summary>
    Together,

    /// <summary>Not at all.</summary>
    Drop,
}
