using System.Globalization;
using NewsMonitor.Feeds.Parsing.Dates;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>What a document says about the feed as a whole, collected element by element.</summary>
internal sealed class FeedFields(XmlEvents events, ContentReader content)
{
    private readonly List<string> _authors = [];
    private readonly List<string> _hubs = [];
    private Ranked<FeedMarkup> _title;
    private Ranked<FeedMarkup> _description;
    private Ranked<string> _link;
    private Ranked<string> _id;
    private Ranked<string> _language;
    private Ranked<string> _moduleAuthor;
    private Ranked<string> _self;
    private DateTimeOffset? _updated;
    private DateTimeOffset? _published;
    private TimeSpan? _timeToLive;
    private int[] _skipHours = [];
    private DayOfWeek[] _skipDays = [];
    private TimeSpan? _period;
    private int _frequency = 1;

    public FeedFormat Format { get; set; }

    /// <summary>The <c>xml:lang</c> of the root element.</summary>
    public string? RootLanguage { get; set; }

    /// <summary><c>rdf:about</c> of an RDF channel, HREF of a CDF one.</summary>
    public void ReadChannelAttributes()
    {
        if (Format == FeedFormat.Rdf)
            _id.Offer(EntryRank.Twin, FeedLink.ResolveId(events.Base, events.Attribute("rdf", "about")));
        if (Format == FeedFormat.Cdf)
        {
            _link.Offer(EntryRank.Own, FeedLink.Resolve(events.Base, events.Attribute("href")));
            _updated ??= FeedDate.Parse(events.Attribute("lastmod"));
        }

        RootLanguage ??= events.Language;
    }

    /// <summary>A title for want of any of the feed's own.</summary>
    public void Offer(string title) => _title.Offer(EntryRank.Module, new FeedMarkup(title, MarkupKind.Plain, null));

    /// <summary>Reads the element that was just started; false when it is none of the feed's, and is still to be stepped over.</summary>
    public bool Read() => events.Module switch
    {
        FeedModule.Core => ReadCore(EntryRank.Own),
        FeedModule.Atom => ReadCore(Format == FeedFormat.Atom ? EntryRank.Own : EntryRank.Module),
        FeedModule.DublinCore or FeedModule.DublinCoreTerms => ReadDublinCore(),
        FeedModule.Itunes => ReadItunes(),
        FeedModule.Syndication => ReadSyndication(),
        _ => false,
    };

    public FeedMetadata Build() => new()
    {
        Title = _title.Value,
        Link = _link.Value,
        Id = _id.Value,
        Description = _description.Value,
        Language = _language.Value ?? RootLanguage,
        Updated = _updated ?? _published,
        Author = _authors.Count > 0 ? string.Join(", ", _authors) : _moduleAuthor.Value,
        Self = _self.Value,
        Hubs = _hubs,
        Cadence = new FeedCadence
        {
            TimeToLive = _timeToLive,
            SkipHours = _skipHours,
            SkipDays = _skipDays,
            UpdateInterval = _period / _frequency,
        },
    };

