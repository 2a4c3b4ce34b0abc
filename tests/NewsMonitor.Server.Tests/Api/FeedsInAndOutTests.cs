using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>Getting feeds in and out: from a site, as OPML, with credentials, and what their polls were like.</summary>
public sealed class FeedsInAndOutTests : IAsyncLifetime
{
    private const string Secret = "hunter2";

    private RunningServer _server = null!;
    private LoopbackServer _outside = null!;

    public async Task InitializeAsync()
    {
        _outside = await LoopbackServer.StartAsync();
        _outside.On("/feed", Rss("Own title"), "application/rss+xml").On("/other", Rss("Other"), "application/rss+xml");
        _server = await RunningServer.StartAsync(null, "--NewsMonitor:Feeds:Opml:MaximumBytes=2000000", "--NewsMonitor:MaximumBodyBytes=100000");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _outside.DisposeAsync();
    }

    [Fact]
    public async Task A_site_is_answered_with_its_feeds_and_nothing_is_added()
    {
        Site("/feed", "/other");

        var found = await _server.CreateAsync("/api/v1/feeds/discover", $$"""{"url": "{{_outside.Url("/")}}"}""");

        Assert.Equal(
            [("Own title", "linkElement", "rss", 1), ("Other", "linkElement", "rss", 1)],
            found.GetProperty("feeds").EnumerateArray().Select(f => (Text(f, "title"), Text(f, "source"), Text(f, "format"), f.GetProperty("articles").GetInt32())));
        Assert.Equal("2 feeds were found. Add the one that you want by its own address.", Text(found, "summary"));
        Assert.Empty((await _server.GetAsync("/api/v1/feeds")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_one_feed_of_a_site_is_watched()
    {
        Site("/feed");

        using var response = await _server.PostAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/")}}", "discover": true, "tags": ["asia"]}""");
        var feed = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal((_outside.Url("/feed"), "asia"), (Text(feed, "url"), feed.GetProperty("tags")[0].GetString()));
    }

    [Fact]
    public async Task A_choice_of_feeds_is_a_problem_that_lists_them_and_no_feed_is_one_that_says_what_was_tried()
    {
        Site("/feed", "/other");
        using var several = await _server.PostAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/")}}", "discover": true}""");
        var choice = await ProblemAssert.ReadAsync(HttpStatusCode.Conflict, several);
        Site("/gone");
        _outside.On("/feed", "", status: 404);
        using var none = await _server.PostAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/")}}", "discover": true}""");
        var nothing = await ProblemAssert.ReadAsync(HttpStatusCode.UnprocessableEntity, none);

        Assert.Equal([_outside.Url("/feed"), _outside.Url("/other")], choice.GetProperty("feeds").EnumerateArray().Select(f => Text(f, "url")));
        Assert.Contains(nothing.GetProperty("tried").EnumerateArray(), line => line.GetString() == $"{_outside.Url("/gone")}: The server answered 404 (Not Found).");
        Assert.Empty((await _server.GetAsync("/api/v1/feeds")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Feeds_are_imported_and_exported_as_OPML()
    {
        var opml = $"""
            <opml version="2.0"><body><outline text="asia"><outline text="Mine" xmlUrl="{_outside.Url("/feed")}"/></outline>
            <outline text="Bad" xmlUrl="gopher://bad.example/"/></body></opml>
            """;

        using var response = await ImportAsync(opml);
        var import = await response.Content.ReadFromJsonAsync<JsonElement>();
        using var again = await ImportAsync(opml);
        using var exported = await _server.Http.GetAsync("/api/v1/feeds/opml");

        Assert.Equal(_outside.Url("/feed"), Text(Assert.Single(import.GetProperty("added").EnumerateArray()), "url"));
        var refused = Assert.Single(import.GetProperty("refused").EnumerateArray());
        Assert.Equal((2, "'gopher://bad.example/' is not an absolute http or https URL."), (refused.GetProperty("line").GetInt32(), Text(refused, "note")));
        Assert.Single((await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("present").EnumerateArray());
        Assert.Equal("text/x-opml", exported.Content.Headers.ContentType!.MediaType);
        var text = await exported.Content.ReadAsStringAsync();
        Assert.Contains("""<outline text="asia">""", text, StringComparison.Ordinal);
        Assert.Contains($"xmlUrl=\"{_outside.Url("/feed")}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_feeds_has_a_limit_of_its_own_and_a_bomb_is_refused()
    {
        using var large = await ImportAsync("<opml><body>" + new string(' ', 500_000) + "</body></opml>");
        using var huge = await ImportAsync(new string(' ', 2_000_001));
        using var bomb = await ImportAsync("<!DOCTYPE opml [<!ENTITY a \"b\">]><opml/>");
        using var page = await ImportAsync("<html></html>");

        Assert.Equal(HttpStatusCode.OK, large.StatusCode);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, huge, "at most 2000000 are taken", "opml");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, bomb, "declares entities", "opml");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, page, "begins with the element 'html'", "opml");
    }

    [Fact]
    public async Task Credentials_reach_the_feeds_host_and_no_answer_shows_them()
    {
        _outside.On("/feed", async context =>
            await (context.Request.Headers.Authorization == $"Bearer {Secret}" && context.Request.Headers["X-Key"] == Secret
                ? LoopbackServer.ReplyAsync(context, 200, Rss("Let in"), "application/rss+xml")
                : LoopbackServer.ReplyAsync(context, 401)));
        var answers = new StringBuilder();
        var added = await _server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/feed")}}"}""");
        var path = $"/api/v1/feeds/{Text(added, "id")}";
        await Eventually.TrueAsync(async () => Text((await _server.GetAsync(path)).GetProperty("poll"), "status") == "failed", "the feed is refused");

