using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Scheduling;

/// <summary>Requests that come from elsewhere share a host with the polls of its own feeds.</summary>
public sealed class GuestTurnsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly FakeClock _clock = new();
    private readonly DueFeeds _feeds = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<FeedMetrics>().BuildServiceProvider();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<PollSummary?>> _polls = new(StringComparer.Ordinal);
    private FeedOptions _options = new() { HostSpacing = TimeSpan.FromSeconds(1), HostConcurrency = 1, RecoveryRate = 1_000_000 };
    private PollScheduler? _scheduler;

    private PollScheduler Scheduler =>
        _scheduler ??= new PollScheduler(0, _feeds, BeginAsync, _options, _clock, _services.GetRequiredService<FeedMetrics>(), NullLogger.Instance);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_scheduler is not null)
            await _scheduler.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_request_from_elsewhere_begins_the_spacing_after_the_hosts_own_poll()
    {
        _options = _options with { HostConcurrency = 2, HostSpacing = TimeSpan.FromSeconds(10) };
        await DueAsync("feed");

        var guest = Take();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(guest.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Null(await guest);
    }

    [Fact]
    public async Task A_poll_begins_the_spacing_after_a_request_from_elsewhere()
    {
        _options = _options with { HostConcurrency = 2, HostSpacing = TimeSpan.FromSeconds(10) };
        Assert.Null(await Take());

        _feeds.Add("feed", "a", _clock.GetUtcNow());
        await Scheduler.SweepAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, Scheduler.Polls.Started);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        await BeganAsync("feed");
    }

    [Fact]
    public async Task Guests_and_polls_of_a_host_are_no_more_at_a_time_than_its_concurrency()
    {
        _options = _options with { HostSpacing = TimeSpan.Zero };
        await DueAsync("feed");
        var turn = Guid.NewGuid();
        var guest = Take(turn);
        Assert.False(guest.IsCompleted);

        await EndAsync("feed");
        Assert.Null(await guest);
        _feeds.Add("next", "a", _clock.GetUtcNow());
        await Scheduler.SweepAsync(default);
        Assert.Equal(1, Scheduler.Polls.Started);
        Scheduler.EndTurn("a", turn);

        await BeganAsync("next");
    }

    [Fact]
    public async Task Guests_and_due_feeds_take_turns_however_many_of_either_wait()
    {
        _options = _options with { HostConcurrency = 3 };
        var first = Take();
        foreach (var feed in new[] { "feed1", "feed2", "feed3" })
            _feeds.Add(feed, "a", _clock.GetUtcNow());
        await Scheduler.SweepAsync(default);
        var (second, third) = (Take(Guid.NewGuid()), Take(Guid.NewGuid()));
        Assert.Null(await first);

        _clock.Advance(_options.HostSpacing);
        await BeganAsync("feed1");
        Assert.False(second.IsCompleted);
        _clock.Advance(_options.HostSpacing);
        Assert.Null(await second);
        await EndAsync("feed1");
        _clock.Advance(_options.HostSpacing);
        await BeganAsync("feed2");

        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task A_turn_that_nobody_gives_back_lapses_when_the_request_that_it_was_for_must_be_over()
    {
        _options = _options with { HostSpacing = TimeSpan.Zero };
        Assert.Null(await Take());
        _clock.Advance(_options.TotalTimeout - TimeSpan.FromSeconds(1));
        var guest = Take();
        await Scheduler.SweepAsync(default);
        Assert.False(guest.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Scheduler.SweepAsync(default);

        Assert.Null(await guest);
    }

    [Fact]
    public async Task Who_waits_in_vain_is_told_when_to_come_again_and_leaves_room()
    {
        _options = _options with { HostSpacing = TimeSpan.Zero };
        await DueAsync("feed");
        var (first, second) = (Take(), Take());
        Assert.Equal(_clock.GetUtcNow(), await Take());

        _clock.Advance(Patience);

        Assert.Equal([_clock.GetUtcNow(), _clock.GetUtcNow()], await Task.WhenAll(first, second));
        Assert.False(Take().IsCompleted);
    }

    [Fact]
    public async Task Who_does_not_want_its_turn_any_more_leaves_room()
    {
        _options = _options with { HostSpacing = TimeSpan.Zero };
        await DueAsync("feed");
        using var enough = new CancellationTokenSource();
        var guest = Scheduler.TakeTurnAsync("a", Guid.NewGuid(), null, Patience, enough.Token);

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guest);
        var next = Take();
        Assert.False(next.IsCompleted);
        await EndAsync("feed");
        Assert.Null(await next);
    }

    [Fact]
    public async Task A_turn_that_would_come_too_late_is_not_waited_for()
    {
        _options = _options with { HostConcurrency = 2, HostSpacing = TimeSpan.FromSeconds(10) };
        Assert.Null(await Take());
        var second = Take();

        Assert.Equal(_clock.GetUtcNow().AddSeconds(20), await Take());

        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task A_host_that_rests_is_asked_by_no_guest_but_for_a_person_who_wants_a_feed_at_once()
    {
        var until = _clock.GetUtcNow().AddMinutes(10);
        Scheduler.Rest("a", until);
        Scheduler.Rest("a", until.AddMinutes(-5));

        Assert.Equal(until + _options.HostSpacing, await Take());
        var turn = Guid.NewGuid();
        Assert.Null(await Scheduler.TakeTurnAsync("a", turn, "feed", Patience, default));
        Scheduler.EndTurn("a", turn);
        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await Scheduler.SweepAsync(default);
        var guest = Take();
        Assert.False(guest.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await guest);
    }

    [Fact]
    public async Task A_poll_that_goes_on_at_another_host_makes_room_at_its_own_and_its_end_makes_none_again()
    {
        _options = _options with { HostSpacing = TimeSpan.Zero };
        await DueAsync("feed1", "feed2", "feed3");
        var began = Assert.Single(_polls).Key;

        Scheduler.Leave("a", began);
        // Twice is once.
        Scheduler.Leave("a", began);

        await Eventually.TrueAsync(() => _polls.Count == 2, "the next poll has begun");
        await EndAsync(began);
        Assert.Equal((2, 1), Scheduler.Polls);
    }

    [Fact]
    public async Task Word_of_a_poll_that_left_which_comes_late_makes_no_room_that_is_not_there()
    {
        _options = _options with { HostSpacing = TimeSpan.Zero };
        await DueAsync("feed1", "feed2", "feed3");
        var waits = new[] { "feed1", "feed2", "feed3" }.First(feed => !_polls.ContainsKey(feed));

        Scheduler.Leave("a", waits);
        Scheduler.Leave("a", "nobody");

        Assert.Equal((1, 0), Scheduler.Polls);
    }

    [Fact]
    public async Task Neither_a_busy_shard_nor_a_store_that_refuses_holds_up_who_comes_from_elsewhere()
    {
        _options = _options with { MaximumConcurrentPolls = 1 };
        await DueAsync("feed");
        _feeds.Refusal = new StoreUnavailableException("full");
        _feeds.Add("b1", "b", _clock.GetUtcNow());
        await EndAsync("feed");
        await Scheduler.SweepAsync(default);

        Assert.Null(await Scheduler.TakeTurnAsync("b", Guid.NewGuid(), null, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task When_the_process_stops_nobody_waits_for_a_turn_any_more()
    {
        await DueAsync("feed");
        var guest = Take();

        Scheduler.TurnGuestsAway();

        Assert.NotNull(await guest.Soon("the guest is turned away"));
        Assert.NotNull(await Take().Soon("so is the next one"));
    }

    private Task<DateTimeOffset?> Take(Guid? turn = null) => Scheduler.TakeTurnAsync("a", turn ?? Guid.NewGuid(), null, Patience, default);

    /// <summary>Feeds of one host become due, and the first of them is polled.</summary>
    private async Task DueAsync(params string[] feeds)
    {
        foreach (var feed in feeds)
            _feeds.Add(feed, "a", _clock.GetUtcNow());
        await Scheduler.SweepAsync(default);
        await Eventually.TrueAsync(() => _polls.Count == 1, "a poll has begun");
    }

    private Task BeganAsync(string feed) => Eventually.TrueAsync(() => _polls.ContainsKey(feed), $"the poll of {feed} has begun");

    private async Task EndAsync(string feed)
    {
        _feeds.Remove(feed);
        var ended = Scheduler.Polls.Ended;
        _polls[feed].SetResult(new PollSummary { Polled = true, Status = FeedStatus.Ok, NextPoll = default, NextPollReason = "" });
        await Eventually.TrueAsync(() => Scheduler.Polls.Ended > ended, $"the poll of {feed} has ended");
    }

    private async Task<PollSummary?> BeginAsync(string feed, CancellationToken stopping)
    {
        var end = _polls[feed] = new TaskCompletionSource<PollSummary?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = stopping.Register(() => end.TrySetCanceled(stopping));
        return await end.Task;
    }
}
