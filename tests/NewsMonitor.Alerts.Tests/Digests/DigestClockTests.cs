using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Digests;
using NewsMonitor.Alerts.Tests.Zones;
using NewsMonitor.Alerts.Zones;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Digests;

public sealed class DigestClockTests
{
    private static readonly Gen<(DigestSchedule Schedule, TimeZoneInfo Zone, DateTimeOffset At)> Schedules =
        from sample in ZoneSamples.Instant
        from period in Gen.Elements(DigestPeriod.Hourly, DigestPeriod.Daily, DigestPeriod.Weekly)
        from time in ZoneSamples.Time
        from day in Gen.Choose(0, 6)
        select (new DigestSchedule(period, period == DigestPeriod.Hourly ? default : time, (DayOfWeek)day), sample.Zone, sample.At);

    [Theory]
    [InlineData(DigestPeriod.Daily, "Asia/Singapore", "2024-10-08T23:59:59Z", "2024-10-09T00:00:00Z")]
    [InlineData(DigestPeriod.Daily, "Asia/Singapore", "2024-10-09T00:00:00Z", "2024-10-09T00:00:00Z")]
    [InlineData(DigestPeriod.Daily, "Asia/Singapore", "2024-10-09T00:00:00.001Z", "2024-10-10T00:00:00Z")]
    [InlineData(DigestPeriod.Weekly, "Asia/Singapore", "2024-10-08T09:00:00Z", "2024-10-11T00:00:00Z")] // on Friday
    [InlineData(DigestPeriod.Hourly, "Asia/Kathmandu", "2024-10-08T09:00:00Z", "2024-10-08T09:15:00Z")] // 15:00 there
    public void A_window_ends_at_its_local_time(DigestPeriod period, string zone, string at, string end) =>
        Assert.Equal(Instant(end), new DigestClock(new DigestSchedule(period, new TimeOnly(8, 0), DayOfWeek.Friday), LocalClock.Of(zone)).EndFrom(Instant(at)));

    [Theory]
    [InlineData("2024-03-31", 23)]
    [InlineData("2024-10-27", 25)]
    [InlineData("2024-10-08", 24)]
    public void An_hourly_digest_comes_as_often_as_the_day_has_hours(string date, int hours)
    {
        var clock = LocalClock.Of("Europe/Berlin");
        var midnight = DateTime.Parse(date, CultureInfo.InvariantCulture);
        var ends = Ends(new DigestSchedule(DigestPeriod.Hourly, default, default), clock, clock.First(midnight), clock.First(midnight.AddDays(1)));
        Assert.Equal(hours, ends.Count);
        Assert.All(ends.Zip(ends.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(1), pair.Second - pair.First));
    }

    [Theory]
    [InlineData("2024-03-31", "02:30", "2024-03-31T01:00:00Z")] // skipped
    [InlineData("2024-10-27", "02:30", "2024-10-27T00:30:00Z")] // comes twice
    public void A_daily_digest_comes_once_on_the_days_on_which_the_clocks_change(string date, string time, string end)
    {
        var clock = LocalClock.Of("Europe/Berlin");
        var midnight = DateTime.Parse(date, CultureInfo.InvariantCulture);
        var schedule = new DigestSchedule(DigestPeriod.Daily, TimeOnly.Parse(time, CultureInfo.InvariantCulture), default);
        Assert.Equal([Instant(end)], Ends(schedule, clock, clock.First(midnight), clock.First(midnight.AddDays(1))));
    }

    [Fact]
    public void An_hourly_digest_follows_a_change_of_the_clocks_by_half_an_hour()
    {
        // Lord Howe Island: 02:00 is followed by 01:30.
        var ends = Ends(new DigestSchedule(DigestPeriod.Hourly, default, default), LocalClock.Of("Australia/Lord_Howe"), Instant("2024-04-06T13:30:00Z"), Instant("2024-04-06T17:00:00Z"));
        Assert.Equal(["01:00", "02:00", "03:00"], ends.Select(end => LocalClock.Of("Australia/Lord_Howe").At(end).ToString("HH:mm", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void In_every_zone_a_window_follows_the_other_without_gap_or_overlap() =>
        Check.One(Cases.Of(1500), Prop.ForAll(Arb.From(Schedules), sample =>
        {
            var digest = new DigestClock(sample.Schedule, new LocalClock(sample.Zone));
            var end = digest.EndFrom(sample.At);
            var next = digest.EndFrom(end.AddMilliseconds(1));
            var length = sample.Schedule.Every switch { DigestPeriod.Hourly => 1, DigestPeriod.Daily => 24, _ => 7 * 24 };
            return end >= sample.At
                && next > end
                && next - end <= TimeSpan.FromHours(length + 25)
                && digest.EndFrom(end) == end
                // Whatever instant of the window is asked for, its end is the same.
                && digest.EndFrom(sample.At + ((end - sample.At) / 2)) == end;
        }));

    [Fact]
    public void In_every_zone_a_week_has_seven_daily_ends_at_their_time_unless_the_clocks_skip_it() =>
        Check.One(Cases.Of(1000), Prop.ForAll(Arb.From(Schedules), sample =>
        {
            var clock = new LocalClock(sample.Zone);
            var schedule = sample.Schedule with { Every = DigestPeriod.Daily };
            var date = clock.At(sample.At).Date;
            var dates = Enumerable.Range(0, 7).Select(day => ZoneSamples.First(sample.Zone, date.AddDays(day) + schedule.At.ToTimeSpan())).Distinct().ToList();
            return Ends(schedule, clock, dates[0], dates[^1].AddSeconds(1)).SequenceEqual(dates);
        }));

    [Fact]
    public void In_every_zone_hourly_ends_are_an_hour_apart_but_where_the_clocks_change() =>
        Check.One(Cases.Of(1000), Prop.ForAll(Arb.From(Schedules), sample =>
        {
            var clock = new LocalClock(sample.Zone);
            var digest = new DigestClock(new DigestSchedule(DigestPeriod.Hourly, default, default), clock);
            var end = digest.EndFrom(sample.At);
            var next = digest.EndFrom(end.AddMilliseconds(1));
            return clock.Offset(end) == clock.Offset(next)
                ? next - end == TimeSpan.FromHours(1) && clock.At(next).Minute == 0
                : next - end is var apart && apart > TimeSpan.Zero && apart < TimeSpan.FromHours(2);
        }));

    private static List<DateTimeOffset> Ends(DigestSchedule schedule, LocalClock clock, DateTimeOffset from, DateTimeOffset to)
    {
        var digest = new DigestClock(schedule, clock);
        var ends = new List<DateTimeOffset>();
        for (var end = digest.EndFrom(from); end < to; end = digest.EndFrom(end.AddMilliseconds(1)))
            ends.Add(end);
        return ends;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
