using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Feeds.Tests.Scheduling;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>Polls that people ask for, beside those of the scheduler.</summary>
public sealed class PollNowTests : IAsyncLifetime
{
    private static readonly FeedOptions Options = new() { HostConcurrency = 1, HostSpacing = TimeSpan.FromSeconds(1) };

    private static readonly Feed Feed = new()
    {
        Id = "feed", Url = "https://a.example/feed", Added = DateTimeOffset.UnixEpoch, Poll = new FeedPollState { NextPoll = default, NextPollReason = "" },
    };

    private readonly FakeClock _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<FeedMetrics>().BuildServiceProvider();
    private PollScheduler _turns = null!;

    public Task InitializeAsync()
    {
        _turns = Turns.Of(Options, _clock, _services.GetRequiredService<FeedMetrics>());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _turns.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Two_that_are_asked_for_at_once_begin_the_spacing_apart()
    {
        var polls = 0;
        var now = Now(() => polls++);
        await now.PollAsync(Feed, default);

        var second = now.PollAsync(Feed, default);
        Assert.Equal(1, polls);
        _clock.Advance(Options.HostSpacing);

        Assert.NotNull(await second);
        Assert.Equal(2, polls);
    }

    [Fact]
    public async Task Nothing_is_polled_when_no_turn_comes_in_time()
    {
        Assert.Null(await _turns.TakeTurnAsync("a.example", Guid.NewGuid(), null, TimeSpan.Zero, default));
        var asked = Now(() => Assert.Fail("It was polled.")).PollAsync(Feed, default);

        _clock.Advance(Options.TotalTimeout / 2);

        var busy = await Assert.ThrowsAsync<HostBusyException>(() => asked);
        Assert.Equal("a.example is asked by many others, or rests.", busy.Message);
    }

    [Fact]
    public async Task A_rest_of_the_host_does_not_hold_up_who_insists()
    {
        _turns.Rest("a.example", _clock.GetUtcNow().AddHours(1));

        Assert.NotNull(await Now(() => { }).PollAsync(Feed, default));
    }

    [Fact]
    public async Task Who_insists_and_is_not_let_in_need_not_wait_for_the_end_of_a_rest()
    {
        _turns.Rest("a.example", _clock.GetUtcNow().AddHours(1));
        Assert.Null(await _turns.TakeTurnAsync("a.example", Guid.NewGuid(), "other", TimeSpan.Zero, default));
        var asked = Now(() => Assert.Fail("It was polled.")).PollAsync(Feed, default);

        _clock.Advance(Options.TotalTimeout / 2);

        Assert.Equal(_clock.GetUtcNow() + Options.HostSpacing, (await Assert.ThrowsAsync<HostBusyException>(() => asked)).Again);
    }

    [Fact]
    public async Task A_poll_that_stands_behind_the_schedulers_poll_of_the_feed_keeps_its_turn()
    {
        var end = new TaskCompletionSource<PollSummary?>();
        var asked = new PollNow(_turns, (_, _) => end.Task, Options).PollAsync(Feed, default);

        _clock.Advance(Options.TotalTimeout);
        await _turns.SweepAsync(default);

        Assert.NotNull(await _turns.TakeTurnAsync("a.example", Guid.NewGuid(), null, TimeSpan.Zero, default));
        end.SetResult(Summary());
        await asked;
    }

    [Fact]
    public async Task A_poll_that_is_led_to_another_host_makes_room_at_its_own_while_it_lasts()
    {
        var other = new TaskCompletionSource<DateTimeOffset?>();
        var polls = new PollNow(_turns, async (_, token) =>
        {
            _turns.Leave("a.example", Feed.Id);
            _clock.Advance(Options.HostSpacing);
            other.SetResult(await _turns.TakeTurnAsync("a.example", Guid.NewGuid(), null, TimeSpan.Zero, token));
            return Summary();
        }, Options);

        await polls.PollAsync(Feed, default);

        Assert.Null(await other.Task);
        // Its end frees nothing that is not its own.
        Assert.NotNull(await _turns.TakeTurnAsync("a.example", Guid.NewGuid(), null, TimeSpan.Zero, default));
    }

    private static PollSummary Summary() => new() { Polled = true, Status = FeedStatus.Ok, NextPoll = default, NextPollReason = "" };

    private PollNow Now(Action poll) => new(_turns, (_, _) =>
    {
        poll();
        return Task.FromResult<PollSummary?>(Summary());
    }, Options);
}
