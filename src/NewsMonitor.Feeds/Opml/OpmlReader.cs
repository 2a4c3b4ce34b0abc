using System.Globalization;
using System.Xml;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Feeds.Parsing.Charsets;
using NewsMonitor.Feeds.Parsing.Html;
using NewsMonitor.Feeds.Parsing.Xml;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Opml;

/// <summary>
/// Reads OPML 1.0 and 2.0, and what programs write in its name: bare ampersands, HTML entities, names in any case. Stateless; costs linear
/// time and memory, since nothing is expanded.
/// </summary>
public static class OpmlReader
{
    /// <param name="body">The document; any charset that a feed may have.</param>
    /// <param name="contentType">The Content-Type header, or null.</param>
    /// <exception cref="InvalidInputException">It is no OPML, declares entities, or is beyond a limit. Nothing else is thrown, whatever the bytes.</exception>
    public static OpmlDocument Read(ReadOnlyMemory<byte> body, string? contentType, OpmlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (body.Length > options.MaximumBytes)
            throw TooLarge(body.Length, options);
        using var text = BodyDecoder.Decode(body.Span, contentType);
        if (text.Text.Span.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
            throw Refused("The document declares entities. OPML has none, and they may be a bomb.");
        List<string> warnings = text.Warning is { } warning ? [warning] : [];
        try
        {
            using var strict = new StrictXmlEvents(text.Text, null, options.MaximumDepth);
            return new OpmlDocument(Read(strict, options), warnings);
        }
        catch (XmlException e)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture, $"The document is not well-formed XML (line {e.LineNumber}, column {e.LinePosition}); it was read as far as it could be."));
        }

        var tolerant = new TolerantXmlEvents(text.Text, null, new FeedParserOptions { MaxEntityCharacters = 0 });
        var outlines = Read(tolerant, options);
        if (tolerant.CutOff)
            warnings.Add("The document ends in the middle; more may have stood behind.");
        return new OpmlDocument(outlines, warnings);
    }

    public static InvalidInputException TooLarge(long bytes, OpmlOptions options) => Refused(
        string.Create(CultureInfo.InvariantCulture, $"The document has {bytes} bytes; at most {options.MaximumBytes} are taken (NewsMonitor:Feeds:Opml:MaximumBytes)."));

    private static List<OpmlOutline> Read(XmlEvents events, OpmlOptions options)
    {
        var outlines = new List<OpmlOutline>();
        var open = new Stack<Open>();
        var count = 0;
        var isOpml = false;
        while (events.Read())
        {
            if (events.Event == XmlEvent.Start)
            {
                if (!isOpml && events.Name != "opml")
                    throw Refused($"The document is no OPML: it begins with the element '{Shown(events.LocalName)}'.");
                isOpml = true;
                if (events.Depth > options.MaximumDepth)
                    throw Refused($"The document is nested deeper than {options.MaximumDepth} elements, the most that is taken (line {events.Line}).");
                if (events.Name != "outline")
                    continue;
                if (++count > options.MaximumOutlines)
                    throw Refused($"The document has more than {options.MaximumOutlines} outlines, the most that is taken (NewsMonitor:Feeds:Opml:MaximumOutlines).");
                if (open.TryPop(out var around))
                    open.Push(around with { Empty = false });
                open.Push(Begin(events, around));
            }
            else if (events.Event == XmlEvent.End && events.Name == "outline" && open.TryPop(out var ended) && (ended.Outline.Url is not null || ended.Empty))
            {
                outlines.Add(ended.Outline);
            }
        }

        return isOpml ? [.. outlines.OrderBy(outline => outline.Line)] : throw Refused("The document is no OPML: there is no element in it.");
    }

    private static Open Begin(XmlEvents events, Open around)
    {
        var type = events.Attribute("type")?.Trim();
        var url = Named(events, "xmlUrl");
        // Some programs write the older attribute for links.
        if (url is null && type is not null && (type.Equals("rss", StringComparison.OrdinalIgnoreCase) || type.Equals("atom", StringComparison.OrdinalIgnoreCase)))
            url = Named(events, "url");
        var name = Named(events, "title") ?? Named(events, "text");
        string[] folders = around.Folders ?? [];
        var categories = (events.Attribute("category") ?? "").Split(',').Select(category => category.Trim().Trim('/')).Where(category => category.Length > 0);
        var outline = new OpmlOutline(events.Line, url, name, [.. folders.Concat(categories).Distinct(StringComparer.Ordinal)]);
        // What names a feed is no folder, whatever stands in it.
        return new Open(outline, url is null && Named(events, "text") is { } folder ? [.. folders, folder] : folders, Empty: true);
    }

    private static string? Named(XmlEvents events, string attribute) => events.Attribute(attribute) is { } value && HtmlText.Fold(value) is { Length: > 0 } text ? text : null;

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private static InvalidInputException Refused(string message) => new("opml", message);

    private readonly record struct Open(OpmlOutline Outline, string[] Folders, bool Empty);
}
