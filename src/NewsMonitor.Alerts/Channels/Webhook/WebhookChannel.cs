using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Webhook;

/// <summary>Posts alerts as JSON under the headers of the Standard Webhooks specification (https://www.standardwebhooks.com).</summary>
public sealed class WebhookChannel(ChannelHttp http, AlertOptions options, TimeProvider clock) : IChannel
{
    public const string ClientName = "NewsMonitor.Webhook";

    public string Type => "webhook";

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        input.TakesOnly(field, "url", "secret");
        var url = ChannelUrl.Check(input.Url, $"{field}.url", options);
        if (input.Secret is not null && WebhookSecret.Key(input.Secret) is null)
            throw new InvalidInputException($"{field}.secret", "The secret must be whsec_ and the base64 of 24 to 64 bytes; leave it out to have one made.");
        return new AlertEndpoint
        {
            Id = StableId.Create("end", subscriber, Type, url),
            Subscriber = subscriber,
            Type = Type,
            Url = url,
            Secret = input.Secret ?? WebhookSecret.Create(),
        };
    }

    public string Render(AlertMessage message) => AlertPayload.Render(message);

    public async Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken) =>
        WebhookSecret.Key(endpoint.Secret) is { } key
            ? await http.SendAsync(() => Request(endpoint, delivery, key), cancellationToken)
            : ChannelResult.Failed("The endpoint has no usable secret to sign with.");

    private HttpRequestMessage Request(AlertEndpoint endpoint, Delivery delivery, byte[] key)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Payload))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            },
        };
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(key, delivery.Id, timestamp, delivery.Payload));
        return request;
    }
}
