using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Feeds.Discovery;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Server.Api.Problems;

namespace NewsMonitor.Server.Api.Feeds;

/// <summary><c>/api/v1/feeds/discover</c>: from a site to its feeds.</summary>
internal static class FeedDiscoveryApi
{
    public static void MapFeedDiscovery(this RouteGroupBuilder feeds) =>
        feeds.MapPost("/discover", FindAsync).WithName("discoverFeeds").WithSummary("Looks for the feeds of a web site. Adds nothing.");

    /// <summary>The one feed of a site, to be watched; else an answer that says what there is to choose from.</summary>
    public static async Task<(string? Url, ProblemHttpResult? Problem)> OnlyAsync(FeedDiscovery discovery, string url, CancellationToken cancellationToken)
    {
        var found = await discovery.FindAsync(url, cancellationToken);
        if (found.Only is { } only)
            return (only.Url, null);
        var body = DiscoveredFeedsBody.From(found);
        return found.Feeds.Count == 0
            ? (null, Problem.Create(StatusCodes.Status422UnprocessableEntity, found.Summary, ("field", "url"), ("tried", body.Tried)))
            : (null, Problem.Create(StatusCodes.Status409Conflict, found.Summary, ("field", "url"), ("feeds", body.Feeds)));
    }

    private static async Task<Ok<DiscoveredFeedsBody>> FindAsync(DiscoverBody body, FeedDiscovery discovery, CancellationToken cancellationToken) =>
        TypedResults.Ok(DiscoveredFeedsBody.From(await discovery.FindAsync(body.Url, cancellationToken)));
}

/// <summary>Where to look for feeds.</summary>
internal sealed record DiscoverBody
{
    /// <summary>A web site, a page of it, or a feed; https where the scheme is left out.</summary>
    public required string Url { get; init; }
}

/// <summary>The feeds of a site.</summary>
/// <param name="Feeds">In the order in which the site names them.</param>
/// <param name="Tried">Addresses that turned out to be no feeds, with the reason.</param>
/// <param name="Requests">How many were made.</param>
/// <param name="Summary">What was found, in words.</param>
internal sealed record DiscoveredFeedsBody(string Url, DiscoveredFeedBody[] Feeds, string[] Tried, int Requests, string Summary)
{
    public static DiscoveredFeedsBody From(DiscoveredFeeds found) =>
        new(found.Url, [.. found.Feeds.Select(DiscoveredFeedBody.From)], [.. found.Tried], found.Requests, found.Summary);
}

/// <param name="Source">How it was found.</param>
/// <param name="Checked">False when the search ended before it was fetched: the site calls it a feed.</param>
/// <param name="Format">Null when it was not checked.</param>
/// <param name="Articles">Entries it holds now.</param>
/// <param name="Latest">The latest date in it.</param>
internal sealed record DiscoveredFeedBody(
    string Url, string? Title, FeedSource Source, bool Checked, FeedFormat? Format, int Articles, DateTimeOffset? Latest)
{
    public static DiscoveredFeedBody From(DiscoveredFeed feed) => new(feed.Url, feed.Title, feed.Source, feed.Checked, feed.Format, feed.Articles, feed.Latest);
}
