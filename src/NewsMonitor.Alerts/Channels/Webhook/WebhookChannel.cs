using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Webhook;

/// <summary>Posts alerts as JSON under the headers of the Standard Webhooks specification (https://www.standardwebhooks.com).</summary>
public sealed class WebhookChannel(ChannelHttp http, AlertOptions options, TimeProvider clock) : IChannel
{
    public const string ClientName = "NewsMonitor.Webhook";

    private const string Symmetric = "v1";
    private const string Asymmetric = "v1a";

    public string Type => "webhook";

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        input.TakesOnly(field, "url", "secret", "signature");
        var url = ChannelUrl.Check(input.Url, $"{field}.url", options);
        return Scheme(input, field) == Asymmetric
            ? AsymmetricEndpoint(subscriber, url, input.Secret, field)
            : SymmetricEndpoint(subscriber, url, input.Secret, field);
    }

    public string Render(AlertMessage message) => AlertPayload.Render(message);

    public async Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        return WebhookSignature.Of(endpoint.Secret, delivery.Id, timestamp, delivery.Payload) is { } signature
            ? await http.SendAsync(() => Request(endpoint, delivery, timestamp, WithPrevious(signature)), cancellationToken)
            : ChannelResult.Failed("The endpoint has no usable secret to sign with.");

        // Both keys are valid while receivers change over: a list, as the specification's section on signature schemes has it.
        string WithPrevious(string current) =>
            endpoint.PreviousSecretUntil > clock.GetUtcNow() && WebhookSignature.Of(endpoint.PreviousSecret, delivery.Id, timestamp, delivery.Payload) is { } previous
                ? $"{current} {previous}"
                : current;
    }

    private static HttpRequestMessage Request(AlertEndpoint endpoint, Delivery delivery, long timestamp, string signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Payload))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            },
        };
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", signature);
        return request;
    }

    private static string Scheme(ChannelInput input, string field)
    {
        var asymmetric = input.Secret?.StartsWith(WebhookPrivateKey.Prefix, StringComparison.Ordinal) == true;
        return input.Signature switch
        {
            null => asymmetric ? Asymmetric : Symmetric,
            Symmetric when !asymmetric => Symmetric,
            Asymmetric when asymmetric || input.Secret is null => Asymmetric,
            Symmetric or Asymmetric => throw new InvalidInputException($"{field}.signature", "v1 goes with a secret that begins with whsec_, v1a with one that begins with whsk_."),
            _ => throw new InvalidInputException($"{field}.signature", $"'{input.Signature}' is not a signature scheme; expected v1 or v1a."),
        };
    }

    private static AlertEndpoint SymmetricEndpoint(string subscriber, string url, string? secret, string field)
    {
        if (secret is not null && WebhookSecret.Key(secret) is null)
            throw new InvalidInputException($"{field}.secret", "The secret must be whsec_ and the base64 of 24 to 64 bytes; leave it out to have one made.");
        return new AlertEndpoint
        {
            Id = StableId.Create("end", subscriber, "webhook", url),
            Subscriber = subscriber,
            Type = "webhook",
            Url = url,
            Secret = secret ?? WebhookSecret.Create(),
        };
    }

    // An endpoint of its own, so that asking for the other scheme is never taken for the one that is there.
    private static AlertEndpoint AsymmetricEndpoint(string subscriber, string url, string? secret, string field)
    {
        if (!WebhookPrivateKey.IsAvailable)
            throw new InvalidInputException($"{field}.signature", "v1a needs OpenSSL's libcrypto, 1.1.1 or newer, which is not on this machine.");
        var key = secret ?? WebhookPrivateKey.Create();
        if (WebhookPrivateKey.Seed(key) is not { } seed)
        {
            throw new InvalidInputException(
                $"{field}.secret", "The private key must be whsk_ and the base64 of 64 bytes, an Ed25519 seed and its public key; leave it out to have one made.");
        }

        return new AlertEndpoint
        {
            Id = StableId.Create("end", subscriber, "webhook", url, Asymmetric),
            Subscriber = subscriber,
            Type = "webhook",
            Url = url,
            Secret = key,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { [EndpointSettings.PublicKey] = WebhookPrivateKey.PublicKey(seed) },
        };
    }
}
