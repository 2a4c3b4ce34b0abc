using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text;
using NewsMonitor.Feeds.Fetching;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>Asks hubs (WebSub section 5.1). Their URLs come from feeds, so every connection goes through the address guard.</summary>
public sealed class HubClient(FeedOptions options, TimeProvider clock) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(
        GuardedHttpHandler.Create(options.AllowPrivateNetworks, options.ConnectTimeout, options.MaximumHeaderKilobytes), disposeHandler: true);

    private readonly string _userAgent = UserAgent.Of(options.Contact);

    /// <exception cref="OperationCanceledException">The caller cancelled. Whatever the hub does ends in an answer instead.</exception>
    public async Task<HubAnswer> AskAsync(WebSubSubscription subscription, HubMode mode, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.TotalTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var hub = new Uri(subscription.Hub);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                using var request = Request(hub, subscription, mode);
                using var response = await _http.SendAsync(request, both.Token);
                if (response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                {
                    hub = Follow(hub, response, redirects);
                    continue;
                }

                if (response.IsSuccessStatusCode)
                    return HubAnswer.Accepted;
                var words = await ReadAsync(response, subscription, both.Token);
                return new HubAnswer(
                    string.Create(CultureInfo.InvariantCulture, $"the hub answered {(int)response.StatusCode}{(words.Length == 0 ? "" : $": {words}")}"),
                    RetryAfter.Parse(response.Raw("Retry-After"), clock.GetUtcNow(), options.WebSub.MaximumRetryDelay),
                    Unreachable: false);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var error = deadline.IsCancellationRequested ? $"the hub gave no answer within {SpanWords.Of(options.TotalTimeout)}" : HubWords.Clean(FetchErrors.Describe(e, hub).Error, subscription);
            return new HubAnswer(error, null, Unreachable: true);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Uri hub, WebSubSubscription subscription, HubMode mode)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("hub.mode", mode == HubMode.Subscribe ? "subscribe" : "unsubscribe"), new("hub.topic", subscription.Topic), new("hub.callback", subscription.Callback),
        ];
        if (mode == HubMode.Subscribe)
        {
            form.Add(new("hub.lease_seconds", ((long)options.WebSub.Lease.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
            // Over plain http, too, against the recommendation's advice: without a secret everybody could push, with it those who listen in.
            form.Add(new("hub.secret", subscription.Secret));
        }

        var request = new HttpRequestMessage(HttpMethod.Post, hub)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        return request;
    }

    private Uri Follow(Uri hub, HttpResponseMessage response, int redirects)
    {
        if (redirects >= options.MaximumRedirects)
            throw new FetchException(FetchFailure.Redirect, $"the hub redirects more than {options.MaximumRedirects} times");
        if (response.RawUtf8("Location") is not { } location || !Uri.TryCreate(hub, location, out var next) || next.Scheme is not ("http" or "https"))
            throw new FetchException(FetchFailure.Redirect, "the hub redirects to nowhere");
        // The request carries the secret.
        if (hub.Scheme == "https" && next.Scheme == "http")
            throw new FetchException(FetchFailure.Redirect, "the hub redirects from https to http");
        return next;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, WebSubSubscription subscription, CancellationToken cancellationToken)
    {
        var buffer = new byte[HubWords.Longest + HubWords.LongestSecret(subscription)];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return HubWords.Clean(Encoding.UTF8.GetString(buffer, 0, length), subscription, more: length == buffer.Length);
    }
}

/// <summary>What a hub answered.</summary>
/// <param name="Error">Null when it took the request.</param>
/// <param name="RetryAfter">How long it asks to be left alone.</param>
/// <param name="Unreachable">It gave no answer at all.</param>
public sealed record HubAnswer(string? Error, TimeSpan? RetryAfter, bool Unreachable)
{
    public static readonly HubAnswer Accepted = new(null, null, Unreachable: false);
}
