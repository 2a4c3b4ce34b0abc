using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Feeds.Tests.Polling;
using NewsMonitor.Feeds.Tests.Scheduling;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

/// <summary>Many addresses that lead to one host: what that host sees. The same server is the first host by its address and the other by its name.</summary>
public sealed class HostTurnsTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<FeedMetrics>().BuildServiceProvider();
    private readonly List<PollScheduler> _schedulers = [];
    private LoopbackServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync();
        for (var i = 0; i < 5; i++)
            Redirect(string.Create(CultureInfo.InvariantCulture, $"/{i}"));
        _server.On("/feed", "<rss/>");
    }

    public async Task DisposeAsync()
    {
        foreach (var scheduler in _schedulers)
            await scheduler.DisposeAsync();
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Fetches_that_are_led_to_one_host_begin_there_one_spacing_apart()
    {
        using var fetch = Fetching(Fetch.Options);
        await fetch.DocumentAsync(_server.Url("/0"));

        var second = fetch.GetAsync(_server.Url("/1"));
        // The whole fetch, the patience, and the turn.
        await Eventually.TrueAsync(() => _clock.ArmedTimers == 3, "the second fetch waits for its turn");
        Assert.Single(_server.Requests.Of("/feed"));
        _clock.Advance(Fetch.Options.HostSpacing);

        Assert.IsType<DocumentFetched>(await second);
    }

    [Fact]
    public async Task Who_finds_as_many_waiting_as_run_is_told_to_come_again_each_later_than_the_one_before()
    {
        var answer = new TaskCompletionSource();
        _server.On("/feed", async context =>
        {
            await answer.Task;
            await LoopbackServer.ReplyAsync(context, 200, "<rss/>");
        });
        using var fetch = Fetching(Fetch.Options with { HostConcurrency = 1 });
        var runs = fetch.GetAsync(_server.Url("/0"));
        await Eventually.TrueAsync(() => _server.Requests.Of("/feed").Count == 1, "the first fetch is at the host");
        var waits = fetch.GetAsync(_server.Url("/1"));
        // Two whole fetches and one patience.
        await Eventually.TrueAsync(() => _clock.ArmedTimers == 3, "the second fetch waits");

        var third = await fetch.FailureAsync(_server.Url("/2"));
        var fourth = await fetch.FailureAsync(_server.Url("/3"));

        Assert.Equal((FetchFailure.HostBusy, _clock.GetUtcNow().AddSeconds(2)), (third.Failure, third.Again));
        Assert.Equal((FetchFailure.HostBusy, _clock.GetUtcNow().AddSeconds(3)), (fourth.Failure, fourth.Again));
        _clock.Advance(Fetch.Options.HostSpacing);
        answer.SetResult();
        Assert.IsType<DocumentFetched>(await runs);
        Assert.IsType<DocumentFetched>(await waits);
        Assert.Equal(2, _server.Requests.Of("/feed").Count);
    }

    [Fact]
    public async Task Who_waits_in_vain_is_told_to_come_again_and_leaves_room()
    {
        using var fetch = Fetching(Fetch.Options with { HostConcurrency = 1 });
        var never = new TaskCompletionSource();
        _server.On("/feed", _ => never.Task);
        var runs = fetch.GetAsync(_server.Url("/0"));
        await Eventually.TrueAsync(() => _server.Requests.Of("/feed").Count == 1, "the first fetch is at the host");
        var waits = fetch.GetAsync(_server.Url("/1"));
        await Eventually.TrueAsync(() => _clock.ArmedTimers == 3, "the second fetch waits");

        _clock.Advance(Fetch.Options.TotalTimeout / 2);
        Assert.Equal(FetchFailure.HostBusy, Assert.IsType<FetchFailed>(await waits).Failure);
        _clock.Advance(Fetch.Options.TotalTimeout / 2);
        Assert.Equal(FetchFailure.Timeout, Assert.IsType<FetchFailed>(await runs).Failure);
        never.SetResult();

        _server.On("/feed", "<rss/>");
        await fetch.DocumentAsync(_server.Url("/2"));
    }

    [Fact]
    public async Task A_feed_that_leads_to_a_host_that_rests_comes_again_without_a_failure_and_without_asking_it()
    {
        await using var watch = await Watch.StartAsync(_server.Url("/0"));
        var (_, second) = await watch.AlsoAsync(_server.Url("/1"));
        _server.On("/feed", "", null, 429, ("Retry-After", "600"));
        await second.PollAsync(force: true, default);

        await watch.PollAsync();

        Assert.Single(_server.Requests.Of("/feed"));
        var poll = (await watch.FeedAsync()).Poll;
        Assert.Equal((FeedStatus.NeverPolled, 0, null), (poll.Status, poll.Failures, poll.Error));
        Assert.Equal(watch.Clock.GetUtcNow().AddSeconds(601) + new FeedOptions().MinimumInterval, poll.NextPoll);
        Assert.EndsWith("localhost is asked by many others, or rests.", poll.NextPollReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_share_the_turns_of_a_host()
    {
        var turns = Schedule(Fetch.Options);
        using var here = new Fetch(Fetch.Options, _clock, turns);
        using var there = new Fetch(Fetch.Options, _clock, turns);
        await here.DocumentAsync(_server.Url("/0"));

        var second = there.GetAsync(_server.Url("/1"));
        await Eventually.TrueAsync(() => _clock.ArmedTimers == 3, "the second fetch waits for its turn");
        Assert.Single(_server.Requests.Of("/feed"));
        _clock.Advance(Fetch.Options.HostSpacing);

        Assert.IsType<DocumentFetched>(await second);
    }

    [Fact]
    public async Task Who_is_led_to_a_host_waits_for_the_polls_of_its_own_feeds()
    {
        var options = Fetch.Options with { HostConcurrency = 1, HostSpacing = TimeSpan.Zero };
        var (feeds, end) = (new DueFeeds(), new TaskCompletionSource<PollSummary?>());
        feeds.Add("own", "localhost", _clock.GetUtcNow());
        var turns = Schedule(options, feeds, (_, _) => end.Task);
        await turns.SweepAsync(default);
        using var fetch = new Fetch(options, _clock, turns);

        var led = fetch.GetAsync(_server.Url("/0"));
        // The whole fetch and the patience.
        await Eventually.TrueAsync(() => _clock.ArmedTimers == 2, "the fetch waits for its turn");
        Assert.Empty(_server.Requests.Of("/feed"));
        end.SetResult(null);

        Assert.IsType<DocumentFetched>(await led);
    }

    [Fact]
    public async Task Two_hosts_whose_feeds_lead_to_each_other_do_not_wait_for_each_other()
    {
        var options = Fetch.Options with { HostConcurrency = 1, HostSpacing = TimeSpan.Zero };
        var (feeds, fetched, arrived, both) = (new DueFeeds(), new List<Task<FetchResult>>(), 0, new TaskCompletionSource());
        Crossing("/there", Elsewhere("/feed"));
        Crossing("/back", _server.Url("/feed"));
        feeds.Add(_server.Url("/there"), "127.0.0.1", _clock.GetUtcNow());
        feeds.Add(Elsewhere("/back"), "localhost", _clock.GetUtcNow());
        Fetch? fetch = null;
        var turns = Schedule(options, feeds, async (url, stopping) =>
        {
            var fetching = fetch!.GetAsync(new FetchRequest(url, Validators.None) { TurnOf = url }, stopping);
            lock (fetched)
                fetched.Add(fetching);
            await fetching;
            feeds.Remove(url);
            return null;
        });
        using (fetch = new Fetch(options, _clock, turns))
        {
            await turns.SweepAsync(default);
            await Eventually.TrueAsync(() => turns.Polls == (2, 2), "both polls have ended");
        }

        Assert.All(await Task.WhenAll(fetched), result => Assert.IsType<DocumentFetched>(result));

        // Neither is led on before both hosts have a poll.
        void Crossing(string path, string to) => _server.On(path, async context =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
                both.SetResult();
            await both.Task;
            context.Response.Headers.Location = to;
            context.Response.StatusCode = 302;
        });
    }

    [Fact]
    public async Task Who_is_led_back_takes_a_turn_at_its_own_host_which_it_has_left()
    {
        _server.On("/away", "", null, 302, ("Location", Elsewhere("/home"))).On("/home", "", null, 302, ("Location", _server.Url("/feed")));
        var turns = new SilentTurns { Grants = true };
        using var fetch = new Fetch(Fetch.Options, _clock, turns);

        Assert.IsType<DocumentFetched>(await fetch.GetAsync(new FetchRequest(_server.Url("/away"), Validators.None) { TurnOf = "feed" }));

        Assert.Equal(["feed leaves 127.0.0.1", "turn at localhost", "end at localhost", "turn at 127.0.0.1", "end at 127.0.0.1"], turns.Said);
    }

    [Fact]
    public async Task A_fetch_that_nobody_gave_a_turn_takes_one_before_it_asks_anybody()
    {
        var turns = new SilentTurns { Grants = true };
        using var fetch = new Fetch(Fetch.Options, _clock, turns);

        await fetch.GetAsync(new FetchRequest(_server.Url("/0"), Validators.None) { TakesTurn = true });

        Assert.Equal(["turn at 127.0.0.1", "end at 127.0.0.1", "turn at localhost", "end at localhost"], turns.Said);
    }

    [Fact]
    public async Task A_fetch_that_stays_at_its_host_says_nothing_of_turns()
    {
        _server.On("/near", "", null, 302, ("Location", _server.Url("/feed")));
        var turns = new SilentTurns();
        using var fetch = new Fetch(Fetch.Options, _clock, turns);

        await fetch.DocumentAsync(_server.Url("/near"));

        Assert.Empty(turns.Said);
    }

    [Fact]
    public async Task A_scheduler_that_gives_no_answer_is_no_fault_of_the_feed()
    {
        var turns = new SilentTurns();
        using var fetch = new Fetch(Fetch.Options, _clock, turns);
        var led = fetch.GetAsync(_server.Url("/0"));
        await Eventually.TrueAsync(() => turns.Said.Count == 1, "it waits for its turn");

        _clock.Advance(Fetch.Options.TotalTimeout);

        var failed = Assert.IsType<FetchFailed>(await led);
        Assert.Equal((FetchFailure.HostBusy, _clock.GetUtcNow()), (failed.Failure, failed.Again));
        // Should the answer come after all, nobody holds the turn.
        Assert.Equal(["turn at localhost", "end at localhost"], turns.Said);
        Assert.Empty(_server.Requests.Of("/feed"));
    }

    [Fact]
    public async Task Who_came_late_to_a_redirect_does_not_wait_so_long_that_no_time_is_left_for_the_answer()
    {
        var slow = new TaskCompletionSource();
        _server.On("/slow", async context =>
        {
            await slow.Task;
            context.Response.Headers.Location = Elsewhere("/feed");
            context.Response.StatusCode = 302;
        });
        var options = Fetch.Options with { HostConcurrency = 1, HostSpacing = TimeSpan.Zero };
        var turns = Schedule(options);
        Assert.Null(await turns.TakeTurnAsync("localhost", Guid.NewGuid(), null, TimeSpan.Zero, default));
        using var fetch = new Fetch(options, _clock, turns);
        var late = fetch.GetAsync(_server.Url("/slow"));
        await _server.Requests.CountAsync(1);
        _clock.Advance(options.TotalTimeout / 2);
        slow.SetResult();

        Assert.Equal(FetchFailure.HostBusy, Assert.IsType<FetchFailed>(await late).Failure);
    }

    [Fact]
    public async Task A_rest_that_one_process_was_asked_for_holds_for_who_is_led_there_by_another()
    {
        var turns = Schedule(Fetch.Options);
        using var here = new Fetch(Fetch.Options, _clock, turns);
        using var there = new Fetch(Fetch.Options, _clock, turns);
        _server.On("/feed", "", null, 429, ("Retry-After", "600"));
        await here.FailureAsync(Elsewhere("/feed"));

        var led = await there.FailureAsync(_server.Url("/0"));

        Assert.Equal((FetchFailure.HostBusy, _clock.GetUtcNow().AddSeconds(601)), (led.Failure, led.Again));
        Assert.Single(_server.Requests.Of("/feed"));
    }

    private Fetch Fetching(FeedOptions options) => new(options, _clock, Schedule(options));

    private PollScheduler Schedule(FeedOptions options, DueFeeds? feeds = null, Func<string, CancellationToken, Task<PollSummary?>>? poll = null)
    {
        var scheduler = new PollScheduler(
            0, feeds ?? new DueFeeds(), poll ?? ((_, _) => throw new NotSupportedException()), options, _clock, _services.GetRequiredService<FeedMetrics>(), NullLogger.Instance);
        _schedulers.Add(scheduler);
        return scheduler;
    }

    private string Elsewhere(string path) => _server.Url(path).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private void Redirect(string path) => _server.On(path, "", null, 302, ("Location", Elsewhere("/feed")));

    /// <summary>Notes what it is asked, and grants all or never answers.</summary>
    private sealed class SilentTurns : IHostTurns
    {
        private readonly ConcurrentQueue<string> _said = new();
        private readonly ConcurrentDictionary<Guid, string> _turns = new();

        public bool Grants { get; init; }

        public IReadOnlyCollection<string> Said => _said;

        public async Task<DateTimeOffset?> TakeTurnAsync(string host, Guid turn, string? feed, TimeSpan patience, CancellationToken cancellationToken)
        {
            _turns[turn] = host;
            _said.Enqueue($"turn at {host}");
            if (!Grants)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return null;
        }

        public void EndTurn(string host, Guid turn)
        {
            if (_turns.TryRemove(turn, out var taken) && taken == host)
                _said.Enqueue($"end at {host}");
        }

        public void Leave(string host, string holder) => _said.Enqueue($"{holder} leaves {host}");

        public void Rest(string host, DateTimeOffset until) => _said.Enqueue($"{host} rests");
    }
}
