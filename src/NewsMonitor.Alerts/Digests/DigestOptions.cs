namespace NewsMonitor.Alerts.Digests;

/// <summary>What a digest is unless its subscription says otherwise: <c>NewsMonitor:Alerts:Digests</c>.</summary>
public sealed record DigestOptions
{
    /// <summary>Local time of a daily or weekly digest. Whole minutes.</summary>
    public TimeOnly At { get; set; } = new(8, 0);

    /// <summary>Day of a weekly digest.</summary>
    public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

    /// <summary>A sentence for each wrong setting, beginning with its name; empty when all are right.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        if (At.Ticks % TimeSpan.TicksPerMinute != 0)
            wrong.Add(FormattableString.Invariant($"{nameof(At)} is {At:O}; it must be a time in whole minutes."));
        if (!Enum.IsDefined(Day))
            wrong.Add(FormattableString.Invariant($"{nameof(Day)} is {Day}; it must be a day of the week."));
        return wrong;
    }
}
