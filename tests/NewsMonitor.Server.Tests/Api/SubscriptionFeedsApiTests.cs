using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NewsMonitor.Feeds.Parsing;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>A subscription's feeds, read with the parser that reads everybody's.</summary>
public sealed class SubscriptionFeedsApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    public static TheoryData<string, string> Feeds => new() { { "feed.atom", "application/atom+xml" }, { "feed.json", "application/feed+json" } };

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_subscription_s_alerts_are_entries_of_a_feed_that_is_right(string name, string type)
    {
        using var response = await seeded.Server.Http.GetAsync(Path(name));
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var feed = Parse(response, await response.Content.ReadAsByteArrayAsync());

        Assert.Empty(feed.Warnings);
        Assert.Equal("Bridges", feed.Feed.Title?.Text);
        Assert.Equal(seeded.Server.Url + Path(name), feed.Feed.Self);
        var entry = Assert.Single(feed.Entries);
        Assert.StartsWith("urn:uuid:", entry.Id, StringComparison.Ordinal);
        Assert.Contains("Ostrel", entry.Title!.Text, StringComparison.Ordinal);
        Assert.Contains("harbour.example/bridge", entry.Link, StringComparison.Ordinal);
        Assert.Contains("bridge", (entry.Content ?? entry.Summary)!.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((await seeded.ItemsAsync("/api/v1/alerts"))[0].GetProperty("created").GetDateTimeOffset(), entry.Published);
    }

    [Fact]
    public async Task An_entry_has_the_same_id_in_every_feed_and_every_time()
    {
        var ids = new List<string?>();
        foreach (var name in new[] { "feed.atom", "feed.json", "feed.atom" })
        {
            using var response = await seeded.Server.Http.GetAsync(Path(name));
            ids.Add(Parse(response, await response.Content.ReadAsByteArrayAsync()).Entries[0].Id);
        }

        Assert.Single(ids.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Who_has_it_already_is_told_so(string name, string type)
    {
        using var first = await seeded.Server.Http.GetAsync(Path(name));
        Assert.Equal(type, first.Content.Headers.ContentType?.MediaType);
        using var same = await ConditionalAsync(name, headers => headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (same.StatusCode, same.Headers.ETag));
        using var other = await ConditionalAsync(name, headers => headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\"")));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_feed_has_the_newest_alerts_and_is_news_since_the_latest_of_them()
    {
        await using var server = await RunningServer.StartAsync(configure: null, "--NewsMonitor:Alerts:FeedEntries=2", "--NewsMonitor:Alerts:PublicUrl=https://news.example/monitor/");
        var id = Text(await server.CreateAsync("/api/v1/subscriptions", """{"subscriber": "desk", "name": "n", "query": "q", "channels": [{"type": "feed"}]}"""), "id");
        await AlertRows.WriteAsync(server, id, "desk", "desk", "desk");
        var path = $"/api/v1/subscriptions/{id}/feed.atom";

        using var response = await server.Http.GetAsync(path);
        var feed = Parse(response, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(["Headline 3", "Headline 2"], feed.Entries.Select(entry => entry.Title!.Text));
        Assert.Equal("https://news.example/monitor" + path, feed.Feed.Self);
        var latest = DateTimeOffset.FromUnixTimeSeconds(1728378003);
        Assert.Equal((latest, latest), (feed.Feed.Updated, response.Content.Headers.LastModified));

        Assert.Equal(HttpStatusCode.NotModified, await SinceAsync(latest));
        Assert.Equal(HttpStatusCode.OK, await SinceAsync(latest.AddSeconds(-1)));

        async Task<HttpStatusCode> SinceAsync(DateTimeOffset time)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfModifiedSince = time;
            using var answer = await server.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_document_names_where_it_is_and_is_the_same_bytes_each_time()
    {
        var atom = await seeded.Server.Http.GetStringAsync(Path("feed.atom"));
        Assert.Contains($"<link rel=\"self\" type=\"application/atom+xml\" href=\"{seeded.Server.Url}{Path("feed.atom")}\" />", atom, StringComparison.Ordinal);
        Assert.Equal(atom, await seeded.Server.Http.GetStringAsync(Path("feed.atom")));
    }

    [Fact]
    public async Task A_subscription_that_is_not_there_has_no_feed()
    {
        using var response = await seeded.Server.Http.GetAsync("/api/v1/subscriptions/sub_none/feed.atom");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, response, "There is no subscription 'sub_none'");
    }

    [Theory]
    [InlineData("reader:a-key-of-some-length", "feed.atom", HttpStatusCode.OK)]
    [InlineData(":a-key-of-some-length", "feed.json", HttpStatusCode.OK)]
    [InlineData("reader:another-key", "feed.atom", HttpStatusCode.Unauthorized)]
    [InlineData("a-key-of-some-length", "feed.atom", HttpStatusCode.Unauthorized)]
    public async Task A_feed_reader_shows_the_key_as_a_password(string pair, string name, HttpStatusCode status)
    {
        await using var server = await RunningServer.StartAsync(configure: null, "--NewsMonitor:ApiKey=a-key-of-some-length");
        using var admin = new HttpRequestMessage(HttpMethod.Post, "/api/v1/subscriptions");
        admin.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "a-key-of-some-length");
        admin.Content = new StringContent("""{"subscriber": "desk", "name": "n", "query": "q", "channels": [{"type": "feed"}]}""", Encoding.UTF8, "application/json");
        using var made = await server.Http.SendAsync(admin);
        using var reader = new HttpRequestMessage(HttpMethod.Get, $"{made.Headers.Location}/{name}");
        reader.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

        using var response = await server.Http.SendAsync(reader);

        Assert.Equal(status, response.StatusCode);
    }

    private static FeedDocument Parse(HttpResponseMessage response, byte[] body) =>
        FeedParser.Parse(body, response.Content.Headers.ContentType!.ToString(), response.RequestMessage!.RequestUri!.AbsoluteUri, new FeedParserOptions(), null);

    private string Path(string name) => $"/api/v1/subscriptions/{seeded.SubscriptionId}/{name}";

    private async Task<HttpResponseMessage> ConditionalAsync(string name, Action<HttpRequestHeaders> set)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(name));
        set(request.Headers);
        return await seeded.Server.Http.SendAsync(request);
    }
}
