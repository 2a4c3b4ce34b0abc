using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using NewsMonitor.Feeds.Parsing.Html;

namespace NewsMonitor.Feeds.Discovery;

/// <param name="Target">Absolute.</param>
/// <param name="Declared">The page itself calls it a feed; false for an ordinary link that looks like one.</param>
internal sealed record PageLink(Uri Target, string? Title, bool Declared);

/// <summary>
/// The links of a web page to feeds, off AngleSharp's tokens: any quoting, any order of attributes, anywhere in the page, relative to its
/// <c>base</c>. One pass.
/// </summary>
internal static class PageLinks
{
    // Pages have a few; each would cost a request.
    private const int Most = 100;

    private static readonly HashSet<string> Types = new(
        ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/x-rss+xml", "application/x-atom+xml",
            "application/x.atom+xml", "text/rss+xml", "text/atom+xml", "text/rss", "text/xml", "application/xml"],
        StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<PageLink> Read(string html, Uri page)
    {
        var found = new List<(string Href, string? Title, bool Declared)>();
        string? baseHref = null;
        using var tokens = new HtmlTokens(html);
        while (true)
        {
            ref var token = ref tokens.Next();
            if (token.Type == HtmlTokenType.EndOfFile)
                return Resolve(found, page, baseHref);
            if (token.Type != HtmlTokenType.StartTag)
                continue;
            if (token.Name == "script" || token.Name == "style")
                tokens.SkipRawText(token.Name.ToString());
            else if (token.Name == "base")
                baseHref ??= Attribute(ref token, "href");
            else if (found.Count < Most && (token.Name == "link" || token.Name == "a") && Attribute(ref token, "href") is { } href && IsFeed(ref token, href, out var declared))
                found.Add((href, Attribute(ref token, "title"), declared));
        }
    }

    /// <summary>The last part of a path is what feeds are often called.</summary>
    public static bool LooksLikeFeed(string path)
    {
        var end = path.AsSpan().IndexOfAny('?', '#');
        var bare = (end < 0 ? path : path[..end]).TrimEnd('/');
        var name = bare[(bare.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return name is "feed" or "feeds" or "rss" or "atom" or "feed.xml" or "rss.xml" or "atom.xml" or "index.xml" or "index.rdf" or "feed.json" or "rss.php" or "rss2"
            || name.EndsWith(".rss", StringComparison.Ordinal) || name.EndsWith(".atom", StringComparison.Ordinal) || name.EndsWith(".rdf", StringComparison.Ordinal);
    }

    private static bool IsFeed(ref StructHtmlToken tag, string href, out bool declared)
    {
        var relations = (Attribute(ref tag, "rel") ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var type = (Attribute(ref tag, "type") ?? "").Split(';')[0].Trim();
        // rel="feed" was in drafts of HTML and is on pages still.
        declared = relations.Contains("feed")
            || (relations.Contains("alternate") && !relations.Contains("stylesheet") && (Types.Contains(type) || (type.Length == 0 || type == "application/json") && LooksLikeFeed(href)));
        return declared || (tag.Name == "a" && LooksLikeFeed(href));
    }

    private static List<PageLink> Resolve(List<(string Href, string? Title, bool Declared)> found, Uri page, string? baseHref)
    {
        // The page's first base counts, also for links before it (HTML, section 4.2.3).
        var from = baseHref is not null && Uri.TryCreate(page, baseHref.Trim(), out var based) && based.Scheme is "http" or "https" ? based : page;
        var links = new List<PageLink>();
        foreach (var (href, title, declared) in found)
        {
            if (Uri.TryCreate(from, Schemeless(href.Trim()), out var target) && target.Scheme is "http" or "https" && target.UserInfo.Length == 0)
                links.Add(new PageLink(target, title is null || HtmlText.Fold(title) is not { Length: > 0 } words ? null : words, declared));
        }

        return links;
    }

    private static string Schemeless(string href) =>
        href.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) ? "http" + href[4..] : href.StartsWith("feed:", StringComparison.OrdinalIgnoreCase) ? href[5..] : href;

    private static string? Attribute(ref StructHtmlToken tag, string name)
    {
        // More than these are no page's.
        for (var i = 0; i < Math.Min(tag.Attributes.Count, 40); i++)
        {
            if (tag.Attributes[i].Name == name)
                return tag.Attributes[i].Value.ToString() is { Length: > 0 and <= FeedUrl.MaxLength } value ? value : null;
        }

        return null;
    }
}
