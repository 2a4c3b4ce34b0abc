namespace NewsMonitor.Alerts.Zones;

/// <summary>
/// The wall clock of an IANA zone. The platform is asked only for the offset at an instant, which is never ambiguous; what is repeated or skipped
/// when the clocks change follows from that.
/// </summary>
internal sealed class LocalClock(TimeZoneInfo zone)
{
    // Farther than any zone is from UTC: https://www.iana.org/time-zones has -12 to +14 hours.
    private static readonly TimeSpan Widest = TimeSpan.FromHours(15);

    public string Name => zone.Id;

    /// <param name="timeZone">UTC when null, and when this machine does not know it any more.</param>
    public static LocalClock Of(string? timeZone) => new(Zone(timeZone));

    /// <inheritdoc cref="Of"/>
    public static TimeZoneInfo Zone(string? timeZone) =>
        timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>What the wall clock shows at an instant.</summary>
    public DateTime At(DateTimeOffset instant) => instant.UtcDateTime + Offset(instant);

    public TimeSpan Offset(DateTimeOffset instant) => zone.GetUtcOffset(instant.ToUniversalTime());

    /// <summary>
    /// When the wall clock first shows a time: of one that is shown twice the earlier instant, and for one that is skipped the instant at which
    /// it was skipped. So a later time never comes at an earlier instant.
    /// </summary>
    /// <param name="local">Whole seconds.</param>
    public DateTimeOffset First(DateTime local)
    {
        var shown = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc));
        var (before, after) = (shown - Widest, shown + Widest);
        DateTimeOffset? first = null;
        foreach (var offset in (ReadOnlySpan<TimeSpan>)[Offset(before), Offset(shown), Offset(after)])
        {
            var instant = shown - offset;
            if (Offset(instant) == offset && (first is null || instant < first))
                first = instant;
        }

        return first ?? FirstWhere(before, after, instant => At(instant) >= local);
    }

    /// <summary>The first instant, in whole seconds from <paramref name="before"/> on, at which something holds that does not hold there and holds from then on.</summary>
    public static DateTimeOffset FirstWhere(DateTimeOffset before, DateTimeOffset after, Func<DateTimeOffset, bool> holds)
    {
        var (no, yes) = (0L, (long)Math.Ceiling((after - before).TotalSeconds));
        while (yes - no > 1)
        {
            var middle = no + ((yes - no) / 2);
            if (holds(before.AddSeconds(middle)))
                yes = middle;
            else
                no = middle;
        }

        return before.AddSeconds(yes);
    }
}
