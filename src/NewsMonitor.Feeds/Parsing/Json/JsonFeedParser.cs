using System.Globalization;
using System.Text.Json;
using NewsMonitor.Feeds.Parsing.Dates;
using NewsMonitor.Feeds.Parsing.Html;
using NewsMonitor.Feeds.Parsing.Xml;

namespace NewsMonitor.Feeds.Parsing.Json;

/// <summary>JSON Feed 1.0 and 1.1, pulled token by token: what stands before an error is kept.</summary>
internal ref struct JsonFeedParser
{
    private readonly FeedParserOptions _options;
    private readonly List<string> _warnings;
    private readonly List<FeedEntry> _entries = [];
    private readonly List<string> _authors = [];
    private readonly List<string> _hubs = [];
    private readonly Uri? _base;
    private Utf8JsonReader _json;
    private string? _title;
    private string? _home;
    private string? _self;
    private string? _description;
    private string? _language;
    private bool _isFeed;

    public JsonFeedParser(ReadOnlySpan<byte> body, Uri? documentBase, FeedParserOptions options, List<string> warnings)
    {
        (_options, _warnings, _base) = (options, warnings, documentBase);
        _json = new Utf8JsonReader(body, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
    }

    /// <exception cref="FeedFormatException">It is no JSON Feed.</exception>
    public FeedDocument Parse()
    {
        var cutOff = false;
        try
        {
            ReadFeed();
        }
        catch (JsonException error)
        {
            cutOff = true;
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The JSON is broken or cut off at line {error.LineNumber + 1}; what stands before was read."));
        }

        if (!_isFeed)
            throw new FeedFormatException("This is JSON, but no JSON Feed.");
        var author = _authors.Count > 0 ? string.Join(", ", _authors) : null;
        return new FeedDocument
        {
            Format = FeedFormat.Json,
            Feed = new FeedMetadata
            {
                Title = Plain(_title),
                Link = FeedLink.Resolve(_base, _home),
                Description = Plain(_description),
                Language = _language,
                Author = author,
                Self = FeedLink.Resolve(_base, _self),
                Hubs = _hubs,
            },
            Entries = FeedEntry.WithAuthor(_entries, author),
            Warnings = _warnings,
            CutOff = cutOff,
        };
    }

    private void ReadFeed()
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
            return;
        while (Next(out var name))
        {
            switch (name)
            {
                case "version":
                    _isFeed |= Text()?.Contains("jsonfeed", StringComparison.OrdinalIgnoreCase) == true;
                    break;
                case "title":
                    _title = Text();
                    break;
                case "home_page_url":
                    _home = Text();
                    break;
                case "feed_url":
                    _self = Text();
                    break;
                case "description":
                    _description = Text();
                    break;
                case "language":
                    _language = Text();
                    break;
                case "author" or "authors":
                    ReadAuthors(_authors);
                    break;
                case "hubs":
                    ReadHubs();
                    break;
                case "items" when _json.TokenType == JsonTokenType.StartArray:
                    _isFeed |= _title is not null || _home is not null;
                    if (!ReadItems())
                        return;
                    break;
                default:
                    SkipValue();
                    break;
            }
        }
    }

    /// <summary>False when the entries are enough.</summary>
    private bool ReadItems()
    {
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.StartObject)
            {
                SkipValue();
                continue;
            }

            if (_entries.Count >= _options.MaxEntries)
            {
                _warnings.Add($"The document has more than {_options.MaxEntries} entries; the rest was not read.");
                return false;
            }

            _entries.Add(ReadItem());
        }

        return true;
    }

    private FeedEntry ReadItem()
    {
        string? id = null, url = null, external = null, title = null, html = null, text = null, summary = null, language = null;
        DateTimeOffset? published = null, modified = null;
        var authors = new List<string>();
        var tags = new List<string>();
        var enclosures = new List<FeedEnclosure>();
        while (Next(out var name))
        {
            switch (name)
            {
                case "id":
                    id = Text();
                    break;
                case "url":
                    url = Text();
                    break;
                case "external_url":
                    external = Text();
                    break;
                case "title":
                    title = Text();
                    break;
                case "content_html":
                    html = Text();
                    break;
                case "content_text":
                    text = Text();
                    break;
                case "summary":
                    summary = Text();
                    break;
                case "language":
                    language = Text();
                    break;
                case "date_published":
                    published = FeedDate.Parse(Text());
                    break;
                case "date_modified":
                    modified = FeedDate.Parse(Text());
                    break;
                case "author" or "authors":
                    ReadAuthors(authors);
                    break;
                case "tags":
                    ReadStrings(tags);
                    break;
                case "attachments":
                    ReadAttachments(enclosures);
                    break;
                default:
                    SkipValue();
                    break;
            }
        }

        var content = html is { Length: > 0 } ? new FeedMarkup(Cut(html), MarkupKind.Html, _base) : Plain(text);
        return new FeedEntry
        {
            Id = string.IsNullOrWhiteSpace(id) ? null : id,
            Title = Plain(title),
            Link = FeedLink.Resolve(_base, url ?? external),
            Published = published,
            Updated = modified,
            Summary = Plain(summary) ?? content,
            Content = content,
            Author = authors.Count > 0 ? string.Join(", ", authors) : null,
            Language = language,
            Categories = tags,
            Enclosures = enclosures,
        };
    }

    private void ReadAuthors(List<string> authors)
    {
        if (_json.TokenType == JsonTokenType.StartArray)
        {
            while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                ReadAuthors(authors);
            return;
        }

        if (_json.TokenType != JsonTokenType.StartObject)
        {
            if (PersonName.Parse(Text()) is { } plain && authors.Count < 100)
                authors.Add(plain);
            return;
        }

        while (Next(out var name))
        {
            if (name != "name")
                SkipValue();
            else if (PersonName.Parse(Text()) is { } person && authors.Count < 100 && !authors.Contains(person))
                authors.Add(person);
        }
    }

    private void ReadStrings(List<string> list)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            SkipValue();
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (Text() is { Length: > 0 } text && list.Count < 100)
                list.Add(HtmlText.Fold(text));
        }
    }

    private void ReadHubs()
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            SkipValue();
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.StartObject)
            {
                SkipValue();
                continue;
            }

            while (Next(out var name))
            {
                if (name != "url")
                    SkipValue();
                else if (FeedLink.Resolve(_base, Text()) is { } hub && _hubs.Count < 10)
                    _hubs.Add(hub);
            }
        }
    }

    private void ReadAttachments(List<FeedEnclosure> enclosures)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            SkipValue();
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.StartObject)
            {
                SkipValue();
                continue;
            }

            string? url = null, type = null;
            long? size = null;
            while (Next(out var name))
            {
                switch (name)
                {
                    case "url":
                        url = Text();
                        break;
                    case "mime_type":
                        type = Text();
                        break;
                    case "size_in_bytes":
                        size = long.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
                        break;
                    default:
                        SkipValue();
                        break;
                }
            }

            if (FeedLink.Resolve(_base, url) is { } link && enclosures.Count < 100)
                enclosures.Add(new FeedEnclosure(link, type, size));
        }
    }

    /// <summary>Moves to the value of the next property; false at the end of the object.</summary>
    private bool Next(out string name)
    {
        name = "";
        if (!_json.Read() || _json.TokenType != JsonTokenType.PropertyName)
            return false;
        name = Name();
        return _json.Read();
    }

    private readonly string Name() => _json.ValueSpan.Length > 50 || _json.ValueIsEscaped ? "" : System.Text.Encoding.UTF8.GetString(_json.ValueSpan);

    /// <summary>A string, or a number or truth value as its spelling; anything else is stepped over.</summary>
    private string? Text()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.String:
                try
                {
                    return XmlCharacters.Cleaned(_json.GetString());
                }
                catch (InvalidOperationException)
                {
                    // A lone surrogate as an escape: there is no such character.
                    return null;
                }

            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return System.Text.Encoding.UTF8.GetString(_json.ValueSpan);
            default:
                SkipValue();
                return null;
        }
    }

    private void SkipValue()
    {
        if (_json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            _json.Skip();
    }

    private readonly string Cut(string text) => text.Length > _options.MaxTextLength ? text[.._options.MaxTextLength] : text;

    private readonly FeedMarkup? Plain(string? text) => string.IsNullOrWhiteSpace(text) ? null : new FeedMarkup(Cut(text), MarkupKind.Plain, _base);
}
