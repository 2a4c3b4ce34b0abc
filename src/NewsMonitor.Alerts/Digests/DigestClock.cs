using NewsMonitor.Alerts.Zones;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Digests;

/// <summary>
/// When the windows of a digest end. A day has one end and a week one, also when the clocks skip or repeat its time; an hourly digest comes at
/// every full hour of the wall clock, 23 or 25 times on the days on which the clocks change by an hour.
/// </summary>
internal sealed class DigestClock(DigestSchedule schedule, LocalClock clock)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The first end of a window at or after an instant.</summary>
    public DateTimeOffset EndFrom(DateTimeOffset at) => schedule.Every == DigestPeriod.Hourly ? FullHour(at) : LocalTime(at);

    private DateTimeOffset LocalTime(DateTimeOffset at)
    {
        for (var date = clock.At(at).Date.AddDays(-1); ; date = date.AddDays(1))
        {
            if (schedule.Every == DigestPeriod.Weekly && date.DayOfWeek != schedule.Day)
                continue;
            var end = clock.First(date + schedule.At.ToTimeSpan());
            if (end >= at)
                return end;
        }
    }

    private DateTimeOffset FullHour(DateTimeOffset at)
    {
        var offset = clock.Offset(at);
        var end = FullHour(at, offset);
        var then = clock.Offset(end);
        if ((then - offset).Ticks % Hour.Ticks == 0)
            return end;
        // The clocks change by a part of an hour before it: what is a full hour, is another instant from then on.
        var second = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var change = LocalClock.FirstWhere(second, end, instant => clock.Offset(instant) != offset);
        return FullHour(change, then);
    }

    private static DateTimeOffset FullHour(DateTimeOffset at, TimeSpan offset)
    {
        var past = (at.UtcTicks + offset.Ticks) % Hour.Ticks;
        return new DateTimeOffset(at.UtcTicks + (past == 0 ? 0 : Hour.Ticks - past), TimeSpan.Zero);
    }
}
