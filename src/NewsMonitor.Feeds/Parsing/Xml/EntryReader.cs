using System.Globalization;
using NewsMonitor.Feeds.Parsing.Dates;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>Reads one item or entry.</summary>
internal sealed class EntryReader(XmlEvents events, ContentReader content)
{
    private EntryBuilder _entry = new();
    private Uri? _base;

    public FeedFormat Format { get; set; }

    /// <summary>The outlet that a news sitemap names, in each of its entries again.</summary>
    public string? Publication { get; private set; }

    /// <summary>
    /// The entry that was just started. Null when there is nothing in it, or when the document ended inside it before it was clear which
    /// article it is: half an entry must not become an article of its own.
    /// </summary>
    public FeedEntry? Read()
    {
        _entry = new EntryBuilder();
        _base = events.Base;
        var depth = events.Depth;
        var language = events.Language;
        _entry.Language.Offer(EntryRank.Module, language);
        if (Format == FeedFormat.Rdf || events.Attribute("rdf", "about") is not null)
            _entry.Id.Offer(EntryRank.Twin, FeedLink.ResolveId(_base, events.Attribute("rdf", "about")));
        if (Format == FeedFormat.Cdf)
        {
            _entry.Link.Offer(EntryRank.Own, FeedLink.Resolve(_base, events.Attribute("href")));
            _entry.Updated = FeedDate.Parse(events.Attribute("lastmod"));
        }

        var any = false;
        while (events.Read())
        {
            if (events.Event == XmlEvent.End && events.Depth == depth)
                break;
            if (events.Event == XmlEvent.Start)
            {
                any = true;
                ReadChild();
            }
        }

        if (events.CutOff && !_entry.Id.IsSet && !_entry.Link.IsSet)
            return null;
        if (!any && !_entry.Id.IsSet && !_entry.Link.IsSet)
            return null;
        if (Format == FeedFormat.Rdf && !_entry.Link.IsSet && _entry.Id.Value is { } about && FeedLink.IsSafeAbsolute(about))
            _entry.Link.Offer(EntryRank.Module, about);
        return _entry.Build() with { CutOff = events.CutOff };
    }

    private void ReadChild()
    {
        var read = events.Module switch
        {
            FeedModule.Core => ReadCore(EntryRank.Own),
            FeedModule.Atom => ReadCore(Format == FeedFormat.Atom ? EntryRank.Own : EntryRank.Module),
            FeedModule.DublinCore => ReadDublinCore(),
            FeedModule.DublinCoreTerms => ReadTerms(),
            FeedModule.Content => ReadEncoded(),
            FeedModule.Media => ReadMedia(),
            FeedModule.Itunes => ReadItunes(),
            FeedModule.News => ReadNews(),
            FeedModule.FeedBurner => ReadFeedBurner(),
            FeedModule.Xhtml => ReadXhtml(),
            _ => false,
        };
        if (!read)
            events.Skip();
    }

    private bool ReadCore(int rank)
    {
        switch (events.Name)
        {
            case "title":
                _entry.Title.Offer(rank, Title());
                return true;
            case "link" or "a":
                ReadLink(rank);
                return true;
            case "loc" when Format == FeedFormat.Sitemap:
                _entry.Link.Offer(rank, FeedLink.Resolve(_base, content.Characters()));
                return true;
            case "guid":
                ReadGuid();
                return true;
            case "id":
                var baseUri = events.Base;
                _entry.Id.Offer(rank, FeedLink.ResolveId(baseUri, content.Characters()));
                return true;
            case "description" or "summary" or "abstract":
                _entry.AddDescription(rank, Construct(ContentMode.Html));
                return true;
            case "content":
                ReadContent(rank);
                return true;
            case "fullitem" or "body" or "encoded":
                _entry.Content.Offer(EntryRank.Twin, content.Markup(ContentMode.Html));
                return true;
            case "author":
                _entry.AddAuthor(PersonReader.Read(events));
                return true;
            case "source" when Format == FeedFormat.Atom:
                ReadSource();
                return true;
            case "category":
                ReadCategory();
                return true;
            case "tags" or "keywords":
                AddCategories(content.Characters());
                return true;
            case "enclosure":
                _entry.AddEnclosure(Enclosure(events.Attribute("url") ?? events.Attribute("href"), events.Attribute("length")));
                return false;
            case "pubdate" or "published" or "issued":
                _entry.Published = Date() ?? _entry.Published;
                return true;
            case "updated" or "modified" or "lastbuilddate" or "lastmod":
                _entry.Updated = Date() ?? _entry.Updated;
                return true;
            case "created" or "date":
                _entry.Created = Date() ?? _entry.Created;
                return true;
            default:
                return false;
        }
    }

