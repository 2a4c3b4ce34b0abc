using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>The grains on a real runtime, in real time with intervals of fractions of a second.</summary>
public sealed class PollingGrainsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-grains-");
    private Outlet _outlet = null!;

    public async Task InitializeAsync() => _outlet = await Outlet.StartAsync();

    public async Task DisposeAsync()
    {
        await _outlet.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_feed_that_is_added_is_polled_again_and_again()
    {
        await using var host = await StartAsync();
        var feed = await AddAsync(host);
        _outlet.Publish("one");

        await WakeAsync(host);
        await ArticlesAsync(host, 1);
        _outlet.Publish("two", "one");
        await ArticlesAsync(host, 2);
        await _outlet.Server.Requests.CountAsync(6);

        var store = host.Services.GetRequiredService<IFeedStore>();
        Assert.Equal(2, (await store.CountAsync(default, default)).Articles);
        Assert.Equal("The Outlet", (await store.FindAsync(feed.Id, default))!.Title);
    }

    [Fact]
    public async Task A_poll_can_be_forced_and_tells_what_it_brought()
    {
        await using var host = await StartAsync(options => options with { MinimumInterval = TimeSpan.FromHours(1), DefaultInterval = TimeSpan.FromHours(1) });
        var feed = await AddAsync(host);
        _outlet.Publish("one");
        var grain = host.Grains.GetGrain<IFeedGrain>(feed.Id);

        var first = await grain.PollAsync(force: false, default);
        var second = await grain.PollAsync(force: false, default);
        _outlet.Publish("two");
        var third = await grain.PollAsync(force: true, default);

        Assert.Equal((true, 1), (first!.Polled, first.NewArticles));
        Assert.False(second!.Polled);
        Assert.Equal((true, 1), (third!.Polled, third.NewArticles));
        Assert.Null(await host.Grains.GetGrain<IFeedGrain>("feed_none").PollAsync(force: true, default));
    }

    [Fact]
    public async Task Polls_of_one_feed_that_are_asked_for_at_once_come_one_after_the_other()
    {
        await using var host = await StartAsync();
        var feed = await AddAsync(host);
        var (now, most) = (0, 0);
        _outlet.Server.On("/feed", async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            // Before the answer: after it the next poll may come at once.
            Interlocked.Decrement(ref now);
            await LoopbackServer.ReplyAsync(context, 200, "<rss version=\"2.0\"><channel><title>t</title></channel></rss>");
        });
        var grain = host.Grains.GetGrain<IFeedGrain>(feed.Id);

        var polls = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => grain.PollAsync(force: true, default)));

        Assert.All(polls, poll => Assert.True(poll!.Polled));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_host_gets_no_more_requests_at_a_time_than_it_may_however_many_of_its_feeds_are_due()
    {
        await using var host = await StartAsync(options => options with { HostConcurrency = 2, DefaultInterval = TimeSpan.FromHours(1) });
        var (now, most, answered) = (0, 0, 0);
        var open = new SemaphoreSlim(0);
        var store = host.Services.GetRequiredService<IFeedStore>();
        for (var n = 0; n < 8; n++)
        {
            _outlet.Server.On($"/{n}", async context =>
            {
                var running = Interlocked.Increment(ref now);
                InterlockedMax(ref most, running);
                await open.WaitAsync(context.RequestAborted);
                Interlocked.Decrement(ref now);
                await LoopbackServer.ReplyAsync(context, 500);
                Interlocked.Increment(ref answered);
            });
            await store.AddAsync(new NewFeed(_outlet.Server.Url($"/{n}"), null, [], DateTimeOffset.UnixEpoch), default);
        }

        await WakeAsync(host);
        await _outlet.Server.Requests.CountAsync(2);
        for (var n = 0; n < 8; n++)
        {
            open.Release();
            await _outlet.Server.Requests.CountAsync(Math.Min(8, n + 3));
        }

        await Eventually.TrueAsync(() => answered == 8, "all eight are answered");
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_hosts_own_polls_and_those_that_are_led_there_and_asked_for_are_no_more_at_a_time_than_it_may()
    {
        await using var host = await StartAsync(options => options with { HostConcurrency = 2, DefaultInterval = TimeSpan.FromHours(1) });
        var (now, most, answered) = (0, 0, 0);
        var open = new SemaphoreSlim(0);
        var store = host.Services.GetRequiredService<IFeedStore>();
        // The host is the server by its name; by its address the server is another one.
        var named = _outlet.Server.Root.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        for (var n = 0; n < 4; n++)
        {
            _outlet.Server.On($"/own/{n}", AnswerAsync).On($"/led/{n}", AnswerAsync).On($"/from/{n}", "", null, 302, ("Location", $"{named}/led/{n}"));
            await AddAsync(host, $"{named}/own/{n}");
            await AddAsync(host, _outlet.Server.Url($"/from/{n}"));
        }

        _outlet.Server.On("/asked", AnswerAsync);
        var asked = await AddAsync(host, $"{named}/asked");
        await store.ChangeAsync(asked.Id, new FeedChange(Paused: true), default);

        await WakeAsync(host);
        var poll = host.Services.GetRequiredService<PollNow>().PollAsync(asked, default);
        await Eventually.TrueAsync(() => Volatile.Read(ref now) == 2, "two are asked at the same time");
        for (var n = 1; n <= 9; n++)
        {
            open.Release();
            await Eventually.TrueAsync(() => answered == n, $"{n} are answered");
        }

        Assert.True((await poll)!.Polled);
        Assert.Equal(2, most);

        async Task AnswerAsync(HttpContext context)
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await open.WaitAsync(context.RequestAborted);
            Interlocked.Decrement(ref now);
            await LoopbackServer.ReplyAsync(context, 500);
            Interlocked.Increment(ref answered);
        }
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_turn_that_does_not_come()
    {
        await using var host = await StartAsync(options => options with { HostConcurrency = 1, TotalTimeout = TimeSpan.FromSeconds(100) });
        var turns = host.Services.GetRequiredService<IHostTurns>();
        Assert.Null(await turns.TakeTurnAsync("a.example", Guid.NewGuid(), null, TimeSpan.FromSeconds(50), default));
        var waits = turns.TakeTurnAsync("a.example", Guid.NewGuid(), null, TimeSpan.FromSeconds(50), default);

        await host.StopAsync().Soon("the host stops", TimeSpan.FromSeconds(40));

        Assert.NotNull(await waits.Soon("the one who waits is turned away"));
    }

    [Fact]
    public async Task A_host_that_starts_again_brings_nothing_new()
    {
        _outlet.Publish("two", "one");
        await using (var first = await StartAsync())
        {
            await AddAsync(first);
            await WakeAsync(first);
            await ArticlesAsync(first, 2);
        }

        var requests = _outlet.Server.Requests.All.Count;
        await using var second = await StartAsync();
        await WakeAsync(second);
        await _outlet.Server.Requests.CountAsync(requests + 3);

        Assert.Equal(2, (await second.Services.GetRequiredService<IFeedStore>().CountAsync(default, default)).Articles);
    }

    [Fact]
    public async Task Articles_of_a_feed_that_asks_for_pages_come_with_the_text_of_their_page()
    {
        const string Sentences = "The harbour of Skarvik was closed on Monday, after the ferry Ternen ran onto rocks in dense fog, and all 212 passengers were taken off by lifeboats.";
        await using var host = await StartAsync(options => options with { FullText = new() { MinimumText = 50 } });
        var site = _outlet.Server;
        site.On("/ferry", $"<html><body><article><p>{Sentences}</p></article></body></html>", "text/html")
            .On("/full", $"<rss version='2.0'><channel><title>t</title><item><title>Ferry</title><link>{site.Url("/ferry")}</link></item></channel></rss>");
        var store = host.Services.GetRequiredService<IFeedStore>();
        await store.AddAsync(new NewFeed(site.Url("/full"), null, [], DateTimeOffset.UnixEpoch, FullText: true), default);

        await WakeAsync(host);
        await ArticlesAsync(host, 1);

        var article = Assert.Single((await store.ListArticlesAsync(new ArticleFilter(), new PageRequest(), default)).Items);
        Assert.Equal((Sentences, Article.PageRead), (article.Text, article.Page));
        Assert.Single(site.Requests.Of("/ferry"));
        Assert.Single(site.Requests.Of("/robots.txt"));
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_server_that_does_not_answer()
    {
        await using var silent = RawServer.Stalling("");
        await using var host = await StartAsync(options => options with { TotalTimeout = TimeSpan.FromHours(1) });
        await host.Services.GetRequiredService<IFeedStore>().AddAsync(new NewFeed(silent.Url("/feed"), null, [], DateTimeOffset.UnixEpoch), default);
        await WakeAsync(host);
        await silent.Requests.CountAsync(1);

        await host.StopAsync().Soon("the host stops");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private static async Task<Feed> AddAsync(GrainHost host, string url) =>
        (await host.Services.GetRequiredService<IFeedStore>().AddAsync(new NewFeed(url, null, [], DateTimeOffset.UnixEpoch), default)).Feed;

    private static Task ArticlesAsync(GrainHost host, int count) =>
        Eventually.TrueAsync(
            async () => (await host.Services.GetRequiredService<IFeedStore>().CountAsync(default, default)).Articles == count,
            $"{count} articles are stored");

    /// <summary>What a silo does at its start, and every sweep.</summary>
    private static async Task WakeAsync(GrainHost host)
    {
        for (var shard = 0; shard < host.Services.GetRequiredService<FeedOptions>().SchedulerShards; shard++)
            await host.Grains.GetGrain<IPollSchedulerGrain>(shard).WakeAsync(default);
    }

    private Task<Feed> AddAsync(GrainHost host) => AddAsync(host, _outlet.Url);

    private Task<GrainHost> StartAsync(Func<FeedOptions, FeedOptions>? change = null)
    {
        var options = new FeedOptions
        {
            AllowPrivateNetworks = true,
            MinimumInterval = TimeSpan.FromMilliseconds(20),
            DefaultInterval = TimeSpan.FromMilliseconds(50),
            MaximumInterval = TimeSpan.FromHours(1),
            SweepInterval = TimeSpan.FromMilliseconds(20),
            HostSpacing = TimeSpan.Zero,
        };
        return GrainHost.StartAsync(services => services
            .AddSingleton((change ?? (o => o))(options))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILanguageTagger, DeclaredLanguage>()
            .AddSqliteStorage(new SqliteStorageOptions { File = Path.Combine(_folder.FullName, "test.db") })
            .AddFeeds());
    }
}
