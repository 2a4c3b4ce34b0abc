using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace NewsMonitor.Server.Tests.Api.Security;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private const string Key = "a-key-of-some-length";

    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync(configure: null, $"--NewsMonitor:ApiKey={Key}");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/feeds")]
    [InlineData("/API/v1/feeds")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/events")]
    [InlineData("/api/v1/events")]
    public async Task The_API_and_the_events_ask_for_the_key(string path)
    {
        using var response = await _server.Http.GetAsync(path);

        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, response, "Authorization: Bearer KEY");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + Key, HttpStatusCode.OK)]
    [InlineData("Authorization", "bearer  " + Key, HttpStatusCode.OK)]
    [InlineData("X-Api-Key", Key, HttpStatusCode.OK)]
    [InlineData("X-Api-Key", Key + "x", HttpStatusCode.Unauthorized)]
    [InlineData("X-Api-Key", "", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Bearer", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Basic " + Key, HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", Key, HttpStatusCode.Unauthorized)]
    public async Task Only_the_key_opens(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feeds");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _server.Http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_feed_reader_shows_the_key_as_a_password_for_reading_only()
    {
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"any name:{Key}")));
        using var read = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feeds") { Headers = { Authorization = basic } };
        using var write = new HttpRequestMessage(HttpMethod.Post, "/api/v1/subscriptions/preview") { Headers = { Authorization = basic } };

        using var reading = await _server.Http.SendAsync(read);
        using var writing = await _server.Http.SendAsync(write);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (reading.StatusCode, writing.StatusCode));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task What_tells_nothing_of_the_news_is_open(string path)
    {
        using var response = await _server.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_only_names_of_loopback_are_answered()
    {
        await using var open = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feeds");
        request.Headers.Host = "rebound.example";

        using var response = await open.Http.SendAsync(request);

        await ProblemAssert.IsAsync(HttpStatusCode.MisdirectedRequest, response, "not to 'rebound.example'");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    [InlineData("Origin", "https://news.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "here", HttpStatusCode.OK)]
    [InlineData("Accept", "*/*", HttpStatusCode.OK)]
    public async Task Without_a_key_no_page_of_another_origin_changes_anything(string header, string value, HttpStatusCode expected)
    {
        await using var open = await RunningServer.StartAsync();
        // As a page can send it without the browser asking first.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/feeds/opml") { Content = new StringContent("<opml version='2.0'><body/></opml>") };
        request.Headers.TryAddWithoutValidation(header, value == "here" ? open.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) : value);

        using var response = await open.Http.SendAsync(request);

        if (expected == HttpStatusCode.Forbidden)
            await ProblemAssert.IsAsync(expected, response, "another origin");
        else
            Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Where_a_key_is_shown_it_does_not_matter_whose_page_sent_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/feeds/opml") { Content = new StringContent("<opml version='2.0'><body/></opml>") };
        request.Headers.Add("X-Api-Key", Key);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await _server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
