using System.Globalization;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.Scheduling;

public sealed class CadenceTests
{
    private static readonly DateTimeOffset Now = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private static readonly FeedOptions Options = new()
    {
        MinimumInterval = TimeSpan.FromMinutes(2),
        DefaultInterval = TimeSpan.FromMinutes(16),
        MaximumInterval = TimeSpan.FromHours(2),
        Jitter = 0.1,
    };

    [Fact]
    public void A_first_poll_without_dates_waits_the_default_interval()
    {
        var decision = Decide(State(), new PollOutcome { News = true });

        Assert.Equal((TimeSpan.FromMinutes(16), "in 16 min: first poll; its rhythm is not known yet"), (decision.Interval, decision.Reason));
        Assert.Equal(Now.AddMinutes(16), decision.NextPoll);
    }

    [Theory]
    [InlineData(20, "in 10 min: first poll; it has news every 20 min or so")]
    [InlineData(1, "in 2 min: first poll; it has news every 60 s or so")]
    [InlineData(60 * 24, "in 2 h: first poll; it has news every 24 h or so")]
    public void A_first_poll_takes_the_rhythm_from_the_dates(int minutesApart, string reason)
    {
        DateTimeOffset[] published = [.. Enumerable.Range(0, 10).Select(n => Now.AddMinutes(-n * minutesApart))];

        Assert.Equal(reason, Decide(State(), new PollOutcome { News = true, Published = published }, spread: 0).Reason);
    }

    [Fact]
    public void A_feed_that_fell_silent_is_not_taken_for_a_fast_one_by_its_old_dates()
    {
        DateTimeOffset[] published = [.. Enumerable.Range(0, 10).Select(n => Now.AddDays(-30).AddMinutes(-n))];

        Assert.Equal(Options.MaximumInterval, Decide(State(), new PollOutcome { Published = published }).Interval);
    }

    [Fact]
    public void Dates_in_the_future_tell_nothing()
    {
        DateTimeOffset[] published = [.. Enumerable.Range(1, 10).Select(n => Now.AddDays(n))];

        Assert.Equal(Options.DefaultInterval, Decide(State(), new PollOutcome { Published = published }).Interval);
    }

    [Fact]
    public void News_halve_the_interval()
    {
        var decision = Decide(State(interval: 10), new PollOutcome { News = true });

        Assert.Equal((TimeSpan.FromMinutes(5), "in 5 min: it had news"), (decision.Interval, decision.Reason));
    }

    [Fact]
    public void One_item_of_news_brings_a_slow_feed_back_below_the_default_interval()
    {
        Assert.Equal(TimeSpan.FromMinutes(8), Decide(State(interval: 120), new PollOutcome { News = true }).Interval);
    }

    [Fact]
    public void Silence_stretches_the_interval_by_a_quarter()
    {
        var decision = Decide(State(interval: 20) with { LastNews = Now.AddHours(-3) }, PollOutcome.NothingNew);

        Assert.Equal((TimeSpan.FromMinutes(25), "in 25 min: no news for 3 h"), (decision.Interval, decision.Reason));
    }

    [Theory]
    [InlineData(60, null, "in 60 min: the server calls its answer fresh for 60 min")]
    [InlineData(null, 45, "in 45 min: the feed asks to be left alone for 45 min")]
    [InlineData(60 * 24 * 365, null, "in 2 h: the server calls its answer fresh for 365 d")]
    [InlineData(5, 5, "in 25 min: no news yet")]
    public void What_server_and_document_ask_for_is_not_before_within_the_cap(int? fresh, int? asked, string reason)
    {
        var decision = Decide(State(interval: 20), new PollOutcome { FreshFor = Minutes(fresh), Requested = Minutes(asked) }, spread: 0);

        Assert.Equal(reason, decision.Reason);
        Assert.Equal(TimeSpan.FromMinutes(25), decision.Interval);
    }

