using NewsMonitor.Alerts.Zones;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Quiet;

/// <summary>
/// Quiet hours as instants. They begin and end where the wall clock first shows their times, so that an hour that is repeated does not begin
/// them again, and quiet hours that are skipped wholly do not happen.
/// </summary>
internal sealed class QuietClock(QuietHours hours, LocalClock clock)
{
    /// <summary>When it stops being quiet; null when it is not quiet at that instant.</summary>
    public DateTimeOffset? QuietUntil(DateTimeOffset at)
    {
        DateTimeOffset? until = null;
        // Where the clocks skip from an end to a beginning, one night follows another without a gap.
        while (EndOf(until ?? at) is { } end)
            until = end;
        return until;
    }

    /// <summary>The instant itself, or the end of the quiet hours that it is in.</summary>
    public DateTimeOffset AwakeAt(DateTimeOffset at) => QuietUntil(at) ?? at;

    private DateTimeOffset? EndOf(DateTimeOffset at)
    {
        var today = clock.At(at).Date;
        for (var day = -1; day <= 1; day++)
        {
            var (start, end) = Night(today.AddDays(day));
            if (start <= at && at < end)
                return end;
        }

        return null;
    }

    private (DateTimeOffset Start, DateTimeOffset End) Night(DateTime date) => (
        clock.First(date + hours.Start.ToTimeSpan()),
        clock.First(date.AddDays(hours.End < hours.Start ? 1 : 0) + hours.End.ToTimeSpan()));
}
