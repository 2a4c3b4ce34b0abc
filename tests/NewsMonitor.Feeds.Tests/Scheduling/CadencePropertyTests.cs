using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.Scheduling;

/// <summary>What holds of every decision, whatever the state, the outcome and the settings.</summary>
public sealed class CadencePropertyTests
{
    private static readonly DateTimeOffset Now = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20241008, 5);

    [Fact]
    public void After_a_success_the_next_poll_lies_between_floor_and_cap() => Holds((options, random) =>
    {
        var decision = Cadence.Decide(State(random), Outcome(random) with { Error = null }, options, random.NextDouble(), Now);
        return Within(decision.NextPoll - Now, options.MinimumInterval, options.MaximumInterval)
            && Within(decision.Interval!.Value, options.MinimumInterval, options.MaximumInterval)
            && decision.Reason.Length > 0;
    });

    [Fact]
    public void After_a_failure_the_next_poll_is_never_at_once_and_never_not_at_all() => Holds((options, random) =>
    {
        var outcome = Outcome(random) with { Error = "down" };
        var decision = Cadence.Decide(State(random) with { Failures = random.Next() }, outcome, options, random.NextDouble(), Now);
        var latest = options.MaximumBackoff!.Value > options.MaximumRetryAfter ? options.MaximumBackoff.Value : options.MaximumRetryAfter;
        return Within(decision.NextPoll - Now, options.MinimumInterval, latest + options.DefaultInterval) && decision.Reason.Length > 0;
    });

    [Fact]
    public void More_failures_never_make_the_wait_shorter() => Holds((options, random) =>
    {
        var state = State(random) with { Failures = random.Next(60) };
        var outcome = new PollOutcome { Error = "down" };
        var jitter = random.NextDouble();
        return Cadence.Decide(state, outcome, options, jitter, Now).NextPoll <= Cadence.Decide(state with { Failures = state.Failures + 1 }, outcome, options, jitter, Now).NextPoll;
    });

    [Fact]
    public void News_never_make_the_wait_longer_than_silence_does() => Holds((options, random) =>
    {
        var state = State(random);
        var jitter = random.NextDouble();
        return Cadence.Decide(state, new PollOutcome { News = true }, options, jitter, Now).NextPoll <= Cadence.Decide(state, PollOutcome.NothingNew, options, jitter, Now).NextPoll;
    });

    [Fact]
    public void However_long_the_silence_or_the_failing_news_bring_the_feed_back_at_once() => Holds((options, random) =>
    {
        var state = State(random) with { Interval = options.MaximumInterval, Failures = random.Next(100) };
        var back = Cadence.Decide(state, new PollOutcome { News = true }, options, random.NextDouble(), Now);
        return back.NextPoll - Now <= options.DefaultInterval * (1 + options.Jitter);
    });

    [Fact]
    public void A_poll_is_never_decided_into_skipped_times_unless_they_last_too_long_and_never_earlier_than_without_them() => Holds((options, random) =>
    {
        var (state, outcome, jitter) = (State(random), Outcome(random), random.NextDouble());
        var skip = SkipRule.Of(
            [.. Enumerable.Range(0, 24).Where(_ => random.Next(3) == 0)], [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(4) == 0)]);
        var without = Cadence.Decide(state, outcome, options, jitter, Now);
        var decision = Cadence.Decide(state with { Skip = skip }, outcome, options, jitter, Now);
        var skipped = (skip.Hours >> decision.NextPoll.Hour & 1) == 1 || (skip.Days >> (int)decision.NextPoll.DayOfWeek & 1) == 1;
        return decision.Interval == without.Interval
            && (skipped
                ? decision.NextPoll == without.NextPoll + options.MaximumSkip
                : decision.NextPoll >= without.NextPoll && decision.NextPoll - without.NextPoll <= options.MaximumSkip + TimeSpan.FromHours(1));
    });

    [Fact]
    public void What_a_server_calls_fresh_is_not_asked_for_again_within_the_cap() => Holds((options, random) =>
    {
        var outcome = Outcome(random) with { Error = null, FreshFor = Span(random, options.MaximumInterval) };
        var decision = Cadence.Decide(State(random), outcome, options, random.NextDouble(), Now);
        return decision.NextPoll - Now >= outcome.FreshFor;
    });

    [Fact]
    public void The_same_poll_is_decided_the_same_way_twice() => Holds((options, random) =>
    {
        var (state, outcome, jitter) = (State(random), Outcome(random), random.NextDouble());
        return Cadence.Decide(state, outcome, options, jitter, Now) == Cadence.Decide(state, outcome, options, jitter, Now);
    });

    private static void Holds(Func<FeedOptions, Random, bool> property) =>
        Check.One(Config, Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            return property(Options(random), random);
        }));

    private static bool Within(TimeSpan span, TimeSpan least, TimeSpan most) => span >= least && span <= most;

    private static FeedOptions Options(Random random)
    {
        var minimum = Span(random, TimeSpan.FromHours(1));
        var usual = minimum + Span(random, TimeSpan.FromHours(6));
        var maximum = usual + Span(random, TimeSpan.FromDays(10));
        var options = new FeedOptions
        {
            MinimumInterval = minimum,
            DefaultInterval = usual,
            MaximumInterval = maximum,
            MaximumBackoff = maximum + Span(random, TimeSpan.FromDays(20)),
            MaximumRetryAfter = Span(random, TimeSpan.FromDays(30)),
            Jitter = random.NextDouble() / 2,
        };
        Assert.Empty(options.Validate());
        return options;
    }

    private static FeedPollState State(Random random) => new()
    {
        NextPoll = Now,
        NextPollReason = "",
        Interval = random.Next(4) == 0 ? null : Span(random, TimeSpan.FromDays(100)),
        Failures = random.Next(50),
        LastNews = random.Next(3) == 0 ? null : Now - Span(random, TimeSpan.FromDays(1000)),
    };

    private static PollOutcome Outcome(Random random) => new()
    {
        Error = random.Next(2) == 0 ? "down" : null,
        News = random.Next(2) == 0,
        Published = [.. Enumerable.Range(0, random.Next(30)).Select(_ => Now + TimeSpan.FromDays(random.NextDouble() * 200 - 190))],
        FreshFor = random.Next(2) == 0 ? null : Span(random, TimeSpan.FromDays(25000)),
        Requested = random.Next(2) == 0 ? null : Span(random, TimeSpan.FromDays(25000)),
        RetryAfter = random.Next(2) == 0 ? null : Span(random, TimeSpan.FromDays(25000)),
    };

    // Small and large ones alike: spread over the orders of magnitude.
    private static TimeSpan Span(Random random, TimeSpan most) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Pow(most.TotalMilliseconds, random.NextDouble())));
}
