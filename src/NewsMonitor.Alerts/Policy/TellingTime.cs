namespace NewsMonitor.Alerts.Policy;

/// <summary>When a subscription takes what there is to tell it, and why then.</summary>
/// <param name="At">When it is to be judged again, or the end of the window that it is told in.</param>
/// <param name="Reason">For people; empty when it is told at once.</param>
public sealed record TellingTime(TellingVerdict Verdict, DateTimeOffset? At, string Reason)
{
    internal static readonly TellingTime AtOnce = new(TellingVerdict.AtOnce, null, "");
}

public enum TellingVerdict
{
    AtOnce,

    /// <summary>Not before a time, at which it is judged again.</summary>
    Hold,

    /// <summary>Now, in one alert with everything else that was held until the same time.</summary>
    Together,

    /// <summary>Not at all.</summary>
    Drop,
}
