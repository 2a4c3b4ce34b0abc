using NewsMonitor.Feeds.Parsing;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>Where a feed's news can be subscribed to (WebSub section 4).</summary>
/// <param name="Topic">The URL that the feed has for its hubs.</param>
/// <param name="Hubs">Absolute http or https URLs, in order, at least one.</param>
/// <param name="TopicInBody">Whether the topic is named in the document rather than in the header.</param>
public sealed record HubLinks(string Topic, string[] Hubs, bool TopicInBody)
{
    /// <summary>The Link headers first, and the document only where they name no hub. A feed that names hubs and not itself is its own URL.</summary>
    /// <param name="links">Link headers as sent.</param>
    /// <param name="url">The URL that answered.</param>
    /// <returns>Null when there is no hub.</returns>
    internal static HubLinks? Find(IReadOnlyList<string> links, string url, FeedMetadata document)
    {
        var header = LinkHeader.Parse(links);
        var hubs = Usable(header.Where(link => link.Relation == "hub").Select(link => link.Target), url);
        if (hubs.Length > 0)
            return new HubLinks(Self(header, url) ?? url, hubs, TopicInBody: false);
        hubs = Usable(document.Hubs, url);
        if (hubs.Length == 0)
            return null;
        return Absolute(document.Self, url) is { } self ? new HubLinks(self, hubs, TopicInBody: true) : new HubLinks(url, hubs, TopicInBody: false);
    }

    /// <summary>The topic that Link headers name; null when they name none.</summary>
    internal static string? Self(IEnumerable<(string Relation, string Target)> links, string url) =>
        links.Where(link => link.Relation == "self").Select(link => Absolute(link.Target, url)).FirstOrDefault(self => self is not null);

    /// <summary>Whether two URLs are the same topic, however their characters are escaped.</summary>
    internal static bool Same(string? a, string? b) => a == b || (Absolute(a, null) is { } left && left == Absolute(b, null));

    private static string[] Usable(IEnumerable<string> hubs, string url) =>
        [.. hubs.Select(hub => Absolute(hub, url)).OfType<string>().Distinct(StringComparer.Ordinal).Take(10)];

    private static string? Absolute(string? link, string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var from))
            from = null;
        if (link is null || !(from is null ? Uri.TryCreate(link, UriKind.Absolute, out var absolute) : Uri.TryCreate(from, link, out absolute)))
            return null;
        return absolute.Scheme is "http" or "https" && absolute.UserInfo.Length == 0 && absolute.AbsoluteUri.Length <= FeedUrl.MaxLength
            ? absolute.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            : null;
    }
}
