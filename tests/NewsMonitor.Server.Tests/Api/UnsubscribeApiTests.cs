using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Feeds.Parsing;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>Mail is ended by whoever gets it, who has no key: through the whole program.</summary>
public sealed class UnsubscribeApiTests : IAsyncLifetime
{
    private const string Key = "0123456789abcdef";

    private readonly HttpClient _stranger = new();
    private RunningServer _server = null!;
    private string _subscription = "";
    private string _link = "";

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(
            null,
            $"--NewsMonitor:ApiKey={Key}",
            "--NewsMonitor:Alerts:PublicUrl=https://news.example",
            "--NewsMonitor:Alerts:Mail:Host=127.0.0.1",
            "--NewsMonitor:Alerts:Mail:From=alerts@news.example");
        _server.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        var created = await _server.CreateAsync(
            "/api/v1/subscriptions", """{"subscriber": "desk", "name": "n", "query": "q", "channels": [{"type": "email", "to": "desk@reader.example"}, {"type": "log"}]}""");
        _subscription = $"/api/v1/subscriptions/{Text(created, "id")}";
        Assert.Equal("desk@reader.example", Text(created.GetProperty("channels")[0].GetProperty("settings"), "to"));
        Assert.DoesNotContain("unsubscribeKey", created.ToString(), StringComparison.Ordinal);
        var endpoint = await _server.Services.GetRequiredService<IAlertStore>().FindEndpointAsync(Text(created.GetProperty("channels")[0], "id"), default);
        _link = UnsubscribeLink.For(endpoint!, _server.Url)!;
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _stranger.Dispose();
    }

    [Fact]
    public async Task One_click_ends_the_mail_and_tells_the_subscriber_elsewhere_and_a_second_one_changes_nothing()
    {
        for (var click = 0; click < 2; click++)
        {
            using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            using var answer = await _stranger.PostAsync(_link, body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(Unsubscribing.Reason, await DisabledAsync());
        }

        var notice = Assert.Single((await _server.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray());
        Assert.Equal("notice", Text(notice, "occasion"));
        var delivery = Assert.Single((await _server.GetAsync($"/api/v1/alerts/{Text(notice, "id")}")).GetProperty("deliveries").EnumerateArray());
        Assert.Equal("log", Text(delivery.GetProperty("endpoint"), "type"));
    }

    [Fact]
    public async Task That_an_endpoint_ended_is_an_entry_of_the_subscription_s_feeds_and_in_its_stream()
    {
        using (await _stranger.PostAsync(_link, new FormUrlEncodedContent([])))
        {
        }

        foreach (var name in new[] { "feed.atom", "feed.json" })
        {
            using var response = await _server.Http.GetAsync($"{_subscription}/{name}");
            var feed = FeedParser.Parse(
                await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType!.ToString(), _server.Url + _subscription, new FeedParserOptions(), null);
            Assert.Empty(feed.Warnings);
            var entry = Assert.Single(feed.Entries);
            Assert.Equal("No longer delivered: email desk@reader.example", entry.Title!.Text);
            Assert.Contains(Unsubscribing.Reason, (entry.Content ?? entry.Summary)!.Text, StringComparison.Ordinal);
        }

        await using var listener = await EventListener.ListenAsync(_server.Http, $"{_subscription}/events", "0");
        await listener.TakeAsync(1);
        Assert.Equal("endpoint.disabled", listener.Last.EventType);
        using var data = JsonDocument.Parse(listener.Last.Data);
        Assert.Equal(Unsubscribing.Reason, Text(data.RootElement.GetProperty("notice"), "reason"));
    }

    [Fact]
    public async Task Mail_that_was_disabled_for_another_reason_is_ended_all_the_same_and_does_not_come_back_unasked()
    {
        var alerts = _server.Services.GetRequiredService<IAlertStore>();
        var endpoint = Text((await _server.GetAsync(_subscription)).GetProperty("channels")[0], "id");
        await alerts.DisableEndpointAsync(endpoint, "It fails.", default);
        Assert.Contains("<form", await _stranger.GetStringAsync(_link), StringComparison.Ordinal);

        using var answer = await _stranger.PostAsync(_link, null);
        await _server.CreateAsync(
            "/api/v1/subscriptions", """{"subscriber": "desk", "name": "n", "query": "q", "channels": [{"type": "email", "to": "desk@reader.example"}, {"type": "log"}]}""");

        Assert.Equal(Unsubscribing.Reason, await DisabledAsync());
    }

    [Fact]
    public async Task Looking_at_the_page_ends_nothing_and_its_button_does()
    {
        using var page = await _stranger.GetAsync(_link);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("<form method=\"post\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await DisabledAsync());

        using var pressed = await _stranger.PostAsync(_link, new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.OK, pressed.StatusCode);
        Assert.NotNull(await DisabledAsync());
        Assert.DoesNotContain("<form", await _stranger.GetStringAsync(_link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_link_ends_nothing_and_does_not_tell_which_endpoints_there_are()
    {
        var known = await PostAsync(_link[..^1] + (_link[^1] == 'A' ? 'B' : 'A'));
        var unknown = await PostAsync(_link.Replace("/end_", "/end_0", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, known.Status);
        Assert.Equal(known, unknown);
        Assert.Null(await DisabledAsync());

        async Task<(HttpStatusCode Status, string Body)> PostAsync(string link)
        {
            using var answer = await _stranger.PostAsync(link, null);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Only_saying_that_it_is_wanted_again_takes_the_address_into_use_again_under_the_same_link()
    {
        using (await _stranger.PostAsync(_link, null))
        {
            Assert.NotNull(await DisabledAsync());
        }

        await WriteAsync("");
        Assert.Equal(Unsubscribing.Reason, await DisabledAsync());
        await WriteAsync(""", "resume": true""");
        Assert.Null(await DisabledAsync());
        Assert.Contains("<form", await _stranger.GetStringAsync(_link), StringComparison.Ordinal);

        Task WriteAsync(string more) => _server.CreateAsync(
            "/api/v1/subscriptions",
            $$"""{"subscriber": "desk", "name": "n", "query": "q", "channels": [{"type": "email", "to": "desk@reader.example"{{more}}}, {"type": "log"}]}""");
    }

    private async Task<string?> DisabledAsync() => (await _server.GetAsync(_subscription)).GetProperty("channels")[0].GetProperty("disabledReason").GetString();
}
