using System.Globalization;
using System.Text.Json;
using NewsMonitor.Feeds.Parsing.Dates;
using NewsMonitor.Feeds.Parsing.Html;
using NewsMonitor.Feeds.Parsing.Xml;

namespace NewsMonitor.Feeds.Parsing.Json;

/// <summary>
/// JSON Feed 1.0 and 1.1, pulled token by token. What is broken is read again with its characters repaired; an item that is still broken is
/// left out and the one behind it is the next: one bad item never costs the feed.
/// </summary>
internal ref struct JsonFeedParser
{
    /// <summary>Most places where reading is taken up again: each may look at the whole rest once, and behind so many errors there is no feed.</summary>
    private const int MaxErrors = 100;

    private readonly FeedParserOptions _options;
    private readonly List<string> _warnings;
    private readonly List<FeedEntry> _entries = [];
    private readonly List<string> _authors = [];
    private readonly List<string> _hubs = [];
    private readonly Uri? _base;
    private readonly ReadOnlySpan<byte> _body;
    private readonly bool _mending;
    private int _start;
    private int _errors;

    // Where the last value began that could be read: a string without its end takes the next item's beginning with it.
    private int _lastValue;
    private Utf8JsonReader _json;
    private string? _title;
    private string? _home;
    private string? _self;
    private string? _description;
    private string? _language;
    private bool _isFeed;

    private JsonFeedParser(ReadOnlySpan<byte> body, Uri? documentBase, FeedParserOptions options, List<string> warnings, bool mending)
    {
        (_options, _warnings, _base, _mending) = (options, warnings, documentBase, mending);
        _body = body;
        _json = new Utf8JsonReader(body, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
    }

    /// <exception cref="FeedFormatException">It is no JSON Feed.</exception>
    public static FeedDocument Parse(ReadOnlySpan<byte> body, Uri? documentBase, FeedParserOptions options, List<string> warnings)
    {
        try
        {
            return new JsonFeedParser(body, documentBase, options, warnings, mending: false).Parse();
        }
        catch (JsonException error)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The JSON is broken or cut off at line {error.LineNumber + 1}; it was read as far as it could be."));
        }

        return new JsonFeedParser(JsonRepair.Repaired(body), documentBase, options, warnings, mending: true).Parse();
    }

    private FeedDocument Parse()
    {
        var cutOff = false;
        try
        {
            ReadFeed();
        }
        catch (JsonException) when (_mending)
        {
            cutOff = !EndsWhole();
        }

        if (_errors > 0)
            _warnings.Add($"Items that are no JSON were left out; reading was taken up again behind {_errors} errors.");
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
        while (true)
        {
            var before = _json;
            try
            {
                if (!_json.Read() || _json.TokenType == JsonTokenType.EndArray)
                    return true;
                if (_json.TokenType != JsonTokenType.StartObject)
                {
                    SkipValue();
                    continue;
                }

                if (_entries.Count < _options.MaxEntries)
                {
                    _entries.Add(ReadItem());
                    continue;
                }
            }
            catch (JsonException) when (_mending && _errors < MaxErrors)
            {
                if (!TryResume(before))
                    throw;
                continue;
            }

            _warnings.Add($"The document has more than {_options.MaxEntries} entries; the rest was not read.");
            return false;
        }
    }

    /// <summary>
    /// Goes on behind a broken item with the next thing that begins like an item and is whole; false when there is none. An object inside
    /// the broken item begins like one, too: it has no id of its own, or nothing to read.
    /// </summary>
    /// <param name="before">The reader as it was before the broken item.</param>
    private bool TryResume(Utf8JsonReader before)
    {
        var at = Math.Max(_start + (int)before.BytesConsumed + 1, _lastValue);
        _errors++;
        while (NextItem(at) is var (comma, brace))
        {
            // Behind an item the comma is still to be read; behind the bracket there must be none.
            _start = before.TokenType == JsonTokenType.StartArray ? brace : comma;
            _json = new Utf8JsonReader(_body[_start..], isFinalBlock: true, before.CurrentState);
            try
            {
                _json.Read();
                var entry = ReadItem();
                if (entry.Id is not null && (entry.Link ?? (object?)entry.Content) is not null)
                {
                    if (_entries.Count < _options.MaxEntries)
                        _entries.Add(entry);
                    return true;
                }

                at = brace + 1;
            }
            catch (JsonException)
            {
                at = Math.Max(brace + 1, _lastValue);
                if (++_errors >= MaxErrors)
                    return false;
            }
        }

        return false;
    }

    /// <summary>Where <c>}, {"</c> stands next, with any white space: its comma and its opening brace.</summary>
    private readonly (int Comma, int Brace)? NextItem(int from)
    {
        for (var at = from; at < _body.Length; at++)
        {
            var next = _body[at..].IndexOf((byte)'}');
            if (next < 0)
                return null;
            at += next;
            var comma = Blank(at + 1);
            if (comma >= _body.Length || _body[comma] != (byte)',')
                continue;
            var brace = Blank(comma + 1);
            if (brace < _body.Length && _body[brace] == (byte)'{' && Blank(brace + 1) is var quote && quote < _body.Length && _body[quote] == (byte)'"')
                return (comma, brace);
        }

        return null;
    }

    // After a repair a space is the only white space there is.
    private readonly int Blank(int at)
    {
        var length = _body[at..].IndexOfAnyExcept((byte)' ');
        return length < 0 ? _body.Length : at + length;
    }

    /// <summary>True when an error lay inside and the document was not merely cut off: it has its last brace, and more than the brace is wrong.</summary>
    private readonly bool EndsWhole() => _body.TrimEnd((byte)' ') is [.., (byte)'}'] whole && _start + _json.BytesConsumed < whole.Length;

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
        _lastValue = _start + (int)_json.TokenStartIndex;
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
