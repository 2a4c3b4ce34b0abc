using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NewsMonitor.Server.Demo;
using NewsMonitor.Server.Demo.Press;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Demo;

public sealed class PressSiteTests : IAsyncLifetime
{
    private readonly FakeClock _time = new();
    private bool _noticed = true;
    private NewsStand _stand = null!;
    private PressSite _site = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var clock = new DemoClock(_time, 2);
        clock.Start();
        _stand = new NewsStand(new Newsroom(DemoContent.Load()), clock) { Noticed = _ => _noticed };
        _site = await PressSite.StartAsync(_stand, new WebhookInbox(_time), CancellationToken.None);
        _client = new HttpClient { BaseAddress = _site.Address };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Articles_appear_as_time_passes_at_the_pace_that_was_asked_for()
    {
        var before = await _client.GetStringAsync("/harbour-post/feed");
        _time.Advance(TimeSpan.FromSeconds(6));

        var after = await _client.GetStringAsync("/harbour-post/feed");

        Assert.DoesNotContain("Gina Raymond", before, StringComparison.Ordinal);
        Assert.Contains("Gina Raymond", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unchanged_feed_answers_a_conditional_request_with_304()
    {
        using var first = await _client.GetAsync("/meridian/atom.xml");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/meridian/atom.xml");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_client_that_takes_gzip_gets_gzip()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/north-wire/rss.xml");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var response = await _client.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Equal([0x1f, 0x8b], (await response.Content.ReadAsByteArrayAsync()).Take(2));
    }

    [Fact]
    public async Task An_outage_begins_and_ends()
    {
        List<HttpStatusCode> codes = [];
        foreach (var _ in Enumerable.Range(0, 4))
        {
            using var response = await _client.GetAsync("/courant/rss.xml");
            codes.Add(response.StatusCode);
            _time.Advance(TimeSpan.FromSeconds(2.5));
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], codes);
    }

    [Fact]
    public async Task An_outage_that_nobody_has_noticed_goes_on_until_somebody_does()
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        _noticed = false;
        using var unnoticed = await _client.GetAsync("/courant/rss.xml");
        _noticed = true;
        using var noticed = await _client.GetAsync("/courant/rss.xml");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (unnoticed.StatusCode, noticed.StatusCode));
    }

    [Fact]
    public async Task It_knows_when_every_feed_has_been_read()
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        foreach (var outlet in Outlets.All)
        {
            Assert.False(_stand.ReadSince(20));
            using var response = await _client.GetAsync(outlet.Path);
        }

        // It is noted when the answer has gone out: who has the answer may be here before.
        await Eventually.TrueAsync(() => _stand.ReadSince(20), "all have been read");
        Assert.False(_stand.ReadSince(20.5));
    }

    [Fact]
    public async Task A_webhook_without_a_signature_is_refused()
    {
        using var response = await _client.PostAsync(WebhookInbox.Path, new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
