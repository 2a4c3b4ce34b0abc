namespace NewsMonitor.Alerts.Quiet;

/// <summary>What quiet hours are unless their subscription says otherwise: <c>NewsMonitor:Alerts:Quiet</c>.</summary>
public sealed record QuietOptions
{
    /// <summary>Independent sources with which a story is critical, for quiet hours that let critical ones through. 1 or more.</summary>
    public int CriticalSources { get; set; } = 10;

    /// <summary>A sentence for each wrong setting, beginning with its name; empty when all are right.</summary>
    public IReadOnlyList<string> Validate() =>
        CriticalSources >= 1 ? [] : [FormattableString.Invariant($"{nameof(CriticalSources)} is {CriticalSources}; it must be 1 or more.")];
}