        using var set = await _server.SendAsync(HttpMethod.Put, $"{path}/access", $$$"""{"token": "{{{Secret}}}", "headers": {"X-Key": "{{{Secret}}}"}}""");
        answers.Append(await set.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(async () => Text((await _server.GetAsync(path)).GetProperty("poll"), "status") is "ok" or "notModified", "the feed is let in");
        foreach (var answer in new[] { path, "/api/v1/feeds", $"{path}/polls", "/api/v1/feeds/opml", "/metrics" })
            answers.Append(await _server.Http.GetStringAsync(answer));

        Assert.DoesNotContain(Secret, answers.ToString(), StringComparison.Ordinal);
        var shown = (await _server.GetAsync(path)).GetProperty("access");
        Assert.Equal(("bearer", "X-Key"), (Text(shown, "scheme"), shown.GetProperty("headers")[0].GetString()));
        using var removed = await _server.Http.DeleteAsync($"{path}/access");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Eventually.TrueAsync(async () => Text((await _server.GetAsync(path)).GetProperty("poll"), "status") == "failed", "the feed is refused again");
        Assert.Equal(JsonValueKind.Null, (await _server.GetAsync(path)).GetProperty("access").ValueKind);
    }

    [Theory]
    [InlineData("""{}""", "access", "Give a user and password, a token, or headers.")]
    [InlineData("""{"user": "a", "password": "hunter2", "token": "hunter2"}""", "access.token", "one way to log in")]
    [InlineData("""{"password": "hunter2"}""", "access.password", "A password needs a user.")]
    [InlineData("""{"user": "a:hunter2"}""", "access.user", "must not contain a colon")]
    [InlineData("""{"token": "hunter2\r\nX-Evil: 1"}""", "access.token", "control character")]
    [InlineData("""{"headers": {"Host": "hunter2"}}""", "access.headers.Host", "is set by the program itself")]
    [InlineData("""{"headers": {"X Key": "hunter2"}}""", "access.headers", "The name of a header")]
    [InlineData("""{"headers": {"X-Key": "hunter2\u0000"}}""", "access.headers.X-Key", "control character")]
    [InlineData("""{"token": 5}""", "token", "is not")]
    public async Task Wrong_credentials_are_refused_without_being_repeated(string body, string field, string detail)
    {
        var feed = await _server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/feed")}}"}""");

        using var response = await _server.SendAsync(HttpMethod.Put, $"/api/v1/feeds/{Text(feed, "id")}/access", body);

        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, detail, field);
        Assert.DoesNotContain(Secret, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_may_be_added_with_what_its_host_is_shown()
    {
        var feed = await _server.CreateAsync("/api/v1/feeds", $$$"""{"url": "{{{_outside.Url("/feed")}}}", "access": {"user": "desk", "password": "{{{Secret}}}"}}""");

        await Eventually.TrueAsync(() => _outside.Requests.Of("/feed").Count > 0, "the feed is polled");
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"desk:{Secret}")), _outside.Requests.Of("/feed")[0].Header("Authorization"));
        Assert.Equal("basic", Text(feed.GetProperty("access"), "scheme"));
    }

    [Fact]
    public async Task A_feed_that_is_watched_already_is_not_answered_as_if_it_had_got_credentials_or_full_text()
    {
        var body = $$"""{"url": "{{_outside.Url("/feed")}}"}""";
        var path = $"/api/v1/feeds/{Text(await _server.CreateAsync("/api/v1/feeds", body), "id")}";

        using var access = await _server.PostAsync("/api/v1/feeds", body.Replace("}", $", \"access\": {{\"token\": \"{Secret}\"}}}}", StringComparison.Ordinal));
        using var fullText = await _server.PostAsync("/api/v1/feeds", body.Replace("}", """, "fullText": true}""", StringComparison.Ordinal));
        using var asItIs = await _server.PostAsync("/api/v1/feeds", body.Replace("}", """, "fullText": false}""", StringComparison.Ordinal));

        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, access, $"set its credentials with PUT {path}/access", "access");
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, fullText, $"change fullText with PATCH {path}", "fullText");
        Assert.Equal(HttpStatusCode.OK, asItIs.StatusCode);
    }

    [Fact]
    public async Task The_polls_of_a_feed_are_listed_latest_first()
    {
        var feed = await _server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/feed")}}"}""");
        var path = $"/api/v1/feeds/{Text(feed, "id")}/polls";
        await Eventually.TrueAsync(async () => (await _server.GetAsync(path)).GetProperty("items").GetArrayLength() >= 2, "the feed was polled twice");

        var polls = (await _server.GetAsync(path)).GetProperty("items").EnumerateArray().ToList();
        var first = polls[^1];

        Assert.True(polls[0].GetProperty("at").GetDateTimeOffset() > first.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(("ok", 200, 1, 0), (Text(first, "status"), first.GetProperty("httpStatus").GetInt32(), first.GetProperty("newArticles").GetInt32(), first.GetProperty("changedArticles").GetInt32()));
        Assert.Equal(Encoding.UTF8.GetByteCount(Rss("Own title")), first.GetProperty("bytes").GetInt64());
        Assert.True(first.GetProperty("durationMilliseconds").GetDouble() >= 0);
        using var unknown = await _server.Http.GetAsync("/api/v1/feeds/feed_none/polls");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown, "There is no feed");
    }

    [Fact]
    public async Task A_feed_with_full_text_brings_the_pages_of_its_articles()
    {
        const string Sentences =
            "The harbour of Skarvik was closed on Monday, after the ferry Ternen ran onto rocks in dense fog. All 212 passengers were taken off by lifeboats, "
            + "the coast guard said, and nobody was hurt in the accident.";
        _outside.On("/ferry", $"<html><body><article><p>{Sentences}</p></article></body></html>", "text/html")
            .On("/full", $"<rss version='2.0'><channel><title>t</title><item><title>Ferry</title><link>{_outside.Url("/ferry")}</link></item></channel></rss>");

        var feed = await _server.CreateAsync("/api/v1/feeds", $$"""{"url": "{{_outside.Url("/full")}}", "fullText": true}""");
        await Eventually.TrueAsync(async () => (await _server.GetAsync("/api/v1/stories")).GetProperty("items").GetArrayLength() == 1, "the article is a story");

        var article = (await _server.GetAsync("/api/v1/articles")).GetProperty("items")[0];
        var detail = await _server.GetAsync($"/api/v1/articles/{Text(article, "id")}");
        Assert.Equal((Sentences, "read"), (Text(detail, "text"), Text(detail, "page")));
        using var off = await _server.SendAsync(HttpMethod.Patch, $"/api/v1/feeds/{Text(feed, "id")}", """{"fullText": false}""");
        Assert.False((await off.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("fullText").GetBoolean());
    }

    private async Task<HttpResponseMessage> ImportAsync(string opml)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(opml));
        return await _server.Http.PostAsync("/api/v1/feeds/opml", content);
    }

    private void Site(params string[] feeds) => _outside.On(
        "/", $"<!DOCTYPE html><html><head>{string.Concat(feeds.Select(feed => $"<link rel=alternate type=application/rss+xml href={feed}>"))}</head></html>", "text/html");

    private static string Rss(string title) => $"""<rss version="2.0"><channel><title>{title}</title><item><guid>1</guid><title>One</title></item></channel></rss>""";
}