    private bool ReadDublinCore()
    {
        switch (events.Name)
        {
            case "title":
                _entry.Title.Offer(EntryRank.Twin, content.Markup(ContentMode.Guess));
                return true;
            case "description":
                _entry.AddDescription(EntryRank.Twin, content.Markup(ContentMode.Html));
                return true;
            case "creator" or "author":
                _entry.AddAuthor(PersonName.Parse(content.Characters()));
                return true;
            case "subject":
                _entry.AddCategory(Trimmed(content.Characters()));
                return true;
            case "language":
                _entry.Language.Offer(EntryRank.Twin, Trimmed(content.Characters()));
                return true;
            case "identifier":
                _entry.Id.Offer(EntryRank.Module, Trimmed(content.Characters()));
                return true;
            case "date":
                _entry.Updated = Date() ?? _entry.Updated;
                return true;
            default:
                return ReadTerms();
        }
    }

    private bool ReadTerms()
    {
        switch (events.Name)
        {
            case "issued" or "available":
                _entry.Published = Date() ?? _entry.Published;
                return true;
            case "modified":
                _entry.Updated = Date() ?? _entry.Updated;
                return true;
            case "created":
                _entry.Created = Date() ?? _entry.Created;
                return true;
            default:
                return false;
        }
    }

    private bool ReadEncoded()
    {
        if (events.Name != "encoded")
            return false;
        _entry.Content.Offer(EntryRank.Explicit, content.Markup(ContentMode.Html));
        return true;
    }

    private bool ReadMedia()
    {
        switch (events.Name)
        {
            case "group":
                ReadMediaGroup();
                return true;
            case "title":
                _entry.Title.Offer(EntryRank.Module, content.Markup(ContentMode.Guess));
                return true;
            case "description":
                _entry.AddDescription(EntryRank.Module, content.Markup(ContentMode.Guess));
                return true;
            case "category":
                _entry.AddCategory(Trimmed(content.Characters()));
                return true;
            case "keywords":
                AddCategories(content.Characters());
                return true;
            case "credit":
                _entry.ModuleAuthor.Offer(EntryRank.Module, PersonName.Parse(content.Characters()));
                return true;
            case "content":
                _entry.AddMedia(Enclosure(events.Attribute("url"), events.Attribute("filesize")));
                ReadMediaGroup();
                return true;
            default:
                return false;
        }
    }

    /// <summary>The children of <c>media:group</c> or <c>media:content</c>, which speak for the entry unless it speaks for itself.</summary>
    private void ReadMediaGroup()
    {
        var depth = events.Depth;
        while (events.Read() && !(events.Event == XmlEvent.End && events.Depth == depth))
        {
            if (events.Event != XmlEvent.Start)
                continue;
            if (events is { Module: FeedModule.Media, Name: "content" })
                _entry.AddMedia(Enclosure(events.Attribute("url"), events.Attribute("filesize")));
            else if (events.Module != FeedModule.Media || events.Name is "group" || !ReadMedia())
                events.Skip();
        }
    }

    private bool ReadItunes()
    {
        switch (events.Name)
        {
            case "summary":
                _entry.AddDescription(EntryRank.Twin, content.Markup(ContentMode.Html));
                return true;
            case "subtitle":
                _entry.Summary.Offer(EntryRank.Module, content.Markup(ContentMode.Guess));
                return true;
            case "title":
                _entry.Title.Offer(EntryRank.Module, content.Markup(ContentMode.Guess));
                return true;
            case "author":
                _entry.ModuleAuthor.Offer(EntryRank.Twin, PersonName.Parse(content.Characters()));
                return true;
            case "keywords":
                AddCategories(content.Characters());
                return true;
            case "category":
                ReadItunesCategory();
                return true;
            default:
                return false;
        }
    }

    private void ReadItunesCategory()
    {
        var depth = events.Depth;
        _entry.AddCategory(Trimmed(events.Attribute("text")));
        while (events.Read() && !(events.Event == XmlEvent.End && events.Depth == depth))
        {
            if (events.Event == XmlEvent.Start && events.Name == "category")
                _entry.AddCategory(Trimmed(events.Attribute("text")));
        }
    }

    /// <summary>The <c>news:news</c> element of a sitemap; its parts lie one or two levels down.</summary>
    private bool ReadNews()
    {
        if (events.Name is not ("news" or "publication"))
            return ReadNewsField();
        var depth = events.Depth;
        while (events.Read() && !(events.Event == XmlEvent.End && events.Depth == depth))
        {
            if (events.Event == XmlEvent.Start && !ReadNewsField() && events.Name != "publication")
                events.Skip();
        }

        return true;
    }

