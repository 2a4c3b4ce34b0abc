using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Webhook;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Channels;

/// <summary>The webhook channel against a real server on loopback.</summary>
public sealed class WebhookChannelTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly Delivery Delivery = new()
    {
        Id = "msg_p5jXN8AQM9LWM0D4loKWxJek",
        AlertId = "alert_1",
        EndpointId = "end_1",
        State = DeliveryState.Pending,
        Payload = "{\"test\": \"Élysée 中国\"}",
        Created = Start,
    };

    private readonly FakeClock _clock = new();
    private readonly ServiceProvider _services = Services();
    private LoopbackServer _server = null!;

    private WebhookChannel Channel => Over(_services);

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_delivery_arrives_signed_under_the_standard_headers()
    {
        _server.On("/hook", "ok", "text/plain", 204);
        var result = await SendAsync("/hook");

        Assert.Equal((ChannelOutcome.Delivered, 204, null), (result.Outcome, result.HttpStatus, result.Error));
        var request = Assert.Single(_server.Requests.All);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal("POST", request.Method);
        Assert.Equal("application/json; charset=utf-8", request.Header("Content-Type"));
        Assert.Equal(Delivery.Id, request.Header("webhook-id"));
        Assert.Equal(timestamp.ToString(CultureInfo.InvariantCulture), request.Header("webhook-timestamp"));
        Assert.Equal(Delivery.Payload, request.Text);
        Assert.Equal(WebhookSignature.Sign(WebhookSecret.Key(Secret)!, Delivery.Id, timestamp, request.Text), request.Header("webhook-signature"));
    }

    [Fact]
    public async Task Every_attempt_has_its_own_timestamp_and_the_same_id_and_body()
    {
        _server.OnSequence("/hook", context => LoopbackServer.ReplyAsync(context, 500), context => LoopbackServer.ReplyAsync(context, 200));
        Assert.Equal(ChannelOutcome.Failed, (await SendAsync("/hook")).Outcome);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(ChannelOutcome.Delivered, (await SendAsync("/hook")).Outcome);

        var (first, second) = (_server.Requests.All[0], _server.Requests.All[1]);
        Assert.Equal((first.Header("webhook-id"), first.Text), (second.Header("webhook-id"), second.Text));
        Assert.NotEqual(first.Header("webhook-timestamp"), second.Header("webhook-timestamp"));
        Assert.NotEqual(first.Header("webhook-signature"), second.Header("webhook-signature"));
    }

    [Fact]
    public async Task While_a_secret_is_changed_over_both_sign_and_then_only_the_new_one()
    {
        _server.On("/hook", "", null, 204);
        var old = WebhookSecret.Create();
        var endpoint = Endpoint("webhook", url: _server.Url("/hook"), secret: Secret) with
        {
            PreviousSecret = old,
            PreviousSecretUntil = _clock.GetUtcNow().AddHours(1),
        };

        await Channel.SendAsync(endpoint, Delivery, default);
        Assert.Equal([Signature(Secret), Signature(old)], Sent());
        _clock.Advance(TimeSpan.FromHours(1));
        await Channel.SendAsync(endpoint, Delivery, default);
        Assert.Equal([Signature(Secret)], Sent());

        string Signature(string secret) => WebhookSignature.Of(secret, Delivery.Id, _clock.GetUtcNow().ToUnixTimeSeconds(), Delivery.Payload)!;
        string[] Sent() => _server.Requests.All[^1].Header("webhook-signature")!.Split(' ');
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public void Secrets_overlap_for_a_month_at_most(int days)
    {
        var overlap = TimeSpan.FromDays(days);
        Assert.Contains("NewsMonitor:Alerts:SecretOverlap", Assert.Single(new AlertOptions { SecretOverlap = overlap }.Validate()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_private_key_a_delivery_is_signed_asymmetrically_and_the_endpoint_tells_the_public_key()
    {
        _server.On("/hook", "", null, 204);
        var endpoint = Channel.Endpoint("desk", new ChannelInput("webhook", _server.Url("/hook")) { Signature = "v1a" }, "channels[0]");

        Assert.Equal(ChannelOutcome.Delivered, (await Channel.SendAsync(endpoint, Delivery, default)).Outcome);
        var request = Assert.Single(_server.Requests.All);
        var signature = Convert.FromBase64String(request.Header("webhook-signature")!["v1a,".Length..]);
        var signed = Encoding.UTF8.GetBytes($"{Delivery.Id}.{request.Header("webhook-timestamp")}.{request.Text}");
        Assert.True(Ed25519.Verify(Convert.FromBase64String(endpoint.Settings[EndpointSettings.PublicKey]["whpk_".Length..]), signed, signature));
    }

    [Fact]
    public void An_endpoint_with_a_private_key_is_another_one_than_that_with_a_shared_secret() => Assert.NotEqual(
        Channel.Endpoint("desk", new ChannelInput("webhook", "https://example.org/hook"), "c").Id,
        Channel.Endpoint("desk", new ChannelInput("webhook", "https://example.org/hook") { Signature = "v1a" }, "c").Id);

    [Theory]
    [InlineData("v2", null, "signature", "expected v1 or v1a")]
    [InlineData("v1a", Secret, "signature", "whsk_")]
    [InlineData("v1", "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==", "signature", "whsk_")]
    [InlineData(null, "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "secret", "64 bytes")]
    [InlineData("v1", "whsec_c2hvcnQ=", "secret", "24 to 64 bytes")]
    public void A_wrong_scheme_or_key_is_refused_by_its_field(string? signature, string? secret, string field, string words)
    {
        var input = new ChannelInput("webhook", "https://example.org/hook", secret) { Signature = signature };
        var refused = Assert.Throws<InvalidInputException>(() => Channel.Endpoint("desk", input, "channels[0]"));
        Assert.Equal($"channels[0].{field}", refused.Field);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_answer_that_is_not_2xx_is_a_failure(int status)
    {
        _server.On("/hook", "no", "text/plain", status);
        var result = await SendAsync("/hook");
        Assert.Equal((ChannelOutcome.Failed, status, $"The endpoint answered {status}."), (result.Outcome, result.HttpStatus, result.Error));
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        _server.On("/hook", "", null, 307, ("Location", _server.Url("/elsewhere"))).On("/elsewhere", "", null);
        var result = await SendAsync("/hook");
        Assert.Equal((ChannelOutcome.Failed, 307), (result.Outcome, result.HttpStatus));
        Assert.Single(_server.Requests.All);
    }

    [Fact]
    public async Task Gone_is_told_apart()
    {
        _server.On("/hook", "", null, 410);
        Assert.Equal((ChannelOutcome.Gone, 410), ((await SendAsync("/hook")).Outcome, 410));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Tue, 08 Oct 2024 09:02:00 GMT", 120)]
    [InlineData("Tue, 08 Oct 2024 08:00:00 GMT", -3600)]
    [InlineData("soon", null)]
    public async Task Retry_after_is_read_as_seconds_or_as_a_date(string value, int? seconds)
    {
        _server.On("/hook", "", null, 503, ("Retry-After", value));
        Assert.Equal(seconds, (await SendAsync("/hook")).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_in_time_is_a_failure()
    {
        _server.On("/hook", context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        var sending = SendAsync("/hook");
        await _server.Requests.CountAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(15));

        var result = await sending.Soon("the attempt to end at its deadline");
        Assert.Equal((ChannelOutcome.Failed, "No answer within 15 s."), (result.Outcome, result.Error));
    }

    [Fact]
    public async Task An_answer_whose_body_never_ends_counts_by_its_status()
    {
        _server.On("/hook", async context =>
        {
            context.Response.StatusCode = 200;
            await context.Response.Body.FlushAsync();
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
        });
        Assert.Equal(ChannelOutcome.Delivered, (await SendAsync("/hook").Soon("the attempt to end")).Outcome);
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_reached_is_a_failure_with_its_reason()
    {
        var result = await Channel.SendAsync(Endpoint("webhook", url: "http://127.0.0.1:1/hook", secret: Secret), Delivery, default);
        Assert.Equal((ChannelOutcome.Failed, null), (result.Outcome, result.HttpStatus));
        Assert.Contains("refused", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_refused_address_is_a_failure_with_its_reason()
    {
        await using var services = Services(new RefusingHandler());
        var channel = Over(services);
        var result = await channel.SendAsync(Endpoint("webhook", url: "http://10.0.0.1/hook", secret: Secret), Delivery, default);
        Assert.Equal((ChannelOutcome.Failed, "10.0.0.1 is a private address."), (result.Outcome, result.Error));
    }

    [Fact]
    public async Task Stopping_the_program_is_not_a_failure_of_the_endpoint()
    {
        _server.On("/hook", context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        using var stop = new CancellationTokenSource();
        var sending = Channel.SendAsync(Endpoint("webhook", url: _server.Url("/hook"), secret: Secret), Delivery, stop.Token);
        await _server.Requests.CountAsync(1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static ServiceProvider Services(HttpMessageHandler? handler = null)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(WebhookChannel.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        return services.BuildServiceProvider();
    }

    private WebhookChannel Over(ServiceProvider services)
    {
        var options = new AlertOptions();
        return new WebhookChannel(new ChannelHttp(services.GetRequiredService<IHttpClientFactory>(), options, _clock), options, _clock);
    }

    private Task<ChannelResult> SendAsync(string path) =>
        Channel.SendAsync(Endpoint("webhook", url: _server.Url(path), secret: Secret), Delivery, default);

    private sealed class RefusingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("10.0.0.1 is a private address.");
    }
}
