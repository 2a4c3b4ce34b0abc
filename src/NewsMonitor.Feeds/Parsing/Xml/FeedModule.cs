using System.Collections.Frozen;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>The vocabulary that an element belongs to, whatever spelling of its namespace the publisher chose.</summary>
internal enum FeedModule
{
    /// <summary>A namespace that is not ours: the element is passed over, also when its local name looks familiar.</summary>
    Foreign,

    /// <summary>RSS in any of its namespaces, no namespace, or the namespace of the document's root.</summary>
    Core,
    Atom,
    Rdf,
    DublinCore,
    DublinCoreTerms,
    Content,
    Media,
    Itunes,
    Syndication,
    FeedBurner,
    News,
    Xhtml,
    Svg,
    MathMl,
    Xlink,
    Xml,
}

/// <summary>Namespaces as found in the wild, and the prefixes that stand for them where the declaration was forgotten.</summary>
internal static class FeedModules
{
    private static readonly FrozenDictionary<string, FeedModule> ByUri = new Dictionary<string, FeedModule>(StringComparer.OrdinalIgnoreCase)
    {
        [""] = FeedModule.Core,
        ["http://purl.org/rss/1.0"] = FeedModule.Core,
        ["http://purl.org/net/rss1.1"] = FeedModule.Core,
        ["http://my.netscape.com/rdf/simple/0.9"] = FeedModule.Core,
        ["http://channel.netscape.com/rdf/simple/0.9"] = FeedModule.Core,
        ["http://my.netscape.com/publish/formats/rss-0.91.dtd"] = FeedModule.Core,
        ["http://backend.userland.com/rss"] = FeedModule.Core,
        ["http://backend.userland.com/rss2"] = FeedModule.Core,
        ["http://backend.userland.com/rss091"] = FeedModule.Core,
        ["http://backend.userland.com/rss092"] = FeedModule.Core,
        ["http://blogs.law.harvard.edu/tech/rss"] = FeedModule.Core,
        ["http://cyber.law.harvard.edu/rss"] = FeedModule.Core,
        ["http://www.rssboard.org/rss-specification"] = FeedModule.Core,
        ["http://www.sitemaps.org/schemas/sitemap/0.9"] = FeedModule.Core,
        ["http://www.google.com/schemas/sitemap/0.84"] = FeedModule.Core,
        ["http://www.w3.org/2005/atom"] = FeedModule.Atom,
        ["http://purl.org/atom/ns"] = FeedModule.Atom,
        ["http://purl.org/atom-blog/ns"] = FeedModule.Atom,
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns"] = FeedModule.Rdf,
        ["http://purl.org/dc/elements/1.1"] = FeedModule.DublinCore,
        ["http://purl.org/dc/elements/1.0"] = FeedModule.DublinCore,
        ["http://purl.org/rss/1.0/modules/dc"] = FeedModule.DublinCore,
        ["http://purl.org/dc/terms"] = FeedModule.DublinCoreTerms,
        ["http://purl.org/rss/1.0/modules/content"] = FeedModule.Content,
        ["http://search.yahoo.com/mrss"] = FeedModule.Media,
        ["https://search.yahoo.com/mrss"] = FeedModule.Media,
        ["http://tools.search.yahoo.com/mrss"] = FeedModule.Media,
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = FeedModule.Itunes,
        ["http://example.com/dtds/podcast-1.0.dtd"] = FeedModule.Itunes,
        ["http://purl.org/rss/1.0/modules/syndication"] = FeedModule.Syndication,
        ["http://rssnamespace.org/feedburner/ext/1.0"] = FeedModule.FeedBurner,
        ["http://www.google.com/schemas/sitemap-news/0.9"] = FeedModule.News,
        ["http://www.w3.org/1999/xhtml"] = FeedModule.Xhtml,
        ["http://www.w3.org/2000/svg"] = FeedModule.Svg,
        ["http://www.w3.org/1998/math/mathml"] = FeedModule.MathMl,
        ["http://www.w3.org/1999/xlink"] = FeedModule.Xlink,
        ["http://www.w3.org/xml/1998/namespace"] = FeedModule.Xml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, FeedModule> ByPrefix = new Dictionary<string, FeedModule>(StringComparer.OrdinalIgnoreCase)
    {
        ["atom"] = FeedModule.Atom,
        ["atom10"] = FeedModule.Atom,
        ["a10"] = FeedModule.Atom,
        ["rdf"] = FeedModule.Rdf,
        ["rss"] = FeedModule.Core,
        ["dc"] = FeedModule.DublinCore,
        ["dcterms"] = FeedModule.DublinCoreTerms,
        ["content"] = FeedModule.Content,
        ["media"] = FeedModule.Media,
        ["itunes"] = FeedModule.Itunes,
        ["sy"] = FeedModule.Syndication,
        ["feedburner"] = FeedModule.FeedBurner,
        ["news"] = FeedModule.News,
        ["xhtml"] = FeedModule.Xhtml,
        ["svg"] = FeedModule.Svg,
        ["xlink"] = FeedModule.Xlink,
        ["xml"] = FeedModule.Xml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The module of a namespace; a misspelt namespace under a customary prefix is the customary one.</summary>
    public static FeedModule Of(string uri, string prefix)
    {
        if (ByUri.TryGetValue(uri, out var module) || ByUri.TryGetValue(uri.Trim().TrimEnd('/', '#'), out module))
            return module;
        return OfPrefix(prefix);
    }

    public static FeedModule OfPrefix(string prefix) => ByPrefix.GetValueOrDefault(prefix, FeedModule.Foreign);
}
