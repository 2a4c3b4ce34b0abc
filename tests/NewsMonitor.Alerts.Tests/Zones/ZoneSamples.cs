using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Zones;

namespace NewsMonitor.Alerts.Tests.Zones;

/// <summary>Instants in all zones of this machine, most of them within hours of a change of the clocks.</summary>
internal static class ZoneSamples
{
    // Offsets of less than a minute, which the platform cuts off, were given up by 1972: https://www.iana.org/time-zones
    private const int FirstYear = 1975;
    private const int LastYear = 2036;

    private static readonly TimeZoneInfo[] Zones =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).OrderBy(zone => zone.Id, StringComparer.Ordinal)];

    // Changes by half an hour, by two hours, at midnight, of a whole day, backwards in summer, and several a year.
    private static readonly string[] Odd =
        ["Australia/Lord_Howe", "Antarctica/Troll", "Asia/Beirut", "America/Santiago", "Pacific/Apia", "Europe/Dublin", "Africa/Casablanca", "Africa/Cairo", "Asia/Kathmandu", "Europe/Berlin"];

    public static Gen<TimeOnly> Time { get; } = Gen.OneOf(
        Gen.Choose(0, (24 * 60) - 1), Gen.Choose(0, 180), Gen.Choose(0, 48).Select(half => half * 30 % (24 * 60))).Select(minute => TimeOnly.MinValue.AddMinutes(minute));

    public static Gen<(TimeZoneInfo Zone, DateTimeOffset At)> Instant { get; } =
        from zone in Gen.OneOf(Gen.Elements(Zones), Gen.Elements(Odd).Select(TimeZoneInfo.FindSystemTimeZoneById))
        from year in Gen.Choose(FirstYear, LastYear)
        from minute in Gen.Choose(0, 364 * 24 * 60)
        from near in Gen.Choose(0, 3)
        from second in Gen.Choose(-20 * 3600, 20 * 3600)
        let random = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute)
        let change = near == 0 ? null : Change(zone, random)
        select (zone, change is { } at ? at.AddSeconds(second) : random.AddSeconds(second));

    /// <summary>The next change of the clocks within a year; null for none.</summary>
    private static DateTimeOffset? Change(TimeZoneInfo zone, DateTimeOffset from)
    {
        var offset = zone.GetUtcOffset(from);
        for (var day = 1; day <= 366; day++)
        {
            if (zone.GetUtcOffset(from.AddDays(day)) != offset)
                return LocalClock.FirstWhere(from.AddDays(day - 1), from.AddDays(day), instant => zone.GetUtcOffset(instant) != offset);
        }

        return null;
    }

    /// <summary>When the wall clock first shows a time or a later one, found by looking at it every minute.</summary>
    public static DateTimeOffset First(TimeZoneInfo zone, DateTime local)
    {
        var instant = new DateTimeOffset(local, TimeSpan.Zero).AddHours(-15);
        while (instant.UtcDateTime + zone.GetUtcOffset(instant) < local)
            instant = instant.AddMinutes(1);
        return instant;
    }
}
