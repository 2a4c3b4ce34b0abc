using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Webhook;

/// <summary>
/// Posts alerts as JSON under the headers of the Standard Webhooks specification (https://www.standardwebhooks.com). Only a 2xx is a
/// success; a redirect is a failure and is not followed; 410 says that the endpoint is gone.
/// </summary>
/// <remarks>
/// The client named <see cref="ClientName"/> comes from the program: its handler must not follow redirects, and it refuses addresses that
/// webhooks may not reach (<see cref="AlertOptions.AllowPrivateNetworks"/>). A refused address is an attempt that failed.
/// </remarks>
public sealed class WebhookChannel(IHttpClientFactory clients, AlertOptions options, TimeProvider clock) : IChannel
{
    public const string ClientName = "NewsMonitor.Webhook";

    private static readonly ProductInfoHeaderValue UserAgent = new("NewsMonitor", "0.1");

    public string Type => "webhook";

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        var url = Url(input.Url, $"{field}.url");
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

    public async Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        if (WebhookSecret.Key(endpoint.Secret) is not { } key)
            return ChannelResult.Failed("The endpoint has no usable secret to sign with.");
        using var deadline = new CancellationTokenSource(options.DeliveryDeadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = Request(endpoint, delivery, key);
            using var client = clients.CreateClient(ClientName);
            client.Timeout = Timeout.InfiniteTimeSpan;
            // The status decides; the body is never read here, and what the handler drains of it to keep the connection is bounded.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            return Judge(response);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return ChannelResult.Failed(string.Create(CultureInfo.InvariantCulture, $"No answer within {options.DeliveryDeadline.TotalSeconds} s."));
        }
        catch (Exception e)
        {
            // A handler may refuse in its own way; whatever it is, the attempt failed and the next delivery has its turn.
            return ChannelResult.Failed(e.InnerException is { } inner && inner.Message != e.Message ? $"{e.Message} {inner.Message}" : e.Message);
        }
    }

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
        request.Headers.UserAgent.Add(UserAgent);
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(key, delivery.Id, timestamp, delivery.Payload));
        return request;
    }

    private ChannelResult Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return new ChannelResult { Outcome = ChannelOutcome.Delivered, HttpStatus = status };
        if (response.StatusCode == HttpStatusCode.Gone)
            return new ChannelResult { Outcome = ChannelOutcome.Gone, HttpStatus = status, Error = "The endpoint answered 410 Gone." };
        var retryAfter = response.Headers.RetryAfter;
        return ChannelResult.Failed(
            status is >= 300 and < 400
                ? $"The endpoint answered with a redirect ({status}), which is not followed."
                : $"The endpoint answered {status}.",
            status,
            retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - clock.GetUtcNow() : null));
    }

    private string Url(string? url, string field)
    {
        if (string.IsNullOrWhiteSpace(url))
            throw new InvalidInputException(field, "A webhook needs a URL.");
        var text = url.Trim();
        if (text.Length > options.UrlLength)
            throw new InvalidInputException(field, $"The URL has {text.Length} characters; at most {options.UrlLength} are taken.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new InvalidInputException(field, $"'{text}' is not an absolute http or https URL.");
        if (uri.UserInfo.Length > 0)
            throw new InvalidInputException(field, "A webhook's URL must not carry a user name or password.");
        return uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }
}
