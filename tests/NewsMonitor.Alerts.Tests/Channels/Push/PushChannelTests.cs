using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Push;
using NewsMonitor.Alerts.Channels.Webhook;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Push;

/// <summary>Web push against a push service on loopback and a browser that reads what it is pushed.</summary>
public sealed class PushChannelTests : IAsyncLifetime
{
    // Of the example in RFC 8291, appendix A.
    private const string PrivateKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string PublicKey = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";

    private readonly FakeClock _clock = new(Start);
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddHttpClient(WebhookChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        .Services.BuildServiceProvider();

    private readonly AlertOptions _options = new()
    {
        AllowPrivateNetworks = true,
        Push = new PushOptions { PrivateKey = PrivateKey, Contact = "mailto:desk@news.example", TimeToLive = TimeSpan.FromHours(6) },
    };

    private readonly Browser _browser = new();
    private LoopbackServer _service = null!;
    private PushChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _service = await LoopbackServer.StartAsync();
        _channel = Channel();
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        _browser.Dispose();
        await _service.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_push_is_read_by_the_browser_alone_and_says_what_to_show()
    {
        _service.On("/push/1", "", null, 201);
        var message = Message("Élysée: 雷蒙多与王文涛通话");
        Assert.Equal(ChannelOutcome.Delivered, (await SendAsync(message)).Outcome);

        var request = Assert.Single(_service.Requests.All);
        Assert.Equal(("POST", "aes128gcm", "21600", "high"), (request.Method, request.Header("Content-Encoding"), request.Header("TTL"), request.Header("Urgency")));
        using var told = JsonDocument.Parse(_browser.Read(request.Body));
        Assert.Equal(
            ("story.new", message.Alert.Id, "story_call", "Élysée: 雷蒙多与王文涛通话", "2 independent sources", "https://example.org/art_1"),
            (Text("type"), Text("alert"), Text("story"), Text("title"), Text("body"), Text("url")));

        string? Text(string name) => told.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public async Task The_push_service_is_shown_who_pushes_by_a_token_for_it_alone_that_ends_within_a_day()
    {
        _service.On("/push/1", "", null, 201);
        await SendAsync(Message("h"));

        var authorization = Assert.Single(_service.Requests.All).Header("Authorization")!;
        Assert.StartsWith("vapid t=", authorization, StringComparison.Ordinal);
        var (token, key) = (authorization["vapid t=".Length..authorization.IndexOf(',', StringComparison.Ordinal)], authorization[(authorization.IndexOf("k=", StringComparison.Ordinal) + 2)..]);
        Assert.Equal((PublicKey, PublicKey), (key, _channel.PublicKey));
        var parts = token.Split('.');
        var point = Base64Url.DecodeFromChars(key);
        using var verifier = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        Assert.True(verifier.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal("ES256", header.RootElement.GetProperty("alg").GetString());
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal(
            (_service.Root, "mailto:desk@news.example", Start.AddHours(12).ToUnixTimeSeconds()),
            (claims.RootElement.GetProperty("aud").GetString(), claims.RootElement.GetProperty("sub").GetString(), claims.RootElement.GetProperty("exp").GetInt64()));
    }

    [Fact]
    public async Task Pushes_of_a_story_have_one_topic_and_those_of_another_story_another()
    {
        _service.On("/push/1", "", null, 201);
        var first = Message("h");
        await SendAsync(first);
        await SendAsync(first with { Alert = first.Alert with { Id = "alert_2", Occasion = AlertOccasion.Developed } });
        await SendAsync(first with { Alert = first.Alert with { StoryId = "story_other" } });
        await SendAsync(first with { Alert = first.Alert with { Id = "alert_3", Occasion = AlertOccasion.Digest, Story = null, StoryId = null }, Parts = [first], Stories = 2 });

        var topics = _service.Requests.All.Select(request => request.Header("Topic")!).ToList();
        Assert.Equal(topics[0], topics[1]);
        Assert.Equal(3, topics.Distinct(StringComparer.Ordinal).Count());
        Assert.All(topics, topic => Assert.Matches("^[A-Za-z0-9_-]{1,32}$", topic));
        Assert.Equal("normal", _service.Requests.All[^1].Header("Urgency"));
    }

    [Theory]
    [InlineData(404, ChannelOutcome.Gone)]
    [InlineData(410, ChannelOutcome.Gone)]
    [InlineData(400, ChannelOutcome.Failed)]
    [InlineData(413, ChannelOutcome.Failed)]
    [InlineData(429, ChannelOutcome.Failed)]
    [InlineData(307, ChannelOutcome.Failed)]
    public async Task A_subscription_that_has_ended_is_gone_and_other_refusals_are_tried_again(int status, ChannelOutcome outcome)
    {
        _service.On("/push/1", "", null, status, ("Retry-After", "7"));
        var result = await SendAsync(Message("h"));
        Assert.Equal((outcome, status), (result.Outcome, result.HttpStatus));
        if (status == 429)
            Assert.Equal(TimeSpan.FromSeconds(7), result.RetryAfter);
    }

    [Fact]
    public async Task The_longest_headlines_still_fit()
    {
        _service.On("/push/1", "", null, 201);
        foreach (var text in new[] { new string('通', 100_000), new string('"', 100_000), string.Concat(Enumerable.Repeat("😀", 50_000)) })
        {
            var part = Message(text);
            Assert.Equal(ChannelOutcome.Delivered, (await SendAsync(part)).Outcome);
            var digest = part with { Alert = part.Alert with { Occasion = AlertOccasion.Digest, Story = null, StoryId = null }, Parts = [part, part], Stories = 2 };
            Assert.Equal(ChannelOutcome.Delivered, (await SendAsync(digest)).Outcome);
        }
    }

    [Fact]
    public void A_notice_names_the_channel_and_several_stories_are_counted()
    {
        var message = Message("One");
        var without = message.Alert with { Story = null, StoryId = null };
        var notice = PushBody.From(message with { Alert = without with { Occasion = AlertOccasion.Notice, Notice = new AlertNotice("end_1", "webhook", null, "It failed.") } });
        Assert.Equal(("Alerts by webhook have stopped", "It failed."), (notice.Title, notice.Body));
        var more = PushBody.From(message with { Alert = without with { Occasion = AlertOccasion.More }, Parts = [message, Message("Two")], Stories = 3 });
        Assert.Equal(("3 more stories", "One · Two"), (more.Title, more.Body));
    }

    [Theory]
    [InlineData("url", "ftp://push.example/1", null, null)]
    [InlineData("p256dh", null, "", null)]
    [InlineData("p256dh", null, "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null)]
    [InlineData("p256dh", null, "not base64url", null)]
    [InlineData("auth", null, null, "c2hvcnQ")]
    [InlineData("auth", null, null, "")]
    public void What_is_no_subscription_of_a_browser_is_refused_by_its_field(string field, string? url, string? key, string? auth)
    {
        var input = new ChannelInput("webpush", url ?? "https://push.example/1") { P256dh = key ?? _browser.P256dh, Auth = auth ?? _browser.Auth };
        Assert.Equal($"channels[0].{field}", Assert.Throws<InvalidInputException>(() => _channel.Endpoint("desk", input, "channels[0]")).Field);
    }

    [Fact]
    public void Only_https_is_pushed_to_and_only_with_a_key_of_the_servers_own()
    {
        _options.AllowPrivateNetworks = false;
        Assert.Equal("c.url", Assert.Throws<InvalidInputException>(() => Endpoint("http://push.example/1", _channel)).Field);
        _options.Push.PrivateKey = null;
        using var without = Channel();
        Assert.Equal("c.type", Assert.Throws<InvalidInputException>(() => Endpoint("https://push.example/1", without)).Field);
        Assert.Null(without.PublicKey);
    }

    [Fact]
    public void What_is_wrong_with_the_settings_is_said_without_the_key()
    {
        Assert.Empty(_options.Validate());
        foreach (var (push, words) in new[]
        {
            (_options.Push with { PrivateKey = "s3cret" }, "PrivateKey is not"),
            (_options.Push with { PrivateKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }, "PrivateKey is not"),
            (_options.Push with { Contact = null }, "Contact is ''"),
            (_options.Push with { Contact = "desk@news.example" }, "Contact is 'desk@news.example'"),
            (_options.Push with { TimeToLive = TimeSpan.FromDays(29) }, "TimeToLive is 29.00:00:00"),
        })
        {
            var error = Assert.Single((_options with { Push = push }).Validate());
            Assert.Contains(words, error, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
        }
    }

    private PushChannel Channel() => new(new ChannelHttp(_services.GetRequiredService<IHttpClientFactory>(), _options, _clock), _options, _clock);

    private static AlertMessage Message(string headline)
    {
        var alert = Alert(AlertOccasion.New, 2, Start) with { Story = Story(2, headline: headline) };
        return new AlertMessage(alert, [Subscription("The call")], [Article("art_1", headline)]);
    }

    private AlertEndpoint Endpoint(string url, PushChannel channel) =>
        channel.Endpoint("desk", new ChannelInput("webpush", url) { P256dh = _browser.P256dh, Auth = _browser.Auth }, "c");

    private Task<ChannelResult> SendAsync(AlertMessage message)
    {
        var endpoint = Endpoint(_service.Url("/push/1"), _channel);
        var delivery = new Delivery
        {
            Id = Delivery.IdOf(message.Alert.Id, endpoint.Id),
            AlertId = message.Alert.Id,
            EndpointId = endpoint.Id,
            State = DeliveryState.Pending,
            Payload = _channel.Render(message),
            Created = Start,
        };
        return _channel.SendAsync(endpoint, delivery, default);
    }
}
