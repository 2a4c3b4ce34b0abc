using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds.Tests.Polling;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>The grains on a real runtime, a real hub, and callbacks as the server maps them.</summary>
public sealed class WebSubGrainsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-websub-");
    private Outlet _outlet = null!;
    private WebSubHub _hub = null!;
    private LoopbackServer _callbacks = null!;
    private GrainHost _host = null!;

    public async Task InitializeAsync()
    {
        (_outlet, _hub, _callbacks) = (await Outlet.StartAsync(), await WebSubHub.StartAsync(), await LoopbackServer.StartAsync());
        _hub.Verifying = HubVerifying.AfterAnswer;
        _outlet.Extra = Subscriber.Links(_outlet.Url, _hub.Url);
        var options = new FeedOptions
        {
            AllowPrivateNetworks = true,
            MinimumInterval = TimeSpan.FromHours(1),
            DefaultInterval = TimeSpan.FromHours(1),
            WebSub = new WebSubOptions { PublicUrl = _callbacks.Root, SweepInterval = TimeSpan.FromMilliseconds(20), AnswerWithin = TimeSpan.FromMinutes(1) },
        };
        _host = await GrainHost.StartAsync(services => services
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILanguageTagger, DeclaredLanguage>()
            .AddSqliteStorage(new SqliteStorageOptions { File = Path.Combine(_folder.FullName, "test.db") })
            .AddFeeds());
        _callbacks.Otherwise = context => WebSubEndpoint.AnswerAsync(
            context, context.Request.Path.Value!["/websub/".Length..], _host.Services.GetRequiredService<WebSubCallback>(), options.WebSub);
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _callbacks.DisposeAsync();
        await _host.DisposeAsync();
        await _outlet.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_push_that_comes_while_a_poll_runs_is_stored_after_it_and_nothing_is_lost_or_stored_twice()
    {
        var store = _host.Services.GetRequiredService<IFeedStore>();
        var feed = (await store.AddAsync(new NewFeed(_outlet.Url, null, [], DateTimeOffset.UnixEpoch), default)).Feed;
        var grain = _host.Grains.GetGrain<IFeedGrain>(feed.Id);
        await grain.PollAsync(force: true, default);
        await _host.Grains.GetGrain<IWebSubGrain>(IWebSubGrain.Key).WakeAsync(default);
        await Eventually.TrueAsync(() => _hub.Subscriptions.Count == 1, "the hub has verified the subscription");
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _outlet.Publish("two", "one");
        var polled = _outlet.Document();
        _outlet.Server.On("/feed", async context =>
        {
            asked.TrySetResult();
            await answer.Task;
            await LoopbackServer.ReplyAsync(context, StatusCodes.Status200OK, polled);
        });

        var poll = grain.PollAsync(force: true, default);
        await asked.Task.Soon("the poll runs");
        _outlet.Publish("three", "two");
        var push = _hub.PushAsync(_outlet.Url, _outlet.Document());
        answer.SetResult();

        Assert.Equal(2, (await poll)!.NewArticles);
        Assert.Equal([202], await push);
        await Eventually.TrueAsync(async () => (await store.CountAsync(default, default)).Articles == 3, "the push is stored, too");
    }
}
