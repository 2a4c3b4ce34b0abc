using System.Net.Http.Json;
using System.Text.Json;

namespace NewsMonitor.Server.Demo.Watch;

/// <summary>What <c>GET /feeds</c> says of a feed.</summary>
public sealed record WatchedFeed(string Url, bool Failed, string? Error, int Failures);

/// <summary>The demo's use of the server's HTTP API: what anybody with curl can do.</summary>
public sealed class ServerApi(HttpClient server)
{
    public Task WatchFeedAsync(Uri feed, CancellationToken cancellationToken) =>
        PostAsync("/api/v1/feeds", new { url = feed.AbsoluteUri }, cancellationToken);

    /// <param name="subscription">Who wants to know what.</param>
    /// <param name="webhook">The subscriber's own server and its secret; null for none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task SubscribeAsync(DemoSubscription subscription, (Uri Url, string Secret)? webhook, CancellationToken cancellationToken)
    {
        object[] channels = webhook is { } hook
            ? [new { type = "log" }, new { type = "webhook", url = hook.Url.AbsoluteUri, secret = hook.Secret }]
            : [new { type = "log" }];
        return PostAsync(
            "/api/v1/subscriptions",
            new { subscriber = subscription.Subscriber, name = subscription.Name, query = subscription.Query, minSources = subscription.MinSources, channels },
            cancellationToken);
    }

    public async Task<IReadOnlyList<WatchedFeed>> FeedsAsync(CancellationToken cancellationToken)
    {
        using var page = await server.GetFromJsonAsync<JsonDocument>("/api/v1/feeds?limit=100", cancellationToken)
            ?? throw new HttpRequestException("The list of feeds is empty.");
        return
        [
            .. page.RootElement.GetProperty("items").EnumerateArray().Select(feed =>
            {
                var poll = feed.GetProperty("poll");
                return new WatchedFeed(
                    feed.GetProperty("url").GetString()!,
                    poll.GetProperty("status").GetString() == "failed",
                    poll.TryGetProperty("error", out var error) ? error.GetString() : null,
                    poll.GetProperty("failures").GetInt32());
            }),
        ];
    }

    private async Task PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await server.PostAsJsonAsync(path, body, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"POST {path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
