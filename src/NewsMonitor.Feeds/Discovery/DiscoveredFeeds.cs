using NewsMonitor.Feeds.Parsing;

namespace NewsMonitor.Feeds.Discovery;

/// <summary>What a search for a site's feeds found, and why it ended so.</summary>
/// <param name="Url">Where it began, with its scheme.</param>
/// <param name="Feeds">In the order in which the site names them.</param>
/// <param name="Tried">Addresses that are no feeds, with the reason.</param>
/// <param name="Summary">A sentence for the operator.</param>
public sealed record DiscoveredFeeds(string Url, IReadOnlyList<DiscoveredFeed> Feeds, IReadOnlyList<string> Tried, int Requests, string Summary)
{
    /// <summary>The one feed that was meant; null when there is none, or a choice.</summary>
    public DiscoveredFeed? Only => Feeds is [{ Checked: true } only] ? only : null;
}

/// <param name="Url">Absolute and normalised.</param>
/// <param name="Title">Its own, else the link's; null when there is none.</param>
/// <param name="Source">How it was found.</param>
/// <param name="Checked">False when the search ended before it was fetched: the site calls it a feed.</param>
/// <param name="Format">Null when it was not checked.</param>
/// <param name="Articles">Entries it holds now.</param>
/// <param name="Latest">The latest date in it.</param>
public sealed record DiscoveredFeed(
    string Url, string? Title, FeedSource Source, bool Checked, FeedFormat? Format = null, int Articles = 0, DateTimeOffset? Latest = null);

public enum FeedSource
{
    /// <summary>The address is a feed itself.</summary>
    Itself,

    /// <summary>A Link header of the site's page (RFC 8288).</summary>
    LinkHeader,

    /// <summary>A link element of the site's page.</summary>
    LinkElement,

    /// <summary>An ordinary link of the site's page that looks like one to a feed.</summary>
    Anchor,

    /// <summary>A path under which many sites have their feed.</summary>
    WellKnownPath,
}