    private bool ReadNewsField()
    {
        switch (events.Name)
        {
            case "title":
                _entry.Title.Offer(EntryRank.Own, content.Markup(ContentMode.Guess));
                return true;
            case "name":
                Publication ??= Trimmed(content.Characters());
                return true;
            case "publication_date":
                _entry.Published = Date() ?? _entry.Published;
                return true;
            case "keywords":
                AddCategories(content.Characters());
                return true;
            case "language":
                _entry.Language.Offer(EntryRank.Twin, Trimmed(content.Characters()));
                return true;
            default:
                return false;
        }
    }

    private bool ReadFeedBurner()
    {
        if (events.Name != "origlink")
            return false;
        _entry.Link.Offer(EntryRank.Explicit, FeedLink.Resolve(_base, content.Characters()));
        return true;
    }

    private bool ReadXhtml()
    {
        if (events.Name is not ("body" or "div"))
            return false;
        _entry.Content.Offer(EntryRank.Own, content.Markup(ContentMode.Xhtml));
        return true;
    }

    private void ReadLink(int rank)
    {
        var baseUri = events.Base;
        var rel = events.Attribute("rel")?.Trim();
        var type = events.Attribute("type");
        var href = events.Attribute("href");
        var length = events.Attribute("length");
        var text = content.Characters();
        if (rel is null or "" || rel.Equals("alternate", StringComparison.OrdinalIgnoreCase))
            _entry.Link.Offer(TextConstruct.LinkRank(rank, href, type), FeedLink.Resolve(baseUri, href ?? text));
        else if (rel.Equals("enclosure", StringComparison.OrdinalIgnoreCase) && FeedLink.Resolve(baseUri, href) is { } url)
            _entry.AddEnclosure(new FeedEnclosure(url, type, Length(length)));
    }

    /// <summary>RSS 2.0: a guid is a link unless it says that it is not.</summary>
    private void ReadGuid()
    {
        var baseUri = events.Base;
        var isLink = events.Attribute("isPermaLink")?.Trim().Equals("false", StringComparison.OrdinalIgnoreCase) != true;
        var text = Trimmed(content.Characters());
        if (text is null)
            return;
        // "abc" is no link, whatever it says of itself; "/2024/abc" is.
        var link = isLink && (text.Contains('/', StringComparison.Ordinal) || FeedLink.HasScheme(text)) ? FeedLink.Resolve(baseUri, text) : null;
        _entry.Id.Offer(EntryRank.Own, link ?? text);
        if (link is not null && FeedLink.IsSafeAbsolute(link))
            _entry.Link.Offer(EntryRank.Module, link);
    }

    /// <summary>Of the feed that an entry was taken from only its author speaks for the entry (RFC 4287 section 4.2.1).</summary>
    private void ReadSource()
    {
        var depth = events.Depth;
        while (events.Read() && !(events.Event == XmlEvent.End && events.Depth == depth))
        {
            if (events.Event != XmlEvent.Start)
                continue;
            if (events is { Module: FeedModule.Core or FeedModule.Atom, Name: "author" })
                _entry.SourceAuthor ??= PersonReader.Read(events);
            else
                events.Skip();
        }
    }

    private void ReadContent(int rank)
    {
        var src = events.Attribute("src");
        var markup = Construct(ContentMode.Html);
        if (src is null)
            _entry.Content.Offer(rank, markup);
    }

    private void ReadCategory()
    {
        var term = Trimmed(events.Attribute("term")) ?? Trimmed(events.Attribute("label"));
        var text = Trimmed(content.Characters());
        _entry.AddCategory(term ?? text);
    }

    private void AddCategories(string? list)
    {
        foreach (var category in list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            _entry.AddCategory(category);
    }

    private FeedEnclosure? Enclosure(string? url, string? length) =>
        FeedLink.Resolve(events.Base, url) is { } link ? new FeedEnclosure(link, events.Attribute("type"), Length(length)) : null;

    private FeedMarkup? Construct(ContentMode otherwise) =>
        content.Markup(TextConstruct.Mode(events, Format, otherwise), TextConstruct.Unwraps(events));

    /// <summary>CDF writes a title as the element's text or as its VALUE.</summary>
    private FeedMarkup? Title()
    {
        var value = Format == FeedFormat.Cdf ? events.Attribute("value") : null;
        return Construct(ContentMode.Guess) ?? (string.IsNullOrWhiteSpace(value) ? null : new FeedMarkup(value, MarkupKind.Plain, _base));
    }

    private DateTimeOffset? Date() => FeedDate.Parse(content.Characters());

    private static long? Length(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : Html.HtmlText.Fold(text);
}
