using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>Pushed news through the whole program, behind a reverse proxy that passes hubs' calls on.</summary>
public sealed class WebSubApiTests : IAsyncLifetime
{
    private const string Key = "0123456789abcdef";
    private const string Empty = "<title>The outlet</title>";

    private readonly HttpClient _http = new();
    private LoopbackServer _outside = null!;
    private LoopbackServer _proxy = null!;
    private WebSubHub _hub = null!;
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        (_outside, _proxy, _hub) = (await LoopbackServer.StartAsync(), await LoopbackServer.StartAsync(), await WebSubHub.StartAsync());
        _hub.Verifying = HubVerifying.AfterAnswer;
        _outside.On("/feed", Document(Empty), "application/rss+xml");
        _server = await RunningServer.StartAsync(
            null,
            $"--NewsMonitor:ApiKey={Key}",
            $"--NewsMonitor:Feeds:WebSub:PublicUrl={_proxy.Url("/news/")}",
            "--NewsMonitor:Feeds:WebSub:SweepInterval=00:00:00.05",
            // A busy machine may take long to store a push.
            "--NewsMonitor:Feeds:WebSub:AnswerWithin=00:01:00",
            "--NewsMonitor:Feeds:WebSub:MaximumPushBytes=3000000");
        _server.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        _proxy.Otherwise = PassAsync;
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _server.DisposeAsync();
        await _proxy.DisposeAsync();
        await _outside.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task A_feed_with_a_hub_is_subscribed_to_its_pushes_become_articles_and_its_end_is_told()
    {
        var feed = await _server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/feed")}}"}""");
        await Eventually.TrueAsync(() => _hub.Subscriptions.Count == 1, "the hub has verified the subscription");
        var hub = await _server.GetAsync($"/api/v1/feeds/{Text(feed, "id")}/hub");
        Assert.Equal(("active", _hub.Url, _outside.Url("/feed")), (Text(hub, "state"), Text(hub, "hub"), Text(hub, "topic")));
        Assert.DoesNotContain(_hub.Asked[0].Secret!, hub.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(_hub.Asked[0].Callback, hub.GetRawText(), StringComparison.Ordinal);

        // No poll can have brought it, and it is larger than what the API takes.
        Assert.Equal([202], await _hub.PushAsync(_outside.Url("/feed"), Document($"{Empty}<item><guid>1</guid><title>Pushed</title></item><!-- {new string('x', 2_000_000)} -->")));
        await Eventually.TrueAsync(async () => (await TitlesAsync()) is ["Pushed"], "the pushed article is there");

        using var removed = await _server.Http.DeleteAsync(new Uri($"/api/v1/feeds/{Text(feed, "id")}", UriKind.Relative));
        await Eventually.TrueAsync(() => _hub.Subscriptions.Count == 0, "the hub has verified the end");
        Assert.Equal(["subscribe", "unsubscribe"], _hub.Asked.Select(asked => asked.Mode));
    }

    [Theory]
    [InlineData("GET", "/websub/0000000000000000000000000000000000000000000000000000000000000000?hub.mode=subscribe&hub.topic=t&hub.challenge=c")]
    [InlineData("POST", "/websub/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("GET", "/websub/x")]
    public async Task Strangers_need_no_key_to_learn_nothing(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _server.Url + path);

        using var response = await _http.SendAsync(request);

        Assert.Equal((HttpStatusCode.NotFound, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_feed_without_a_hub_says_so()
    {
        _outside.On("/plain", "<rss version=\"2.0\"><channel><title>t</title></channel></rss>");
        var feed = await _server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/plain")}}"}""");

        using var response = await _server.Http.GetAsync(new Uri($"/api/v1/feeds/{Text(feed, "id")}/hub", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("is not subscribed to at a hub", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_hubs_may_still_call_the_public_name_and_nobody_else_may()
    {
        await using var server = await RunningServer.StartAsync(null, "--NewsMonitor:Feeds:WebSub:PublicUrl=https://news.example");

        foreach (var (path, status) in new[] { ("/websub/x", HttpStatusCode.NotFound), ("/api/v1/feeds", HttpStatusCode.MisdirectedRequest), ("/websubx", HttpStatusCode.MisdirectedRequest) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, server.Url + path);
            request.Headers.Host = "news.example";
            using var response = await _http.SendAsync(request);
            Assert.Equal(status, response.StatusCode);
        }
    }

    private string Document(string channel) =>
        $"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="hub" href="{_hub.Url}"/><atom:link rel="self" href="{_outside.Url("/feed")}"/>{channel}</channel></rss>""";

    private async Task<string[]> TitlesAsync() =>
        [.. (await _server.GetAsync("/api/v1/articles")).GetProperty("items").EnumerateArray().Select(article => Text(article, "title"))];

    /// <summary>What a reverse proxy does: the same request, without its own path.</summary>
    private async Task PassAsync(HttpContext context)
    {
        var target = _server.Url + context.Request.Path.Value!["/news".Length..] + context.Request.QueryString;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        if (HttpMethods.IsPost(context.Request.Method))
            request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is "Content-Type" or "Link" or "X-Hub-Signature"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var response = await _http.SendAsync(request);
        await LoopbackServer.ReplyAsync(context, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.ToString());
    }
}
