using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

public sealed class FeedsApiTests : IAsyncLifetime
{
    private const string Document = """<rss version="2.0"><channel><title>Own title</title><item><guid>1</guid><title>One</title></item></channel></rss>""";

    private RunningServer _server = null!;
    private LoopbackServer _outside = null!;

    public async Task InitializeAsync()
    {
        _outside = await LoopbackServer.StartAsync();
        _outside.On("/feed", Document, "application/rss+xml");
        _server = await RunningServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _outside.DisposeAsync();
    }

    [Fact]
    public async Task A_feed_is_added_at_its_location_and_polled_at_once()
    {
        using var response = await _server.PostAsync("/api/v1/feeds", Body("/feed", """, "tags": ["asia", "trade"]"""));
        var feed = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/api/v1/feeds/{Text(feed, "id")}", response.Headers.Location?.ToString());
        Assert.Equal(_outside.Url("/feed"), Text(feed, "url"));
        Assert.Equal(["asia", "trade"], feed.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("neverPolled", Text(feed.GetProperty("poll"), "status"));
        Assert.EndsWith("Z", Text(feed, "added"), StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => Text((await GetAsync(feed)).GetProperty("poll"), "status") is "ok" or "notModified", "the feed is polled");
        var polled = await GetAsync(feed);
        Assert.Equal("Own title", Text(polled, "title"));
        Assert.Equal(200, polled.GetProperty("poll").GetProperty("httpStatus").GetInt32());
        Assert.NotEmpty(Text(polled.GetProperty("poll"), "nextPollReason"));
    }

    [Fact]
    public async Task A_feed_that_is_watched_already_is_answered_as_it_is()
    {
        var first = await _server.CreateAsync("/api/v1/feeds", Body("/feed"));

        using var response = await _server.PostAsync("/api/v1/feeds", Body("/feed", """, "title": "Another title" """));
        var second = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Text(first, "id"), Text(second, "id"));
        Assert.NotEqual("Another title", second.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_poll_that_is_asked_for_answers_what_it_brought()
    {
        var feed = await _server.CreateAsync("/api/v1/feeds", Body("/feed"));
        await Eventually.TrueAsync(async () => Text((await GetAsync(feed)).GetProperty("poll"), "status") != "neverPolled", "the feed is polled");
        _outside.On("/feed", Document.Replace("</channel>", "<item><guid>2</guid><title>Two</title></item></channel>", StringComparison.Ordinal), "application/rss+xml");

        var poll = await _server.CreateAsync($"/api/v1/feeds/{Text(feed, "id")}/poll", "");

        // The scheduler may have been faster.
        Assert.True(poll.GetProperty("polled").GetBoolean());
        Assert.InRange(poll.GetProperty("newArticles").GetInt32(), 0, 1);
        Assert.Equal(JsonValueKind.Null, poll.GetProperty("error").ValueKind);
        Assert.Equal(2, (await _server.GetAsync("/api/v1/articles")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_poll_that_is_asked_for_while_too_many_ask_its_host_is_not_made_and_says_when_to_ask_again()
    {
        await using var server = await RunningServer.StartAsync(
            null, "--NewsMonitor:Feeds:HostSpacing=01:00:00", "--NewsMonitor:Feeds:MaximumInterval=01:00:00", "--NewsMonitor:Feeds:DefaultInterval=01:00:00");
        var feed = await server.CreateAsync("/api/v1/feeds", Body("/feed"));
        await Eventually.TrueAsync(
            async () => Text((await server.GetAsync($"/api/v1/feeds/{Text(feed, "id")}")).GetProperty("poll"), "status") != "neverPolled", "the feed is polled");

        using var refused = await server.PostAsync($"/api/v1/feeds/{Text(feed, "id")}/poll", "");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(30), TimeSpan.FromHours(2));
        Assert.Contains("The feed was not polled: 127.0.0.1 is asked by many others, or rests.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(_outside.Requests.Of("/feed"));
    }

    [Fact]
    public async Task A_feed_that_fails_shows_why_and_when_it_is_tried_again()
    {
        _outside.On("/broken", "<html><body>not a feed</body></html>", "text/html");

        var feed = await _server.CreateAsync("/api/v1/feeds", Body("/broken"));

        await Eventually.TrueAsync(async () => Text((await GetAsync(feed)).GetProperty("poll"), "status") == "failed", "the poll fails");
        var poll = (await GetAsync(feed)).GetProperty("poll");
        Assert.NotEmpty(Text(poll, "error"));
        Assert.True(poll.GetProperty("failures").GetInt32() >= 1);
        Assert.NotEmpty(Text(poll, "nextPollReason"));
    }

    [Fact]
    public async Task A_feed_that_is_gone_shows_that_it_is_stopped_and_why_and_an_operator_resumes_it()
    {
        await using var server = await RunningServer.StartAsync(null, "--NewsMonitor:Feeds:GoneAfter=00:00:00.001");
        _outside.On("/gone", "", null, 410);
        var path = $"/api/v1/feeds/{Text(await server.CreateAsync("/api/v1/feeds", Body("/gone")), "id")}";

        await Eventually.TrueAsync(async () => Text((await server.GetAsync(path)).GetProperty("poll"), "status") == "gone", "the feed is stopped");
        var poll = (await server.GetAsync(path)).GetProperty("poll");
        Assert.Equal(JsonValueKind.Null, poll.GetProperty("nextPoll").ValueKind);
        Assert.NotEmpty(Text(poll, "stopped"));
        Assert.StartsWith("The server has answered 410 (Gone) since ", Text(poll, "error"), StringComparison.Ordinal);
        _outside.On("/gone", Document, "application/rss+xml");
        using var resumed = await server.SendAsync(HttpMethod.Patch, path, """{"paused": false}""");

        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        await Eventually.TrueAsync(async () => Text((await server.GetAsync(path)).GetProperty("poll"), "status") is "ok" or "notModified", "the feed is polled again");
    }

    [Fact]
    public async Task A_feed_that_is_said_to_have_moved_shows_where_and_moves_and_its_old_id_leads_to_the_feed_that_stays()
    {
        await using var server = await RunningServer.StartAsync(null, "--NewsMonitor:Feeds:MovePolls=3", "--NewsMonitor:Feeds:MoveAfter=00:00:00");
        _outside.On("/old", "", null, 301, ("Location", "/feed"));
        var moving = $"/api/v1/feeds/{Text(await server.CreateAsync("/api/v1/feeds", Body("/old", """, "tags": ["a"]""")), "id")}";
        var there = Text(await server.CreateAsync("/api/v1/feeds", Body("/feed", """, "tags": ["b"]""")), "id");

        await Eventually.TrueAsync(async () => Text(await server.GetAsync(moving), "id") == there, "the two are one");

        var feed = await server.GetAsync(moving);
        Assert.Equal(_outside.Url("/feed"), Text(feed, "url"));
        Assert.Equal(["b", "a"], feed.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.True((await server.CreateAsync($"{moving}/poll", "")).GetProperty("polled").GetBoolean());
        Assert.Equal(there, Text(await server.CreateAsync("/api/v1/feeds", Body("/old")), "id"));
    }

    [Fact]
    public async Task A_feed_is_renamed_tagged_paused_and_goes_on()
    {
        var feed = await _server.CreateAsync("/api/v1/feeds", Body("/feed"));
        var path = $"/api/v1/feeds/{Text(feed, "id")}";

        using var changed = await _server.SendAsync(HttpMethod.Patch, path, """{"title": "Mine", "tags": ["a"], "paused": true}""");
        using var resumed = await _server.SendAsync(HttpMethod.Patch, path, """{"paused": false}""");

        var paused = await changed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(paused.GetProperty("paused").GetBoolean());
        var after = await resumed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("Mine", "a", false), (Text(after, "title"), after.GetProperty("tags")[0].GetString(), after.GetProperty("paused").GetBoolean()));
    }

    [Fact]
    public async Task A_feed_that_is_removed_is_gone_and_its_articles_stay()
    {
        var feed = await _server.CreateAsync("/api/v1/feeds", Body("/feed"));
        var path = $"/api/v1/feeds/{Text(feed, "id")}";
        await Eventually.TrueAsync(async () => (await _server.GetAsync("/api/v1/articles")).GetProperty("items").GetArrayLength() == 1, "its article is there");

        using var removed = await _server.Http.DeleteAsync(path);
        using var again = await _server.Http.DeleteAsync(path);
        using var patched = await _server.SendAsync(HttpMethod.Patch, path, "{}");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, again, "There is no feed");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, patched, "There is no feed");
        Assert.Equal(1, (await _server.GetAsync("/api/v1/articles")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Feeds_are_paged_by_cursor_without_gaps_or_doubles()
    {
        for (var i = 0; i < 5; i++)
            await _server.CreateAsync("/api/v1/feeds", Body($"/feed?n={i}"));

        var ids = new List<string>();
        var next = "";
        do
        {
            var page = await _server.GetAsync($"/api/v1/feeds?limit=2&cursor={Uri.EscapeDataString(next)}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(feed => Text(feed, "id")));
            next = page.GetProperty("next").GetString() ?? "";
        }
        while (next.Length > 0);

        Assert.Equal(5, ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Distinct(ids);
    }

    private Task<JsonElement> GetAsync(JsonElement feed) => _server.GetAsync($"/api/v1/feeds/{Text(feed, "id")}");

    private string Body(string path, string more = "") => $$"""{"url": "{{_outside.Url(path)}}"{{more}}}""";
}
