using System.Net.Http.Headers;
using System.Text.Json;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests;

/// <summary>
/// A server that has polled a feed of three articles, two of which report one story, and has told a subscriber of that: everything came the
/// way it comes in use.
/// </summary>
public sealed class SeededServer : IAsyncLifetime
{
    private const string Document =
        """
        <rss version="2.0"><channel><title>Harbour Wire</title><link>http://harbour.example/</link><language>en</language>
        <item><guid>a1</guid><title>Bridge at Ostrel closes after crack is found in main cable</title><link>http://harbour.example/bridge</link>
        <description>Engineers closed the suspension bridge at Ostrel on Tuesday after an inspection found a crack in the main cable. Ferries will run every ten minutes.</description></item>
        <item><guid>a2</guid><title>Ostrel bridge closed: crack found in main cable</title><link>http://www.tide.example/ostrel</link>
        <description>The suspension bridge at Ostrel is closed after engineers found a crack in its main cable during an inspection on Tuesday. Ferries run instead.</description></item>
        <item><guid>a3</guid><title>Choir of Welm wins the national contest</title><link>http://harbour.example/choir</link>
        <description>The mixed choir of Welm won the national contest on Sunday with a programme of old fishing songs.</description></item>
        </channel></rss>
        """;

    /// <summary>The administrator's key; null for a server that asks for none.</summary>
    public string? Key { get; init; }

    public RunningServer Server { get; private set; } = null!;

    public LoopbackServer Outside { get; private set; } = null!;

    public string FeedId { get; private set; } = "";

    public string SubscriptionId { get; private set; } = "";

    public string AlertId { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Outside = await LoopbackServer.StartAsync();
        Outside.On("/feed", Document, "application/rss+xml").On("/hook", "", status: 204);
        // So short a heartbeat tells soon when a listener has had all there is.
        Server = await RunningServer.StartAsync(
            configure: null, "--NewsMonitor:Events:Heartbeat=00:00:00.1", "--NewsMonitor:Access:RequestBurst=1000000", "--NewsMonitor:Access:ConcurrentRequests=1000", $"--NewsMonitor:ApiKey={Key}");
        if (Key is not null)
            Server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        SubscriptionId = Text(await Server.CreateAsync(
            "/api/v1/subscriptions",
            $$"""{"subscriber": "desk", "name": "Bridges", "query": "bridge AND ostrel", "channels": [{"type": "webhook", "url": "{{Outside.Url("/hook")}}"}]}"""), "id");
        FeedId = Text(await Server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{Outside.Url("/feed")}}", "tags": ["test"]}"""), "id");
        await Eventually.TrueAsync(async () => (await ItemsAsync("/api/v1/stories")).Length == 2, "the feed's articles are two stories");
        await Eventually.TrueAsync(async () => (await ItemsAsync("/api/v1/alerts")).Length == 1, "the subscriber is alerted");
        AlertId = Text((await ItemsAsync("/api/v1/alerts"))[0], "id");
        await Eventually.TrueAsync(
            async () => (await Server.GetAsync($"/api/v1/alerts/{AlertId}")).GetProperty("deliveries")[0].GetProperty("state").GetString() == "delivered", "the alert is delivered");
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Outside.DisposeAsync();
    }

    /// <summary>The items of a list's first page.</summary>
    public async Task<JsonElement[]> ItemsAsync(string path) => [.. (await Server.GetAsync(path)).GetProperty("items").EnumerateArray()];

    public static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
