using System.Globalization;
using System.Text;
using System.Text.Json;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>Feeds that lie, drip, loop and explode, watched beside a good one.</summary>
public sealed class HostileFeedsTests
{
    private const long MaximumMemory = 500 * 1024 * 1024;

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["/html"] = "<!doctype html><html><head><title>Welcome</title></head><body><p>Please log in</p></body></html>",
        ["/empty"] = "",
        ["/nested"] = "<rss version=\"2.0\"><channel>" + string.Concat(Enumerable.Repeat("<a>", 120_000)),
        ["/bomb"] = """
            <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
            <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
            <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]><rss version="2.0"><channel><title>&h;</title><item><guid>1</guid><title>&h;</title></item></channel></rss>
            """,
    };

    [Fact]
    public async Task Each_shows_its_reason_costs_bounded_time_and_memory_and_holds_up_no_other()
    {
        await using var scene = await Scene.SetAsync(outlets: 1);
        await using var outside = await LoopbackServer.StartAsync();
        foreach (var (path, body) in Bodies)
            outside.On(path, body, "application/rss+xml");
        outside.On("/loop", context => LoopbackServer.ReplyAsync(context, 302, headers: ("Location", outside.Url("/loop"))));
        outside.On("/endless", DripAsync);
        outside.On("/huge", FloodAsync);
        outside.Recording = false;
        await using var server = await ServerProcess.ServeAsync(scene.DataDirectory, "--NewsMonitor:Feeds:TotalTimeout=00:00:02");
        foreach (var path in Bodies.Keys.Concat(["/loop", "/endless", "/huge"]))
            await server.PostAsync("/api/v1/feeds", $$"""{"url": "{{outside.Url(path)}}"}""");
        await scene.SetUpAsync(server);
        scene.Press.Happen(1);

        await Eventually.TrueAsync(() => scene.Inbox.Received.Count == 1, $"the good feed's story is told\n{server.Words}");
        foreach (var path in new[] { "/html", "/empty", "/loop", "/endless", "/huge" })
        {
            await Eventually.TrueAsync(async () => Status(await FeedAsync(server, outside.Url(path))) == "failed", $"{path} fails");
            Assert.NotEmpty((await FeedAsync(server, outside.Url(path))).GetProperty("poll").GetProperty("error").GetString()!);
        }

        foreach (var path in new[] { "/nested", "/bomb" })
            await Eventually.TrueAsync(async () => Status(await FeedAsync(server, outside.Url(path))) != "neverPolled", $"{path} is through");
        Assert.All(
            (await server.AllAsync("/api/v1/articles")).Select(article => article.GetProperty("title").GetString()!.Length),
            length => Assert.InRange(length, 0, 500));
        Assert.InRange(await MemoryAsync(server), 1, MaximumMemory);
    }

    [Fact]
    public async Task A_feed_that_turns_into_something_else_keeps_its_articles_and_comes_back()
    {
        await using var scene = await Scene.SetAsync(outlets: 1);
        await using var server = await ServerProcess.ServeAsync(scene.DataDirectory);
        await scene.SetUpAsync(server);
        scene.Press.Happen(1);
        await scene.SettledAsync(server);
        var url = scene.Press.FeedUrls.Single();

        scene.Outside.On(new Uri(url).AbsolutePath, Bodies["/html"], "text/html");
        await Eventually.TrueAsync(async () => Status(await FeedAsync(server, url)) == "failed", "the poll fails");
        Assert.Equal(3, (await server.AllAsync("/api/v1/articles")).Count);
        scene.Press.Happen(2);
        scene.Press.Open();

        await scene.SettledAsync(server);
        await scene.NothingIsLostAndNothingIsToldTwiceAsync(server, kills: 0);
    }

    private static async Task DripAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        await context.Response.Body.WriteAsync("<rss version=\"2.0\"><channel>"u8.ToArray());
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync("<item>"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, context.RequestAborted);
        }
    }

    private static async Task FloodAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        var chunk = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<item><title>flood</title></item>", 2_000)));
        await context.Response.Body.WriteAsync("<rss version=\"2.0\"><channel>"u8.ToArray());
        for (var sent = 0; sent < 50 * 1024 * 1024; sent += chunk.Length)
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
    }

    private static async Task<JsonElement> FeedAsync(ServerProcess server, string url) =>
        (await server.AllAsync("/api/v1/feeds")).Single(feed => feed.GetProperty("url").GetString() == url);

    private static string? Status(JsonElement feed) => feed.GetProperty("poll").GetProperty("status").GetString();

    private static async Task<long> MemoryAsync(ServerProcess server)
    {
        const string Name = "process_resident_memory_bytes ";
        var line = (await server.Http.GetStringAsync("/metrics")).Split('\n').Single(line => line.StartsWith(Name, StringComparison.Ordinal));
        return (long)double.Parse(line.AsSpan(Name.Length), CultureInfo.InvariantCulture);
    }
}
