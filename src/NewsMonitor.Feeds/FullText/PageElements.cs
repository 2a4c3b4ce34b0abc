using System.Collections.Frozen;

namespace NewsMonitor.Feeds.FullText;

internal enum PageRole
{
    /// <summary>Text runs on through it.</summary>
    Inline,

    /// <summary>Holds parts of a page.</summary>
    Container,

    /// <summary>Holds text.</summary>
    Paragraph,

    /// <summary>Is about the site rather than the article.</summary>
    Furniture,

    /// <summary>Holds nothing for readers.</summary>
    Hidden,
}

/// <summary>What elements and their names tell of the text inside them.</summary>
internal static class PageElements
{
    private static readonly FrozenDictionary<string, (string Name, PageRole Role)>.AlternateLookup<ReadOnlySpan<char>> Roles = Table();

    // Parts of class and id names, as templates of many publishers have them.
    private static readonly string[] Body = ["article", "body", "content", "entry", "main", "post", "story", "text"];

    private static readonly string[] Around =
    [
        "comment", "disqus", "sidebar", "related", "recommend", "share", "sharing", "social", "promo", "newsletter", "subscri", "cookie", "consent",
        "banner", "advert", "sponsor", "footer", "nav", "menu", "breadcrumb", "pager", "paginat", "popup", "modal", "overlay", "widget", "toolbar",
        "byline", "caption", "tags", "most-read", "mostread", "teaser", "outbrain", "taboola", "copyright", "disclaimer", "skip-link",
    ];

    /// <summary>An element's name as a string that is always the same one, and its role.</summary>
    public static (string Name, PageRole Role) Of(ReadOnlySpan<char> name) => Roles.TryGetValue(name, out var known) ? known : ("", PageRole.Inline);

    /// <summary>What class, id and role names say: above zero for the article's text, below for what stands around it.</summary>
    public static int Hint(ReadOnlySpan<char> names)
    {
        if (names.IsEmpty)
            return 0;
        // Hostile names are long; those of templates are not.
        names = names[..Math.Min(names.Length, 300)];
        foreach (var word in Around)
        {
            if (names.Contains(word, StringComparison.OrdinalIgnoreCase))
                return -1;
        }

        foreach (var word in Body)
        {
            if (names.Contains(word, StringComparison.OrdinalIgnoreCase))
                return 1;
        }

        return 0;
    }

    private static FrozenDictionary<string, (string Name, PageRole Role)>.AlternateLookup<ReadOnlySpan<char>> Table()
    {
        var roles = new Dictionary<string, (string, PageRole)>(StringComparer.OrdinalIgnoreCase);
        Add(PageRole.Container, "html body main article section div center form table tbody thead tfoot tr ul ol dl details fieldset hgroup");
        Add(PageRole.Paragraph, "p pre blockquote li dd dt td th h1 h2 h3 h4 h5 h6 address summary");
        Add(PageRole.Furniture, "nav aside footer header menu dialog figure figcaption caption");
        Add(PageRole.Hidden, "title template noscript iframe object select option datalist button textarea svg math noembed noframes audio video canvas map");
        return roles.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

        void Add(PageRole role, string names)
        {
            foreach (var name in names.Split(' '))
                roles.Add(name, (name, role));
        }
    }
}