    [Fact]
    public void Failures_double_the_wait_up_to_the_cap_and_leave_the_interval_alone()
    {
        var waits = Enumerable.Range(0, 8).Select(failures => Decide(State(interval: 5, failures: failures), new PollOutcome { Error = "down" }, spread: 0)).ToList();

        Assert.Equal([16, 32, 64, 128, 256, 480, 480, 480], waits.Select(w => (w.NextPoll - Now).TotalMinutes));
        Assert.All(waits, w => Assert.Equal(TimeSpan.FromMinutes(5), w.Interval));
        Assert.Equal("in 64 min: the last 3 polls failed", waits[2].Reason);
    }

    [Fact]
    public void The_first_success_resumes_the_interval_from_before_the_failures()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), Decide(State(interval: 10, failures: 7), new PollOutcome { News = true }).Interval);
    }

    [Theory]
    [InlineData(60, "in 60 min: the server asks to be left alone for 60 min")]
    [InlineData(1, "in 16 min: the poll failed")]
    [InlineData(60 * 24 * 30, "in 24 h: the server asks to be left alone for 24 h")]
    public void Retry_after_is_not_before_within_its_cap(int minutes, string reason)
    {
        Assert.Equal(reason, Decide(State(), new PollOutcome { Error = "slow down", RetryAfter = Minutes(minutes) }, jitter: 0.5, spread: 0).Reason);
    }

    [Fact]
    public void Jitter_spreads_a_retry_after_to_the_later_side_only()
    {
        var outcome = new PollOutcome { Error = "slow down", RetryAfter = TimeSpan.FromMinutes(60) };

        Assert.Equal(Now.AddMinutes(60), Decide(State(), outcome, jitter: 0).NextPoll);
        Assert.True(Decide(State(), outcome, jitter: 0.99).NextPoll > Now.AddMinutes(61));
    }

    [Fact]
    public void Jitter_spreads_polls_around_their_interval()
    {
        Assert.Equal(Now.AddMinutes(22.5), Decide(State(interval: 20), PollOutcome.NothingNew, jitter: 0).NextPoll);
        Assert.Equal(Now.AddMinutes(27.5), Decide(State(interval: 20), PollOutcome.NothingNew, jitter: 1).NextPoll);
    }

    [Fact]
    public void At_the_cap_jitter_spreads_to_the_earlier_side_so_that_silent_feeds_do_not_all_wait_the_same()
    {
        Assert.Equal(Now.AddMinutes(108), Decide(State(interval: 120), PollOutcome.NothingNew, jitter: 0).NextPoll);
        Assert.Equal(Now.AddMinutes(114), Decide(State(interval: 120), PollOutcome.NothingNew, jitter: 0.5).NextPoll);
        Assert.Equal(Now.AddMinutes(120), Decide(State(interval: 120), PollOutcome.NothingNew, jitter: 1).NextPoll);
    }

    [Fact]
    public void Jitter_spreads_what_server_and_document_ask_for_to_the_later_side_only()
    {
        var outcome = new PollOutcome { FreshFor = TimeSpan.FromMinutes(60) };

        Assert.Equal(Now.AddMinutes(60), Decide(State(), outcome, jitter: 0).NextPoll);
        Assert.Equal(Now.AddMinutes(61.6), Decide(State(), outcome, jitter: 1).NextPoll);
    }

    [Theory]
    [InlineData("09:30", "09-11", "", "12:00", "in 3 h: the feed asks not to be polled until Tue 12:00 GMT")]
    [InlineData("22:30", "22 23 00 01", "", "02:00 next", "in 17 h: the feed asks not to be polled until Wed 02:00 GMT")]
    [InlineData("09:30", "", "Tuesday", "00:00 next", "in 15 h: the feed asks not to be polled until Wed 00:00 GMT")]
    [InlineData("09:30", "00", "Tuesday", "01:00 next", "in 16 h: the feed asks not to be polled until Wed 01:00 GMT")]
    public void A_poll_in_skipped_hours_or_days_moves_to_their_end_in_GMT(string at, string hours, string days, string then, string reason)
    {
        // Tuesday, at nine.
        var state = State() with { Skip = Skip(hours, days) };
        var asked = At(at) - Now;

        var decision = Cadence.Decide(
            state, new PollOutcome { FreshFor = asked }, Options with { Jitter = 0, MaximumInterval = TimeSpan.FromDays(1) }, 0.5, Now);

        Assert.Equal((At(then), reason, PollRule.Skip), (decision.NextPoll, decision.Reason, decision.Rule));
    }

    [Fact]
    public void A_failing_feed_is_not_tried_in_its_skipped_hours_either()
    {
        var decision = Decide(State() with { Skip = Skip("09", "") }, new PollOutcome { Error = "down" }, spread: 0);

        Assert.Equal((Now.AddHours(1), PollRule.Skip), (decision.NextPoll, decision.Rule));
    }

    [Fact]
    public void The_rhythm_that_is_remembered_does_not_change_with_what_the_feed_skips()
    {
        var state = State(interval: 20);

        Assert.Equal(Decide(state, PollOutcome.NothingNew).Interval, Decide(state with { Skip = Skip("09 10 11", "") }, PollOutcome.NothingNew).Interval);
    }

    [Fact]
    public void Skipped_times_are_obeyed_up_to_a_limit_and_not_at_all_when_it_is_zero()
    {
        var state = State() with { Skip = Skip("", "Tuesday Wednesday Thursday Friday Saturday") };

        var bounded = Cadence.Decide(state, PollOutcome.NothingNew, Options with { Jitter = 0 }, 0.5, Now);
        var ignored = Cadence.Decide(state, PollOutcome.NothingNew, Options with { Jitter = 0, MaximumSkip = TimeSpan.Zero }, 0.5, Now);

        Assert.Equal(Now.AddMinutes(16).AddDays(3), bounded.NextPoll);
        Assert.Equal("in 3 d: the feed asks not to be polled until Sun 00:00 GMT, longer than is obeyed", bounded.Reason);
        Assert.Equal(Now.AddMinutes(16), ignored.NextPoll);
    }

    [Fact]
    public void A_feed_that_skips_every_hour_or_every_day_asks_for_nothing()
    {
        Assert.Equal(default, SkipRule.Of([.. Enumerable.Range(0, 24)], Enum.GetValues<DayOfWeek>()));
        Assert.Equal(new SkippedTimes(1, 0), SkipRule.Of([0], Enum.GetValues<DayOfWeek>()));
    }

    private static DateTimeOffset At(string time) =>
        new DateTimeOffset(Now.Date, TimeSpan.Zero).AddDays(time.EndsWith("next", StringComparison.Ordinal) ? 1 : 0) + TimeSpan.Parse(time.Split(' ')[0], CultureInfo.InvariantCulture);

    private static SkippedTimes Skip(string hours, string days)
    {
        var range = hours.Split('-');
        var list = range.Length == 2
            ? Enumerable.Range(Number(range[0]), Number(range[1]) - Number(range[0]) + 1)
            : hours.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number);
        return SkipRule.Of([.. list], [.. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DayOfWeek>)]);

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    private static TimeSpan? Minutes(int? minutes) => minutes is { } number ? TimeSpan.FromMinutes(number) : null;

    private static PollDecision Decide(FeedPollState state, PollOutcome outcome, double jitter = 0.5, double? spread = null) =>
        Cadence.Decide(state, outcome, spread is { } fraction ? Options with { Jitter = fraction } : Options, jitter, Now);

    private static FeedPollState State(int? interval = null, int failures = 0) =>
        new() { NextPoll = Now, NextPollReason = "", Interval = Minutes(interval), Failures = failures };
}
