using System.Text;
using NewsMonitor.Feeds.Parsing.Html;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>How an element's characters are meant.</summary>
internal enum ContentMode
{
    /// <summary>Characters are text; child elements, where there are any, make it HTML.</summary>
    Text,

    /// <summary>Characters are HTML that was escaped once.</summary>
    Html,

    /// <summary>Text as the format has it, HTML where it looks like it: what publishers do in RSS titles.</summary>
    Guess,

    /// <summary>Child elements are HTML; characters are text.</summary>
    Xhtml,

    /// <summary>Characters are base64.</summary>
    Base64,
}

/// <summary>Reads an element that was just started up to its end: as plain characters, or as markup with its child elements put back.</summary>
internal sealed class ContentReader(XmlEvents events, FeedParserOptions options)
{
    /// <summary>The characters of the element, without those of its children; null when the document ended inside it.</summary>
    public string? Characters()
    {
        var depth = events.Depth;
        string? first = null;
        StringBuilder? all = null;
        while (events.Read())
        {
            if (events.Event == XmlEvent.End && events.Depth == depth)
                return events.CutOff ? null : XmlCharacters.WithoutControls(all?.ToString() ?? first ?? "");
            if (events.Event == XmlEvent.Start)
                events.Skip();
            else if (events.Event == XmlEvent.Text)
                Add(ref first, ref all, events.Text);
        }

        return null;
    }

    /// <summary>The element as markup; null when the document ended inside it or it says nothing.</summary>
    /// <param name="mode">How its characters are meant.</param>
    /// <param name="unwrap">True where one <c>div</c> around everything is only a wrapper (RFC 4287 section 3.1.1.3).</param>
    public FeedMarkup? Markup(ContentMode mode, bool unwrap = false)
    {
        var baseUri = events.Base;
        if (Raw(mode, baseUri, unwrap) is not var (text, hasChildren) || string.IsNullOrWhiteSpace(text))
            return null;
        text = XmlCharacters.WithoutControls(text);
        if (mode == ContentMode.Base64 && Base64Text.Decode(text) is { } decoded)
            return new FeedMarkup(decoded, HtmlGuess.LooksLikeHtml(decoded) ? MarkupKind.Html : MarkupKind.Plain, baseUri);
        var isHtml = mode switch
        {
            ContentMode.Html => true,
            ContentMode.Guess => hasChildren || HtmlGuess.LooksLikeHtml(text),
            _ => hasChildren,
        };
        return new FeedMarkup(text, isHtml ? MarkupKind.Html : MarkupKind.Plain, baseUri);
    }

    private (string Text, bool HasChildren)? Raw(ContentMode mode, Uri? baseUri, bool unwrap)
    {
        var depth = events.Depth;
        string? first = null;
        StringBuilder? all = null;
        while (events.Read())
        {
            switch (events.Event)
            {
                case XmlEvent.Text:
                    Add(ref first, ref all, events.Text);
                    break;
                case XmlEvent.Start:
                    var html = all ?? new StringBuilder(first);
                    if (mode != ContentMode.Html)
                        html = new StringBuilder(HtmlSanitizer.Escape(html.ToString()));
                    return WithChildren(html, depth, mode == ContentMode.Html, baseUri, unwrap);
                case XmlEvent.End:
                    return events.CutOff ? null : (all?.ToString() ?? first ?? "", false);
            }
        }

        return null;
    }

    /// <summary>Goes on from the first child element, writing tags as HTML.</summary>
    private (string Text, bool HasChildren)? WithChildren(StringBuilder html, int depth, bool rawText, Uri? baseUri, bool unwrap)
    {
        var wrapper = unwrap && events.Name == "div" && string.IsNullOrWhiteSpace(html.ToString()) ? events.Depth : -1;
        var wrapperEnd = -1;
        var wrapperStart = 0;
        do
        {
            switch (events.Event)
            {
                case XmlEvent.Start:
                    if (wrapperEnd >= 0)
                        wrapper = -1;
                    WriteStart(html, depth, baseUri);
                    if (events.Depth == wrapper && wrapperStart == 0)
                        wrapperStart = html.Length;
                    break;
                case XmlEvent.Text when html.Length < options.MaxTextLength:
                    var text = events.Text;
                    html.Append(rawText ? text : HtmlSanitizer.Escape(text));
                    if (wrapperEnd >= 0 && !string.IsNullOrWhiteSpace(text))
                        wrapper = -1;
                    break;
                case XmlEvent.End when events.Depth == depth:
                    if (events.CutOff)
                        return null;
                    var all = html.ToString();
                    return (wrapper > 0 && wrapperEnd >= wrapperStart ? all[wrapperStart..wrapperEnd] : all, true);
                case XmlEvent.End:
                    if (events.Depth == wrapper)
                        wrapperEnd = html.Length;
                    if (events.Depth - depth <= options.MaxDepth && !HtmlPolicy.IsVoid(events.Name))
                        html.Append("</").Append(events.LocalName).Append('>');
                    break;
            }
        }
        while (events.Read());

        return null;
    }

    private void WriteStart(StringBuilder html, int depth, Uri? baseUri)
    {
        if (events.Depth - depth > options.MaxDepth || html.Length >= options.MaxTextLength)
            return;
        html.Append('<').Append(events.LocalName);
        foreach (var (prefix, name, value) in events.Attributes)
        {
            if (prefix is "xml")
                continue;
            html.Append(' ');
            if (prefix.Length > 0)
                html.Append(prefix).Append(':');
            // An inner xml:base is gone once the element is HTML, so its links are made absolute here.
            var shown = !ReferenceEquals(events.Base, baseUri) && HtmlPolicy.IsLink(name) ? FeedLink.Resolve(events.Base, value) ?? "" : value;
            html.Append(name).Append("=\"").Append(HtmlSanitizer.Escape(shown).Replace("\"", "&quot;", StringComparison.Ordinal)).Append('"');
        }

        html.Append('>');
    }

    private void Add(ref string? first, ref StringBuilder? all, string text)
    {
        if (text.Length > options.MaxTextLength)
            text = text[..options.MaxTextLength];
        if (first is null)
        {
            first = text;
            return;
        }

        all ??= new StringBuilder(first);
        if (all.Length < options.MaxTextLength)
            all.Append(text);
    }
}
