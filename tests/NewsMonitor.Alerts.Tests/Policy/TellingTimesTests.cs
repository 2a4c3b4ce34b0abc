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
        Assert.Equal((TellingVerdict.Hold, At("06:00")), (held.Verdict, held.Window));
        Assert.Equal("Held by quiet hours from 22:00 to 06:00 (UTC) until 2024-10-09T06:00:00Z.", held.Reason);
        Assert.Equal((TellingVerdict.Together, At("06:00")), (Judge(Night, null, "06:00").Verdict, Judge(Night, null, "06:00").Window));
        Assert.Equal(TellingVerdict.AtOnce, Judge(Night, null, "06:01").Verdict);
    }

    [Fact]
    public void What_came_in_quiet_hours_while_nobody_judged_is_told_together_after_them()
    {
        var late = Judge(Night, null, "03:00", now: "09:30");
        Assert.Equal((TellingVerdict.Together, At("06:00")), (late.Verdict, late.Window));
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
        Assert.Equal((TellingVerdict.Hold, At("08:00")), (Judge(null, Daily, "03:00").Verdict, Judge(null, Daily, "03:00").Window));
        Assert.Equal((TellingVerdict.Together, At("08:00")), (Judge(null, Daily, "08:00").Verdict, Judge(null, Daily, "08:00").Window));
        Assert.Equal((TellingVerdict.Together, At("08:00")), (Judge(null, Daily, "03:00", now: "11:00").Verdict, Judge(null, Daily, "03:00", now: "11:00").Window));
    }

    [Fact]
    public void A_digest_in_quiet_hours_is_told_at_their_end_with_all_that_it_holds_by_then()
    {
        var early = Daily with { At = new TimeOnly(3, 0) };
        foreach (var due in new[] { "02:00", "04:00", "06:00" })
            Assert.Equal(At("06:00"), Judge(Night, early, due).Window);
        Assert.Equal(TellingVerdict.Together, Judge(Night, early, "06:00").Verdict);
        Assert.Equal(At("06:00").AddDays(1), Judge(Night, early, "06:01").Window);
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
        Check.One(Cases.Of(1500), Prop.ForAll(Arb.From(samples), sample =>
        {
            var times = Times(sample.Hours, sample.Digest, sample.Zone.Id);
            var first = times.Judge(sample.At, sample.At, 1, correction: false);
            var told = first.Until ?? sample.At;
            if (told < sample.At || told - sample.At > TimeSpan.FromDays(10) || IsQuiet(told))
                return false;
            var then = times.Judge(told, told, 1, correction: false);
            if (first.Verdict != TellingVerdict.AtOnce && (then.Verdict, then.Window) != (TellingVerdict.Together, told))
                return false;
            // Judged when the process is up again: in the window that it was held for, unless it is quiet again by now.
            var late = told.AddSeconds(sample.Late);
            var after = times.Judge(sample.At, late, 1, correction: false);
            return after.Verdict switch
            {
                TellingVerdict.AtOnce => first.Verdict == TellingVerdict.AtOnce && !IsQuiet(late),
                TellingVerdict.Together => after.Window == told && !IsQuiet(late),
                _ => IsQuiet(late) && !IsQuiet(after.Until!.Value) && times.Overdue(after.Window!.Value, after.Until.Value) is null or { Verdict: TellingVerdict.Together },
            };

            bool IsQuiet(DateTimeOffset at) => sample.Hours is not null && new QuietClock(sample.Hours, new LocalClock(sample.Zone)).QuietUntil(at) is not null;
        }));
    }

    [Fact]
    public void What_became_due_just_before_quiet_hours_and_is_judged_in_them_is_held() =>
        Assert.Equal((TellingVerdict.Hold, At("06:00")), Judge(Night with { Start = new TimeOnly(1, 0) }, null, "00:59", now: "01:00") is var held ? (held.Verdict, held.Until) : default);

    [Fact]
    public void A_digest_that_was_slept_through_until_it_is_quiet_is_told_after_that_as_the_one_that_it_was()
    {
        var evening = Daily with { At = new TimeOnly(1, 0) };
        var night = Night with { Start = new TimeOnly(2, 0) };
        var late = Judge(night, evening, "00:30", now: "03:00");
        Assert.Equal((TellingVerdict.Hold, At("01:00"), At("06:00")), (late.Verdict, late.Window, late.Until));
        Assert.Equal((TellingVerdict.Together, At("01:00")), Times(night, evening).Overdue(At("01:00"), At("06:00")) is { } told ? (told.Verdict, told.Window) : default);
        Assert.Null(Times(night, Daily).Overdue(At("01:00"), At("06:00")));
    }

    [Fact]
    public void A_correction_is_held_where_another_alert_is_dropped() =>
        Assert.Equal(TellingVerdict.Hold, Times(Night with { Mode = QuietMode.Drop }, null).Judge(At("03:00"), At("03:00"), 1, correction: true).Verdict);

    private static TellingTime Judge(QuietHours? quiet, DigestSchedule? digest, string due, string? now = null, int sources = 1) =>
        Times(quiet, digest).Judge(At(due), At(now ?? due), sources, correction: false);

    private static TellingTimes Times(QuietHours? quiet, DigestSchedule? digest, string? zone = null) =>
        new(AlertSamples.Subscription("any") with { Quiet = quiet, Digest = digest, TimeZone = zone });

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2024-10-09T{time}:00Z", CultureInfo.InvariantCulture);
}
