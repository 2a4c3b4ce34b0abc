using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Discovery;

/// <summary>
/// Finds the feeds of a web site: what its page declares (Link header, link elements), else what its links look like, else well-known paths.
/// What is found is fetched before it is called a feed. Every request goes through the fetcher of polls, one after the other, the spacing of
/// hosts apart and few in all.
/// </summary>
public sealed class FeedDiscovery(FeedFetcher fetcher, FeedOptions options, TimeProvider clock, FeedMetrics metrics)
{
    /// <param name="url">A site, a page of it, or a feed; https is tried where the scheme is missing.</param>
    /// <exception cref="InvalidInputException">No address that can be fetched.</exception>
    public async Task<DiscoveredFeeds> FindAsync(string? url, CancellationToken cancellationToken)
    {
        using var search = new FeedSearch(Start(url), fetcher, options, clock, cancellationToken);
        var found = await search.RunAsync();
        metrics.Discovered(found.Feeds.Count);
        return found;
    }

    private static string Start(string? url)
    {
        var text = url?.Trim();
        if (text is { Length: > 0 } && !text.Contains("://", StringComparison.Ordinal) && !text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            text = "https://" + text;
        return FeedUrl.Normalise(text);
    }
}