    private bool ReadCore(int rank)
    {
        switch (events.Name)
        {
            case "title":
                var value = Format == FeedFormat.Cdf ? events.Attribute("value") : null;
                _title.Offer(rank, content.Markup(TextConstruct.Mode(events, Format, ContentMode.Guess), TextConstruct.Unwraps(events)));
                if (!string.IsNullOrWhiteSpace(value))
                    Offer(value);
                return true;
            case "description" or "subtitle" or "tagline" or "abstract":
                _description.Offer(rank, content.Markup(TextConstruct.Mode(events, Format, ContentMode.Html), TextConstruct.Unwraps(events)));
                return true;
            case "info":
                _description.Offer(EntryRank.Module, content.Markup(TextConstruct.Mode(events, Format, ContentMode.Html), TextConstruct.Unwraps(events)));
                return true;
            case "link" or "a":
                ReadLink(rank);
                return true;
            case "id":
                var idBase = events.Base;
                _id.Offer(rank, FeedLink.ResolveId(idBase, content.Characters()));
                return true;
            case "language":
                _language.Offer(EntryRank.Explicit, Trimmed(content.Characters()));
                return true;
            case "author" or "managingeditor":
                AddAuthor(PersonReader.Read(events));
                return true;
            case "updated" or "modified" or "lastbuilddate":
                _updated = FeedDate.Parse(content.Characters()) ?? _updated;
                return true;
            case "pubdate" or "published" or "issued":
                _published = FeedDate.Parse(content.Characters()) ?? _published;
                return true;
            case "ttl":
                if (double.TryParse(content.Characters(), NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 1_000_000)
                    _timeToLive = TimeSpan.FromMinutes(minutes);
                return true;
            case "skiphours":
                _skipHours = [.. Children("hour").Select(Hour).OfType<int>().Distinct().Order()];
                return true;
            case "skipdays":
                _skipDays = [.. Children("day").Select(Day).OfType<DayOfWeek>().Distinct().Order()];
                return true;
            default:
                return false;
        }
    }

    private void ReadLink(int rank)
    {
        var baseUri = events.Base;
        var rel = events.Attribute("rel");
        var type = events.Attribute("type");
        var href = events.Attribute("href");
        var text = content.Characters();
        var link = FeedLink.Resolve(baseUri, href ?? text);
        if (rel is null || rel.Equals("alternate", StringComparison.OrdinalIgnoreCase))
            _link.Offer(TextConstruct.LinkRank(rank, href, type), link);
        else if (rel.Equals("self", StringComparison.OrdinalIgnoreCase))
            _self.Offer(rank, link);
        else if (rel.Equals("hub", StringComparison.OrdinalIgnoreCase) && link is not null && _hubs.Count < 10)
            _hubs.Add(link);
    }

    private bool ReadDublinCore()
    {
        switch (events.Name)
        {
            case "title":
                _title.Offer(EntryRank.Twin, content.Markup(ContentMode.Guess));
                return true;
            case "description":
                _description.Offer(EntryRank.Twin, content.Markup(ContentMode.Html));
                return true;
            case "language":
                _language.Offer(EntryRank.Twin, Trimmed(content.Characters()));
                return true;
            case "creator" or "author":
                AddAuthor(PersonName.Parse(content.Characters()));
                return true;
            case "date" or "modified":
                _updated = FeedDate.Parse(content.Characters()) ?? _updated;
                return true;
            default:
                return false;
        }
    }

    private bool ReadItunes()
    {
        switch (events.Name)
        {
            case "author":
                _moduleAuthor.Offer(EntryRank.Twin, PersonName.Parse(content.Characters()));
                return true;
            case "summary":
                _description.Offer(EntryRank.Twin, content.Markup(ContentMode.Html));
                return true;
            case "subtitle":
                _description.Offer(EntryRank.Module, content.Markup(ContentMode.Guess));
                return true;
            case "owner":
                _moduleAuthor.Offer(EntryRank.Module, PersonReader.Read(events));
                return true;
            default:
                return false;
        }
    }

    private bool ReadSyndication()
    {
        switch (events.Name)
        {
            case "updateperiod":
                _period = Trimmed(content.Characters())?.ToLowerInvariant() switch
                {
                    "hourly" => TimeSpan.FromHours(1),
                    "daily" => TimeSpan.FromDays(1),
                    "weekly" => TimeSpan.FromDays(7),
                    "monthly" => TimeSpan.FromDays(30),
                    "yearly" => TimeSpan.FromDays(365),
                    _ => null,
                };
                return true;
            case "updatefrequency":
                if (int.TryParse(content.Characters(), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var times) && times is > 0 and <= 10_000)
                    _frequency = times;
                return true;
            default:
                return false;
        }
    }

    private void AddAuthor(string? author)
    {
        if (author is not null && _authors.Count < 100 && !_authors.Contains(author))
            _authors.Add(author);
    }

    private List<string> Children(string name)
    {
        var values = new List<string>();
        var depth = events.Depth;
        while (events.Read() && !(events.Event == XmlEvent.End && events.Depth == depth))
        {
            if (events.Event == XmlEvent.Start && events.Name == name && values.Count < 50 && Trimmed(content.Characters()) is { } value)
                values.Add(value);
        }

        return values;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // RSS 0.91 counts 1 to 24, RSS 2.0 0 to 23: 24 is midnight.
    private static int? Hour(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 24 ? hour % 24 : null;

    private static DayOfWeek? Day(string text) => Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && Enum.IsDefined(day) ? day : null;
}
