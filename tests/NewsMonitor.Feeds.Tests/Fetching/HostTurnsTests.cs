using System.Globalization;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Tests.Polling;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

/// <summary>Many addresses that lead to one host: what that host sees. The same server is the first host by its address and the other by its name.</summary>
public sealed class HostTurnsTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private LoopbackServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync();
        for (var i = 0; i < 5; i++)
            Redirect(string.Create(CultureInfo.InvariantCulture, $"/{i}"));
        _server.On("/feed", "<rss/>");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Fetches_that_are_led_to_one_host_begin_there_one_spacing_apart()
    {
        using var fetch = new Fetch(clock: _clock);
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
        using var fetch = new Fetch(Fetch.Options with { HostConcurrency = 1 }, _clock);
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
        using var fetch = new Fetch(Fetch.Options with { HostConcurrency = 1 }, _clock);
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
        Assert.EndsWith("localhost is asked by many others that lead to it, or rests.", poll.NextPollReason, StringComparison.Ordinal);
    }

    private void Redirect(string path) =>
        _server.On(path, "", null, 302, ("Location", _server.Url("/feed").Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
}
