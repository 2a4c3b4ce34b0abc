using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Push;

/// <summary>Tells a browser by its push service (RFC 8030), which can read nothing of it (RFC 8291) and knows us by our key (RFC 8292).</summary>
public sealed class PushChannel(ChannelHttp http, AlertOptions options, TimeProvider clock) : IChannel, IDisposable
{
    private readonly PushServerKey? _key = options.Push.PrivateKey is { } key ? new PushServerKey(key, options.Push.Contact ?? "") : null;

    public string Type => "webpush";

    /// <summary>What browsers subscribe with; null when this server does not push.</summary>
    public string? PublicKey => _key?.PublicKey;

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        if (_key is null)
            throw new InvalidInputException($"{field}.type", "This server does not push: NewsMonitor:Alerts:Push:PrivateKey is not set.");
        input.TakesOnly(field, "url", "p256dh", "auth");
        var url = ChannelUrl.Check(input.Url, $"{field}.url", options);
        if (!options.AllowPrivateNetworks && !url.StartsWith("https:", StringComparison.Ordinal))
            throw new InvalidInputException($"{field}.url", "A push service is reached by https (RFC 8030, section 8).");
        using var browser = Base64UrlText.Bytes(input.P256dh, P256.PointBytes) is { } point ? P256.PublicKey(point) : null;
        if (browser is null)
            throw new InvalidInputException($"{field}.p256dh", "The browser's key must be the base64url of 65 bytes, an uncompressed point of P-256.");
        if (Base64UrlText.Bytes(input.Auth, PushEncryption.AuthBytes) is null)
            throw new InvalidInputException($"{field}.auth", "The browser's authentication secret must be the base64url of 16 bytes.");
        return new AlertEndpoint
        {
            Id = StableId.Create("end", subscriber, Type, url),
            Subscriber = subscriber,
            Type = Type,
            Url = url,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [EndpointSettings.P256dh] = input.P256dh!,
                [EndpointSettings.Auth] = input.Auth!,
            },
        };
    }

    public string Render(AlertMessage message) => PushBody.From(message).ToJson();

    public Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken) =>
        _key is not null && PushBody.FromJson(delivery.Payload) is { } body
            ? http.SendAsync(() => Request(_key, endpoint, delivery, body), (response, _) => Task.FromResult(Judge(response)), cancellationToken)
            : Task.FromResult(ChannelResult.Failed("This server does not push: NewsMonitor:Alerts:Push:PrivateKey is not set, or the delivery is no push."));

    public void Dispose() => _key?.Dispose();

    private HttpRequestMessage Request(PushServerKey key, AlertEndpoint endpoint, Delivery delivery, PushBody body)
    {
        var encrypted = PushEncryption.Encrypt(
            Encoding.UTF8.GetBytes(delivery.Payload),
            Base64UrlText.Bytes(endpoint.Settings.GetValueOrDefault(EndpointSettings.P256dh), P256.PointBytes) ?? [],
            Base64UrlText.Bytes(endpoint.Settings.GetValueOrDefault(EndpointSettings.Auth), PushEncryption.AuthBytes) ?? []);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(encrypted) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentEncoding = { "aes128gcm" } } },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("vapid", key.Authorization(request.RequestUri!, clock.GetUtcNow()));
        request.Headers.Add("TTL", FormattableString.Invariant($"{(long)options.Push.TimeToLive.TotalSeconds}"));
        request.Headers.Add("Topic", body.Topic);
        request.Headers.Add("Urgency", body.Story is null ? "normal" : "high");
        return request;
    }

    // A subscription that has ended is answered with 404, too (RFC 8030, section 7.3).
    private ChannelResult Judge(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.NotFound
        ? new ChannelResult { Outcome = ChannelOutcome.Gone, HttpStatus = (int)response.StatusCode, Error = "The push service answered 404: the browser's subscription has ended." }
        : http.Judge(response);
}
