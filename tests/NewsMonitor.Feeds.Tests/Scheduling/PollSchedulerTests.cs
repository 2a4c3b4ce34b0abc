using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Scheduling;

public sealed class PollSchedulerTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly DueFeeds _feeds = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<FeedMetrics>().BuildServiceProvider();

    // Every poll that began, with what ends it.
    private readonly ConcurrentQueue<(string Feed, TaskCompletionSource<PollSummary?> End)> _polls = new();
    private readonly SemaphoreSlim _began = new(0);
    private PollScheduler? _scheduler;
    private int _taken;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_scheduler is not null)
            await _scheduler.DisposeAsync();
        await _services.DisposeAsync();
        _began.Dispose();
    }

    [Fact]
    public async Task A_due_feed_is_polled_and_one_that_is_not_due_is_not()
    {
        _feeds.Add("a", "a.example", _clock.GetUtcNow());
        _feeds.Add("b", "b.example", _clock.GetUtcNow().AddSeconds(1));

        await SweepAsync();

        Assert.Equal("a", (await NextAsync()).Feed);
        NoneBegan();
    }

    [Fact]
    public async Task A_feed_in_flight_is_not_started_twice_however_often_it_is_found_due()
    {
        _feeds.Add("a", "a.example", _clock.GetUtcNow());

        await SweepAsync();
        await NextAsync();
        await SweepAsync();
        await SweepAsync();

        NoneBegan();
    }

    [Fact]
    public async Task A_host_is_polled_by_no_more_than_its_concurrency_while_other_hosts_go_on()
    {
        foreach (var feed in new[] { "a1", "a2", "a3", "b1" })
            _feeds.Add(feed, feed[..1], _clock.GetUtcNow());

        await SweepAsync(options => options with { HostConcurrency = 2 });

        var began = await NextAsync(3);
        Assert.Equal(["a1", "a2", "b1"], began.Select(p => p.Feed).Order(StringComparer.Ordinal));
        NoneBegan();
        await EndAsync(began.Single(p => p.Feed == "a1"));
        Assert.Equal("a3", (await NextAsync()).Feed);
    }

    [Fact]
    public async Task Polls_of_one_host_begin_the_spacing_apart_without_waiting_for_a_sweep()
    {
        foreach (var feed in new[] { "a1", "a2", "a3" })
            _feeds.Add(feed, "a", _clock.GetUtcNow());

        await SweepAsync(options => options with { HostConcurrency = 3, HostSpacing = TimeSpan.FromSeconds(10) });

        Assert.Equal("a1", (await NextAsync()).Feed);
        NoneBegan();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        NoneBegan();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("a2", (await NextAsync()).Feed);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("a3", (await NextAsync()).Feed);
    }

    [Fact]
    public async Task After_a_hosts_rest_who_has_waited_longest_beyond_its_interval_comes_first()
    {
        var now = _clock.GetUtcNow();
        // The rest made both due at the same time.
        _feeds.Add("hasty", "a", now, TimeSpan.FromMinutes(5), last: now.AddMinutes(-6));
        _feeds.Add("patient", "a", now, TimeSpan.FromMinutes(40), last: now.AddMinutes(-100));

        await SweepAsync(options => options with { HostSpacing = TimeSpan.FromSeconds(10) });

        Assert.Equal("patient", (await NextAsync()).Feed);
        NoneBegan();
    }

    [Fact]
    public async Task Spacing_holds_for_a_feed_that_becomes_due_after_its_host_fell_idle()
    {
        _feeds.Add("a1", "a", _clock.GetUtcNow());
        await SweepAsync(options => options with { HostSpacing = TimeSpan.FromSeconds(10) });
        await EndAsync(await NextAsync());

        _feeds.Add("a2", "a", _clock.GetUtcNow());
        await SweepAsync();
        NoneBegan();
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("a2", (await NextAsync()).Feed);
    }

    [Fact]
    public async Task No_more_polls_run_than_the_shards_cap_and_each_end_makes_room_for_the_longest_due()
    {
        for (var n = 0; n < 5; n++)
            _feeds.Add($"feed{n}", $"host{n}", _clock.GetUtcNow().AddMinutes(-5 + n));

        await SweepAsync(options => options with { MaximumConcurrentPolls = 2 });

        var began = await NextAsync(2);
        Assert.Equal(["feed0", "feed1"], began.Select(p => p.Feed).Order(StringComparer.Ordinal));
        NoneBegan();
        await EndAsync(began[0]);
        Assert.Equal("feed2", (await NextAsync()).Feed);
        NoneBegan();
    }

    [Fact]
    public async Task A_host_that_has_rested_while_the_shard_is_full_waits_for_the_end_of_a_poll_and_not_for_the_clock()
    {
        _feeds.Add("a1", "a", _clock.GetUtcNow().AddMinutes(-3));
        _feeds.Add("b1", "b", _clock.GetUtcNow().AddMinutes(-2));
        _feeds.Add("a2", "a", _clock.GetUtcNow().AddMinutes(-1));
        await SweepAsync(options => options with { MaximumConcurrentPolls = 1, HostSpacing = TimeSpan.FromSeconds(10) });
        await EndAsync(await NextAsync());
        var second = await NextAsync();
        Assert.Equal("b1", second.Feed);

        await Task.Run(() => _clock.Advance(TimeSpan.FromSeconds(11))).Soon("the clock gets past the time at which the host has rested");

        Assert.Equal(0, _clock.ArmedTimers);
        await EndAsync(second);
        Assert.Equal("a2", (await NextAsync()).Feed);
    }

    [Fact]
    public async Task Ten_thousand_feeds_due_at_once_are_all_polled_within_their_interval_at_host_spacing()
    {
        var began = _clock.GetUtcNow();
        var spacing = TimeSpan.FromSeconds(1);
        var polls = new ConcurrentQueue<(string Feed, DateTimeOffset At)>();
        _scheduler = Scheduler(
            (feed, _) =>
            {
                polls.Enqueue((feed, _clock.GetUtcNow()));
                _feeds.Remove(feed);
                return Task.FromResult<PollSummary?>(Polled());
            },
            new FeedOptions { HostSpacing = spacing, HostConcurrency = 1 });
        await _scheduler.SweepAsync(default);

        // The crowded host's slow feeds are the first in the list; among the last are ones of the same host that are due again in two minutes.
        for (var n = 0; n < 600; n++)
            _feeds.Add($"a-slow{n}", "crowded.example", began, TimeSpan.FromHours(1));
        for (var n = 0; n < 9380; n++)
            _feeds.Add($"b-feed{n}", $"host{n % 4700}.example", began, TimeSpan.FromMinutes(2 + n % 100));
        for (var n = 0; n < 20; n++)
            _feeds.Add($"c-fast{n}", "crowded.example", began, TimeSpan.FromMinutes(2));
        for (var second = 0; second < 700 && polls.Count < 10_000; second++)
        {
            await _scheduler.SweepAsync(default);
            await Eventually.TrueAsync(() => _scheduler.Polls is var (started, ended) && started == ended, "the polls that may run have run");
            _clock.Advance(spacing);
            // The look of a sweep must not be older than the polls that the advance began.
            await IdleAsync();
        }

        Assert.Equal(10_000, polls.Select(p => p.Feed).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(10_000, polls.Count);
        TimeSpan Latest(char kind) => polls.Where(p => p.Feed[0] == kind).Max(p => p.At) - began;
        Assert.InRange(Latest('a'), TimeSpan.FromSeconds(600), TimeSpan.FromHours(1));
        Assert.InRange(Latest('b'), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.InRange(Latest('c'), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        var crowded = polls.Where(p => p.Feed[0] != 'b').Select(p => p.At).Order().ToList();
        Assert.All(crowded.Zip(crowded.Skip(1)), pair => Assert.True(pair.Second - pair.First >= spacing));
    }

    [Fact]
    public async Task After_a_long_stop_a_thousand_due_feeds_are_spread_out_and_yet_polled_within_their_interval()
    {
        var began = _clock.GetUtcNow();
        var polls = new ConcurrentQueue<(string Feed, DateTimeOffset At)>();
        _scheduler = Scheduler(
            (feed, _) =>
            {
                polls.Enqueue((feed, _clock.GetUtcNow()));
                _feeds.Remove(feed);
                return Task.FromResult<PollSummary?>(Polled());
            },
            new FeedOptions { HostSpacing = TimeSpan.FromSeconds(1), RecoveryRate = 5 });
        for (var n = 0; n < 1000; n++)
            _feeds.Add($"feed{n}", $"host{n}.example", began.AddHours(-2), TimeSpan.FromMinutes(n % 10 == 0 ? 2 : 60));

        for (var second = 0; second < 300; second++)
        {
            await _scheduler.SweepAsync(default);
            await Eventually.TrueAsync(() => _scheduler.Polls is var (started, ended) && started == ended, "the polls that may run have run");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1000, polls.Count);
        // 4.5 a second of the slow ones, and the fast ones within their two minutes.
        Assert.InRange(polls.GroupBy(p => p.At).Max(second => second.Count()), 5, 9);
        Assert.All(polls.Where(p => p.Feed.EndsWith('0')), p => Assert.True(p.At - began < TimeSpan.FromMinutes(2)));
        Assert.InRange(polls.Max(p => p.At) - began, TimeSpan.FromSeconds(190), TimeSpan.FromSeconds(201));
    }

    [Fact]
    public async Task After_the_store_refused_for_long_due_feeds_are_spread_as_after_a_stop()
    {
        await SweepAsync(options => options with { MaximumConcurrentPolls = 2, RecoveryRate = 1, HostConcurrency = 10 });
        _feeds.Refusal = new StoreUnavailableException("gone");
        await SweepAsync();
        for (var n = 0; n < 10; n++)
            _feeds.Add($"feed{n}", $"host{n}", _clock.GetUtcNow(), TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromMinutes(2));
        _feeds.Refusal = null;

        await SweepAsync();

        Assert.Equal("feed0", (await NextAsync()).Feed);
        NoneBegan();
        Assert.Equal(_clock.GetUtcNow().AddSeconds(9), _feeds.At("feed9"));
    }

    [Fact]
    public async Task What_a_clock_that_was_ahead_put_off_for_longer_than_any_rule_does_is_due_after_a_start()
    {
        // Four days of Retry-After and skipped days, and two hours for jitter.
        var longest = TimeSpan.FromHours(98);
        _feeds.Add("waits", "a", _clock.GetUtcNow() + longest);
        _feeds.Add("lost", "b", _clock.GetUtcNow() + longest + TimeSpan.FromSeconds(1));
        _feeds.Add("lost for ever", "c", _clock.GetUtcNow().AddYears(70));

        await SweepAsync();

        Assert.Equal(["lost", "lost for ever"], (await NextAsync(2)).Select(poll => poll.Feed).Order(StringComparer.Ordinal));
        NoneBegan();
    }

    [Fact]
    public async Task A_feed_that_came_due_in_a_stop_still_waits_for_the_end_of_the_hours_that_it_skips()
    {
        // It is nine o'clock.
        _feeds.Add("a", "a", _clock.GetUtcNow().AddHours(-5), TimeSpan.FromHours(1), new SkippedTimes(1 << 9 | 1 << 10, 0));
        _feeds.Add("b", "b", _clock.GetUtcNow());

        await SweepAsync();

        Assert.Equal("b", (await NextAsync()).Feed);
        NoneBegan();
        Assert.Equal(_clock.GetUtcNow().AddHours(2), _feeds.At("a"));
    }

    [Fact]
    public async Task A_poll_that_is_lost_is_not_tried_again_at_once_and_does_not_stop_the_others()
    {
        _feeds.Add("a", "a", _clock.GetUtcNow());
        _feeds.Add("b", "b", _clock.GetUtcNow());
        await SweepAsync();
        var began = await NextAsync(2);

        began.Single(p => p.Feed == "a").End.SetException(new TimeoutException("no response"));
        await EndAsync(began.Single(p => p.Feed == "b"));
        await IdleAsync();
        _clock.Advance(TimeSpan.FromMinutes(14));
        await SweepAsync();
        NoneBegan();
        _clock.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync();

        Assert.Equal("a", (await NextAsync()).Feed);
    }

    [Fact]
    public async Task A_poll_that_a_stopping_silo_turned_away_is_tried_again_soon()
    {
        _feeds.Add("a", "a", _clock.GetUtcNow());
        _feeds.Add("b", "b", _clock.GetUtcNow());
        await SweepAsync();
        var began = await NextAsync(2);

        began.Single(p => p.Feed == "a").End.SetException(new SiloUnavailableException("The host stops."));
        await EndAsync(began.Single(p => p.Feed == "b"));
        await IdleAsync();
        await SweepAsync();
        NoneBegan();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await SweepAsync();

        Assert.Equal("a", (await NextAsync()).Feed);
    }

    [Fact]
    public async Task When_the_store_refuses_a_poll_none_is_started_then_one_and_after_it_is_stored_all()
    {
        for (var n = 0; n < 4; n++)
            _feeds.Add($"feed{n}", $"host{n}", _clock.GetUtcNow().AddMinutes(-5 + n));
        await SweepAsync(options => options with { MaximumConcurrentPolls = 2, StoreRetryDelay = TimeSpan.FromSeconds(5) });
        foreach (var poll in await NextAsync(2))
            poll.End.SetException(new StoreUnavailableException("full"));
        await IdleAsync();

        await SweepAsync();
        _clock.Advance(TimeSpan.FromSeconds(4));
        await SweepAsync();
        NoneBegan();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync();
        var probe = await NextAsync();
        Assert.Equal("feed2", probe.Feed);
        NoneBegan();
        probe.End.SetException(new StoreUnavailableException("still full"));
        await IdleAsync();
        _clock.Advance(TimeSpan.FromSeconds(9));
        await SweepAsync();
        NoneBegan();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync();
        probe = await NextAsync();
        NoneBegan();
        await EndAsync(probe);
        await SweepAsync();

        await NextAsync(2);
    }

    [Fact]
    public async Task While_nobody_can_be_reached_one_poll_at_a_time_finds_out_and_after_an_answer_all_go_on()
    {
        for (var n = 0; n < 5; n++)
            _feeds.Add($"feed{n}", $"host{n}", _clock.GetUtcNow().AddMinutes(-5 + n));
        await SweepAsync(options => options with { MaximumConcurrentPolls = 2, OutageRetry = TimeSpan.FromSeconds(15) });
        var began = await NextAsync(2);
        await EndAsync(began[0], outage: true);
        await EndAsync(began[1], outage: true);

        _clock.Advance(TimeSpan.FromSeconds(14));
        await SweepAsync();
        NoneBegan();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync();
        var probe = await NextAsync();
        NoneBegan();
        await EndAsync(probe, outage: true);
        _clock.Advance(TimeSpan.FromSeconds(29));
        await SweepAsync();
        NoneBegan();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync();
        await EndAsync(await NextAsync());
        await SweepAsync();

        Assert.Equal("feed4", (await NextAsync()).Feed);
    }

    [Fact]
    public async Task When_the_store_cannot_be_read_it_is_asked_again_after_the_delay_only()
    {
        _feeds.Refusal = new StoreUnavailableException("gone");
        _feeds.Add("a", "a", _clock.GetUtcNow());

        await SweepAsync();
        await SweepAsync();
        Assert.Equal(1, _feeds.Looks);
        _feeds.Refusal = null;
        _clock.Advance(TimeSpan.FromSeconds(5));
        await SweepAsync();

        Assert.Equal("a", (await NextAsync()).Feed);
    }

    [Fact]
    public async Task Stopping_cancels_the_polls_that_run_and_starts_no_other()
    {
        _feeds.Add("a1", "a", _clock.GetUtcNow());
        _feeds.Add("a2", "a", _clock.GetUtcNow());
        await SweepAsync(options => options with { HostConcurrency = 1 });
        var running = await NextAsync();

        await _scheduler!.DisposeAsync().AsTask().Soon("the scheduler stops");

        Assert.True(running.End.Task.IsCanceled);
        _clock.Advance(TimeSpan.FromMinutes(1));
        NoneBegan();
    }

    private static PollSummary Polled() => new() { Polled = true, Status = FeedStatus.Ok, NextPoll = default, NextPollReason = "" };

    private PollScheduler Scheduler(Func<string, CancellationToken, Task<PollSummary?>> poll, FeedOptions options) =>
        new(0, _feeds, poll, options, _clock, _services.GetRequiredService<FeedMetrics>(), NullLogger.Instance);

    private async Task SweepAsync(Func<FeedOptions, FeedOptions>? change = null)
    {
        _scheduler ??= Scheduler(BeginAsync, (change ?? (o => o))(new FeedOptions { HostSpacing = TimeSpan.Zero, RecoveryRate = 1_000_000 }));
        await _scheduler.SweepAsync(default);
    }

    private async Task<PollSummary?> BeginAsync(string feed, CancellationToken stopping)
    {
        var end = new TaskCompletionSource<PollSummary?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = stopping.Register(() => end.TrySetCanceled(stopping));
        _polls.Enqueue((feed, end));
        _began.Release();
        return await end.Task;
    }

    private async Task<(string Feed, TaskCompletionSource<PollSummary?> End)> NextAsync()
    {
        Assert.True(await _began.WaitAsync(Eventually.Deadline), "Waited in vain for a poll to begin.");
        Assert.True(_polls.TryDequeue(out var poll));
        _taken++;
        return poll;
    }

    private async Task<List<(string Feed, TaskCompletionSource<PollSummary?> End)>> NextAsync(int count)
    {
        var polls = new List<(string Feed, TaskCompletionSource<PollSummary?> End)>();
        while (polls.Count < count)
            polls.Add(await NextAsync());
        return polls;
    }

    private async Task EndAsync((string Feed, TaskCompletionSource<PollSummary?> End) poll, bool outage = false)
    {
        _feeds.Remove(poll.Feed);
        var ended = _scheduler!.Polls.Ended;
        poll.End.SetResult(Polled() with { Outage = outage });
        await Eventually.TrueAsync(() => _scheduler.Polls.Ended > ended, $"the poll of {poll.Feed} has ended");
    }

    private Task IdleAsync() => Eventually.TrueAsync(() => _scheduler!.Polls is var (started, ended) && started == ended, "no poll runs");

    /// <summary>A sweep, an advance of the clock and the end of a poll decide at once what starts.</summary>
    private void NoneBegan() => Assert.Equal(_taken, _scheduler!.Polls.Started);
}
