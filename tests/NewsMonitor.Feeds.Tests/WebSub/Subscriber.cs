using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds.Tests.Polling;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>One feed with a hub, watched by real parts over real HTTP on a clock that the test moves, without grains.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly LoopbackServer _callbacks;
    private (IServiceProvider? Of, WebSubWorker? Worker) _worker;

    private Subscriber(Outlet outlet, WebSubHub hub, LoopbackServer callbacks, Watch watch)
    {
        (Outlet, Hub, _callbacks, Watch) = (outlet, hub, callbacks, watch);
        Taking = watch.PushAsync;
        callbacks.Otherwise = context =>
            WebSubEndpoint.AnswerAsync(context, context.Request.Path.Value!["/websub/".Length..], Callback(), Options.WebSub);
    }

    public Outlet Outlet { get; }

    public WebSubHub Hub { get; }

    public Watch Watch { get; }

    public FakeClock Clock => Watch.Clock;

    public FeedOptions Options => Watch.Services.GetRequiredService<FeedOptions>();

    public IWebSubStore Store => Watch.Services.GetRequiredService<IWebSubStore>();

    /// <summary>What the feed calls itself.</summary>
    public string Topic => Outlet.Url;

    /// <summary>Takes what hubs push: the feed's poller, unless the test says otherwise.</summary>
    public Func<PushedDocument, Task<PushSummary>> Taking { get; set; }

    /// <param name="spacing">Between two requests to one hub, in seconds.</param>
    public static async Task<Subscriber> StartAsync(Func<WebSubOptions, WebSubOptions>? change = null, int spacing = 0)
    {
        var (outlet, hub, callbacks) = (await Outlet.StartAsync(), await WebSubHub.StartAsync(), await LoopbackServer.StartAsync());
        var webSub = new WebSubOptions { PublicUrl = callbacks.Root };
        var watch = await Watch.StartAsync(outlet.Url, options => options with { HostSpacing = TimeSpan.FromSeconds(spacing), WebSub = (change ?? (o => o))(webSub) });
        outlet.Extra = Links(outlet.Url, hub.Url);
        return new Subscriber(outlet, hub, callbacks, watch);
    }

    /// <summary>What a channel says of its topic and hubs.</summary>
    public static string Links(string? self, params string[] hubs) => string.Concat(
        hubs.Select(hub => Link("hub", hub)).Concat(self is null ? [] : [Link("self", self)]));

    /// <summary>Polls, asks the hub, and lets it verify.</summary>
    public async Task SubscribeAsync()
    {
        await Watch.PollAsync();
        await SweepAsync();
        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync()).Status);
    }

    /// <summary>Further feeds that have a hub, not polled yet.</summary>
    public async Task AlsoAtAsync(string hub, int feeds = 1)
    {
        List<WebSubSubscription> subscriptions = [];
        for (var n = 0; n < feeds; n++)
        {
            var topic = $"https://outlet.example/{Guid.NewGuid()}";
            var (feed, _) = await Watch.AlsoAsync(topic);
            subscriptions.Add(WebSubRules.New(feed, new HubLinks(topic, [hub], TopicInBody: false), hub, Options.WebSub, Clock.GetUtcNow()));
        }

        Assert.True(await Store.StoreAsync(subscriptions, default));
    }

    /// <summary>As the grain does now and then.</summary>
    public Task SweepAsync()
    {
        if (_worker.Of != Watch.Services)
            _worker = (Watch.Services, Watch.Services.GetRequiredService<WebSubWorker>());
        return _worker.Worker!.SweepAsync(default);
    }

    /// <summary>Time passes; what is due is done.</summary>
    public async Task LaterAsync(TimeSpan span)
    {
        Clock.Advance(span);
        await SweepAsync();
    }

    public async Task<WebSubSubscription> SubscriptionAsync() =>
        await Store.OfFeedAsync(Watch.FeedId, default) ?? throw new InvalidOperationException("There is no subscription.");

    /// <summary>The outlet publishes, and the hub pushes it.</summary>
    public async Task<int> PushAsync(params string[] guids)
    {
        Outlet.Publish(guids);
        return Assert.Single(await Hub.PushAsync(Topic, Outlet.Document()));
    }

    public async Task<string[]> TitlesAsync() => [.. (await Watch.ArticlesAsync()).Select(a => a.Title).Order(StringComparer.Ordinal)];

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(_callbacks.Root + path));

    public async ValueTask DisposeAsync()
    {
        await Watch.DisposeAsync();
        await Hub.DisposeAsync();
        await Outlet.DisposeAsync();
        await _callbacks.DisposeAsync();
    }

    private static readonly HttpClient Client = new();

    private static string Link(string relation, string url) => $"<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"{relation}\" href=\"{url}\"/>";

    private WebSubCallback Callback()
    {
        var services = Watch.Services;
        return new WebSubCallback(
            Store,
            services.GetRequiredService<WebSubTopics>(),
            Watch.Store,
            (_, document, _) => Taking(document),
            Options,
            Clock,
            services.GetRequiredService<FeedMetrics>(),
            NullLogger<WebSubCallback>.Instance);
    }
}
