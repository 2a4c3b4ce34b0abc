using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Zones;

namespace NewsMonitor.Alerts.Tests.Zones;

public sealed class LocalClockTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31T02:30:00", "2024-03-31T01:00:00Z")] // skipped: when it was skipped
    [InlineData("Europe/Berlin", "2024-10-27T02:30:00", "2024-10-27T00:30:00Z")] // shown twice: the first time
    [InlineData("Europe/Berlin", "2024-07-01T08:00:00", "2024-07-01T06:00:00Z")]
    [InlineData("Asia/Beirut", "2022-03-27T00:00:00", "2022-03-26T22:00:00Z")] // a midnight that was skipped
    [InlineData("Australia/Lord_Howe", "2024-04-07T01:45:00", "2024-04-06T14:45:00Z")] // half an hour that came twice
    [InlineData("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T10:00:00Z")] // a day that never was
    [InlineData("Asia/Kathmandu", "2024-10-08T08:00:00", "2024-10-08T02:15:00Z")]
    public void A_time_of_the_wall_clock_is_the_instant_at_which_it_is_first_shown_or_skipped(string zone, string local, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), LocalClock.Of(zone).First(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    [Fact]
    public void In_every_zone_it_is_the_instant_that_a_look_at_the_clock_every_minute_finds() =>
        Check.One(Cases.Of(1500), Prop.ForAll(
            Arb.From(from sample in ZoneSamples.Instant from time in ZoneSamples.Time select (sample.Zone, sample.At, Time: time)),
            sample =>
            {
                var clock = new LocalClock(sample.Zone);
                var local = clock.At(sample.At).Date + sample.Time.ToTimeSpan();
                return clock.First(local) == ZoneSamples.First(sample.Zone, local);
            }));

    [Fact]
    public void A_zone_that_is_not_known_and_none_are_UTC()
    {
        Assert.Equal("UTC", LocalClock.Of(null).Name);
        Assert.Equal("UTC", LocalClock.Of("Moon/Tranquility").Name);
    }
}
