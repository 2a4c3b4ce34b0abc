using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Quiet;
using NewsMonitor.Alerts.Tests.Zones;
using NewsMonitor.Alerts.Zones;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Quiet;

public sealed class QuietClockTests
{
    private static readonly Gen<(TimeZoneInfo Zone, DateTimeOffset At, TimeOnly Start, TimeOnly End)> Nights =
        from sample in ZoneSamples.Instant
        from start in ZoneSamples.Time
        from end in ZoneSamples.Time
        where start != end
        select (sample.Zone, sample.At, start, end);

    [Theory]
    [InlineData("22:00", "06:00", "2024-10-08T21:59:59Z", null)]
    [InlineData("22:00", "06:00", "2024-10-08T22:00:00Z", "2024-10-09T06:00:00Z")]
    [InlineData("22:00", "06:00", "2024-10-09T05:59:59Z", "2024-10-09T06:00:00Z")]
    [InlineData("22:00", "06:00", "2024-10-09T06:00:00Z", null)]
    [InlineData("12:00", "13:30", "2024-10-09T12:45:00Z", "2024-10-09T13:30:00Z")]
    [InlineData("12:00", "13:30", "2024-10-09T13:30:00Z", null)]
    public void It_is_quiet_from_the_start_until_the_end(string start, string end, string at, string? until) => Check(null, start, end, at, until);

    [Theory]
    [InlineData("Europe/Berlin", "22:00", "07:00", "2024-03-30T21:00:00Z", "2024-03-31T05:00:00Z")] // eight hours, not nine
    [InlineData("Europe/Berlin", "22:00", "07:00", "2024-10-26T20:00:00Z", "2024-10-27T06:00:00Z")] // ten
    [InlineData("Europe/Berlin", "02:15", "02:45", "2024-03-31T01:00:00Z", null)] // skipped wholly
    [InlineData("Europe/Berlin", "22:00", "02:30", "2024-03-31T00:59:00Z", "2024-03-31T01:00:00Z")] // its end was skipped
    [InlineData("Europe/Berlin", "22:00", "02:30", "2024-10-27T00:29:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("Europe/Berlin", "22:00", "02:30", "2024-10-27T01:15:00Z", null)] // 02:15 for the second time: it has ended
    [InlineData("Europe/Berlin", "02:45", "02:15", "2024-03-30T12:00:00Z", "2024-04-01T00:15:00Z")] // one night runs into the next
    [InlineData("Pacific/Apia", "22:00", "06:00", "2011-12-30T09:00:00Z", "2011-12-30T16:00:00Z")] // the night of a day that never was
    public void On_days_on_which_the_clocks_change_it_goes_by_the_clocks(string zone, string start, string end, string at, string? until) => Check(zone, start, end, at, until);

    [Fact]
    public void In_every_zone_it_is_quiet_exactly_between_what_the_clock_on_the_wall_shows_first() =>
        FsCheck.Check.One(Cases.Of(1000), Prop.ForAll(Arb.From(Nights), night =>
        {
            var actual = Of(night.Start, night.End, night.Zone).QuietUntil(night.At);
            var expected = Naive(night.At);
            while (expected is { } end && Naive(end) is { } later)
                expected = later;
            return actual == expected;

            DateTimeOffset? Naive(DateTimeOffset at)
            {
                var local = (at.UtcDateTime + night.Zone.GetUtcOffset(at)).Date;
                foreach (var date in new[] { local.AddDays(-1), local })
                {
                    var until = date.AddDays(night.End < night.Start ? 1 : 0) + night.End.ToTimeSpan();
                    if (ZoneSamples.First(night.Zone, date + night.Start.ToTimeSpan()) <= at && at < ZoneSamples.First(night.Zone, until))
                        return ZoneSamples.First(night.Zone, until);
                }

                return null;
            }
        }));

    [Fact]
    public void In_every_zone_it_stops_being_quiet_within_two_days_and_is_not_quiet_then() =>
        FsCheck.Check.One(Cases.Of(1500), Prop.ForAll(Arb.From(Nights), night =>
        {
            var quiet = Of(night.Start, night.End, night.Zone);
            var awake = quiet.AwakeAt(night.At);
            return awake >= night.At && awake - night.At <= TimeSpan.FromHours(49) && quiet.QuietUntil(awake) is null;
        }));

    private static QuietClock Of(TimeOnly start, TimeOnly end, TimeZoneInfo zone) => new(new QuietHours(start, end, QuietMode.Hold, 0), new LocalClock(zone));

    private static void Check(string? zone, string start, string end, string at, string? until) => Assert.Equal(
        until is null ? null : Instant(until),
        new QuietClock(new QuietHours(Time(start), Time(end), QuietMode.Hold, 0), LocalClock.Of(zone)).QuietUntil(Instant(at)));

    private static TimeOnly Time(string time) => TimeOnly.Parse(time, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
