namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>From XML events to a feed, for RSS, RDF, Atom, CDF and news sitemaps alike: they differ in names, not in shape.</summary>
internal sealed class XmlFeedParser
{
    private readonly XmlEvents _events;
    private readonly FeedParserOptions _options;
    private readonly ContentReader _content;
    private readonly EntryReader _entryReader;
    private readonly FeedFields _fields;
    private readonly List<FeedEntry> _entries = [];
    private readonly List<string> _warnings;
    private FeedFormat _format;
    private bool _full;

    public XmlFeedParser(XmlEvents events, FeedParserOptions options, List<string> warnings)
    {
        _events = events;
        _options = options;
        _warnings = warnings;
        _content = new ContentReader(events, options);
        _entryReader = new EntryReader(events, _content);
        _fields = new FeedFields(events, _content);
    }

    /// <exception cref="FeedFormatException">There is no feed in it.</exception>
    public FeedDocument Parse()
    {
        FindRoot();
        var depth = _events.Depth;
        _entryReader.Format = _fields.Format = _format;
        if (_format == FeedFormat.Cdf)
            _fields.ReadChannelAttributes();
        _fields.RootLanguage = _events.Language;
        ReadFeed(depth);
        if (_events.Deepest > _options.MaxDepth)
            _warnings.Add($"The document nests elements {_events.Deepest} deep; at most {_options.MaxDepth} are looked at.");
        if (_entryReader.Publication is { } publication)
            _fields.Offer(publication);
        var feed = _fields.Build();
        return new FeedDocument
        {
            Format = _format,
            Feed = feed,
            Entries = _format == FeedFormat.Atom ? FeedEntry.WithAuthor(_entries, feed.Author) : _entries,
            Warnings = _warnings,
        };
    }

    private void FindRoot()
    {
        string? first = null;
        while (_events.Read())
        {
            if (_events.Event != XmlEvent.Start)
                continue;
            first ??= _events.LocalName;
            FeedFormat? format = _events.Name switch
            {
                "rss" => FeedFormat.Rss,
                "rdf" => FeedFormat.Rdf,
                "feed" => FeedFormat.Atom,
                "channel" => FeedFormat.Cdf,
                "urlset" => FeedFormat.Sitemap,
                _ => null,
            };
            if (format is { } found)
            {
                _format = found;
                return;
            }

            if (_events.Name is "html" or "body" or "head")
                throw new FeedFormatException("This is an HTML page, not a feed.");
            if (_events.Name is "opml" or "sitemapindex")
                throw new FeedFormatException($"This is a list of feeds or pages (<{_events.LocalName}>), not a feed.");
        }

        throw new FeedFormatException(first is null
            ? "There is no element in the document; it is no feed."
            : $"The document's root is <{(first.Length > 40 ? first[..40] : first)}>, which is no feed.");
    }

    /// <summary>
    /// The children of the root and of the channels and lists inside it. One loop for all of them: a container in a container costs no
    /// stack, however deep the document nests them.
    /// </summary>
    private void ReadFeed(int depth)
    {
        while (!_full && _events.Read())
        {
            if (_events.Event == XmlEvent.End && _events.Depth == depth)
                return;
            if (_events.Event == XmlEvent.Start)
                ReadFeedChild();
        }
    }

    private void ReadFeedChild()
    {
        if (IsEntry())
        {
            ReadEntry();
        }
        else if (IsContainer() && _events.Depth <= _options.MaxDepth)
        {
            // Its children come next; its end means nothing.
            if (_events.Name == "channel" && _format != FeedFormat.Cdf)
                _fields.ReadChannelAttributes();
        }
        else if (!_fields.Read())
        {
            SkipToEntries();
        }
    }

    private bool IsEntry() =>
        _events.Module is FeedModule.Core or FeedModule.Atom or FeedModule.Rdf
        && (_events.Name is "item" or "entry" || (_format == FeedFormat.Sitemap && _events.Name == "url"));

    private bool IsContainer() =>
        _events.Module is FeedModule.Core or FeedModule.Atom or FeedModule.Rdf && _events.Name is "channel" or "items" or "feed" or "seq" or "rss";

    private void ReadEntry()
    {
        if (_entries.Count >= _options.MaxEntries)
        {
            _warnings.Add($"The document has more than {_options.MaxEntries} entries; the rest was not read.");
            _full = true;
            return;
        }

        if (_entryReader.Read() is { } entry)
            _entries.Add(entry);
    }

    /// <summary>Steps over an element that is not ours. Entries inside it are read all the same: it may only lack its end tag.</summary>
    private void SkipToEntries()
    {
        var depth = _events.Depth;
        while (!_full && _events.Read())
        {
            if (_events.Event == XmlEvent.End && _events.Depth == depth)
                return;
            if (_events.Event == XmlEvent.Start && _events.Depth <= depth + 2 && IsEntry())
                ReadEntry();
        }
    }
}
