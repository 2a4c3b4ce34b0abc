using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Alerts.Quiet;
using NewsMonitor.Alerts.Tests.Zones;
using NewsMonitor.Alerts.Zones;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Policy;

public sealed class TellingTimesTests
{
    private static readonly QuietHours Night = new(new TimeOnly(22, 0), new TimeOnly(6, 0), QuietMode.Hold, 0);

    private static readonly DigestSchedule Daily = new(DigestPeriod.Daily, new TimeOnly(8, 0), DayOfWeek.Monday);

    private static readonly DigestSchedule Hourly = new(DigestPeriod.Hourly, default, DayOfWeek.Monday);

    [Fact]
    public void Without_quiet_hours_and_digest_all_is_told_at_once() =>
        Assert.Equal(TellingVerdict.AtOnce, Judge(null, null, "03:00").Verdict);

    [Fact]
    public void In_quiet_hours_it_is_held_until_their_end_and_told_together_then()
    {
        var held = Judge(Night, null, "03:00");
        Assert.Equal((TellingVerdict.Hold, At("06:00")), (held.Verdict, held.At));
        Assert.Equal("Held until 2024-10-09T06:00:00.0000000Z: quiet hours from 22:00 to 06:00, UTC.", held.Reason);
        Assert.Equal((TellingVerdict.Together, At("06:00")), (Judge(Night, null, "06:00").Verdict, Judge(Night, null, "06:00").At));
        Assert.Equal(TellingVerdict.AtOnce, Judge(Night, null, "06:01").Verdict);
    }

    [Fact]
    public void What_came_in_quiet_hours_while_nobody_judged_is_told_together_after_them()
    {
        var late = Judge(Night, null, "03:00", now: "09:30");
        Assert.Equal((TellingVerdict.Together, At("06:00")), (late.Verdict, late.At));
    }

    [Theory]
    [InlineData(4, TellingVerdict.Hold)]
    [InlineData(5, TellingVerdict.AtOnce)]
    public void A_critical_story_is_told_in_quiet_hours_that_let_it_through(int sources, TellingVerdict verdict) =>
        Assert.Equal(verdict, Judge(Night with { Mode = QuietMode.Critical, CriticalSources = 5 }, null, "03:00", sources: sources).Verdict);

    [Theory]
    [InlineData("03:00", TellingVerdict.Drop)]
    [InlineData("06:00", TellingVerdict.AtOnce)]
    public void Quiet_hours_may_drop_what_they_would_hold(string due, TellingVerdict verdict) =>
        Assert.Equal(verdict, Judge(Night with { Mode = QuietMode.Drop }, null, due).Verdict);

    [Fact]
    public void A_story_that_was_due_in_quiet_hours_is_dropped_also_when_it_is_judged_after_them() =>
        Assert.Equal(TellingVerdict.Drop, Judge(Night with { Mode = QuietMode.Drop }, null, "03:00", now: "09:00").Verdict);

    [Fact]
    public void A_digest_holds_until_its_window_ends()
    {
        Assert.Equal((TellingVerdict.Hold, At("08:00")), (Judge(null, Daily, "03:00").Verdict, Judge(null, Daily, "03:00").At));
        Assert.Equal((TellingVerdict.Together, At("08:00")), (Judge(null, Daily, "08:00").Verdict, Judge(null, Daily, "08:00").At));
        Assert.Equal((TellingVerdict.Together, At("08:00")), (Judge(null, Daily, "03:00", now: "11:00").Verdict, Judge(null, Daily, "03:00", now: "11:00").At));
    }

    [Fact]
    public void A_digest_in_quiet_hours_is_told_at_their_end_with_all_that_it_holds_by_then()
    {
        var early = Daily with { At = new TimeOnly(3, 0) };
        foreach (var due in new[] { "02:00", "04:00", "06:00" })
            Assert.Equal(At("06:00"), Judge(Night, early, due).At);
        Assert.Equal(TellingVerdict.Together, Judge(Night, early, "06:00").Verdict);
        Assert.Equal(At("06:00").AddDays(1), Judge(Night, early, "06:01").At);
    }

    [Theory]
    [InlineData("03:00", TellingVerdict.Drop)]
    [InlineData("06:00", TellingVerdict.Together)]
    public void An_hourly_digest_in_quiet_hours_that_drop_is_dropped(string due, TellingVerdict verdict) =>
        Assert.Equal(verdict, Judge(Night with { Mode = QuietMode.Drop }, Hourly, due).Verdict);

    [Fact]
    public void After_a_window_comes_the_next_one() =>
        Assert.Equal(At("08:00").AddDays(1), Times(null, Daily).After(At("08:00")));

    [Fact]
    public void In_every_zone_nothing_that_is_held_is_told_in_quiet_hours_or_twice_held_or_forgotten()
    {
        var samples =
            from sample in ZoneSamples.Instant
            from start in ZoneSamples.Time
            from end in ZoneSamples.Time
            where start != end
            from kind in Gen.Choose(0, 4)
            from time in ZoneSamples.Time
            from late in Gen.Choose(0, 100_000)
            select (sample.Zone, sample.At, Hours: kind == 0 ? null : new QuietHours(start, end, QuietMode.Hold, 0),
                Digest: kind switch { 0 or 2 => Daily with { At = time }, 1 => null, 3 => Hourly, _ => Daily with { Every = DigestPeriod.Weekly, At = time } }, Late: late);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500), Prop.ForAll(Arb.From(samples), sample =>
        {
            var times = Times(sample.Hours, sample.Digest, sample.Zone.Id);
            var first = times.Judge(sample.At, 1, sample.At);
            var told = first.At ?? sample.At;
            // Judged at its time, or when the process is up again: it is told then, in the window that it was held for.
            return told >= sample.At
                && told - sample.At <= TimeSpan.FromDays(10)
                && (first.Verdict == TellingVerdict.AtOnce
                    || (times.Judge(told, 1, told) is { Verdict: TellingVerdict.Together } then && then.At == told
                        && times.Judge(sample.At, 1, told.AddSeconds(sample.Late)) is { Verdict: TellingVerdict.Together } later && later.At == told))
                && (sample.Hours is null || new QuietClock(sample.Hours, new LocalClock(sample.Zone)).QuietUntil(told) is null);
        }));
    }

    private static TellingTime Judge(QuietHours? quiet, DigestSchedule? digest, string due, string? now = null, int sources = 1) =>
        Times(quiet, digest).Judge(At(due), sources, At(now ?? due));

    private static TellingTimes Times(QuietHours? quiet, DigestSchedule? digest, string? zone = null) =>
        new(AlertSamples.Subscription("any") with { Quiet = quiet, Digest = digest, TimeZone = zone });

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2024-10-09T{time}:00Z", CultureInfo.InvariantCulture);
}
