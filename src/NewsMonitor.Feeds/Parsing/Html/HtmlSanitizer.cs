using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>
/// Rewrites a publisher's HTML so that nothing in it can run (<see cref="HtmlPolicy"/>). It works on AngleSharp's tokens, not on its tree:
/// a tree of hostile HTML (formatting elements that are never closed, 100,000 nested ones) costs quadratic time and memory, a stream of
/// tokens never does. The output is balanced, has no element whose content browsers read raw, and escapes angle brackets in attributes too,
/// so that it means the same wherever it is put.
/// </summary>
internal sealed class HtmlSanitizer
{
    /// <summary>Deepest nesting that is kept; deeper elements lose their tags.</summary>
    private const int MaxDepth = 64;

    // Elements that are not harmless even without attributes, or that change how the text behind them is read.
    private static readonly HashSet<string> Active = new(
        ["script", "style", "iframe", "object", "embed", "applet", "base", "meta", "link", "form", "frame", "frameset", "svg", "math", "noscript",
            "template", "title", "textarea", "xmp", "plaintext", "noembed", "noframes"],
        StringComparer.OrdinalIgnoreCase);

    private readonly StringBuilder _html;
    private readonly Uri? _base;
    private readonly List<Open> _open = [];
    private int _overflow;
    private int _foreign;

    private HtmlSanitizer(int capacity, Uri? baseUri) => (_html, _base) = (new StringBuilder(capacity), baseUri);

    public static string Sanitize(string html, Uri? baseUri)
    {
        if (html.Contains('\0', StringComparison.Ordinal))
            html = html.Replace("\0", "", StringComparison.Ordinal);
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
            return Escape(html).Trim();
        return new HtmlSanitizer(html.Length, baseUri).Run(html);
    }

    /// <summary>Text as HTML.</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny("&<>") < 0
        ? text
        : text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>True for text that does nothing even when it is taken for HTML: no tag with attributes, none of an active element.</summary>
    public static bool IsInert(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOf('<') is var at and >= 0)
        {
            rest = rest[(at + 1)..];
            if (rest is [] || !(char.IsAsciiLetter(rest[0]) || rest[0] is '/' or '!' or '?'))
                continue;
            var name = rest.TrimStart('/');
            var end = name.IndexOfAnyExceptInRange('A', 'z');
            if (end < 0 || name[end] != '>' || Active.Contains(name[..end].ToString()))
                return false;
        }

        return true;
    }

    private string Run(string html)
    {
        using var tokens = new HtmlTokens(html);
        var discarding = 0;
        while (true)
        {
            ref var token = ref tokens.Next();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    while (_open.Count > 0)
                        CloseTop();
                    return _html.ToString().Trim();
                case HtmlTokenType.Character when discarding == 0:
                    Text(token.Data.Memory.Span);
                    break;
                case HtmlTokenType.StartTag when token.Name == "script" || token.Name == "style":
                    if (!(_foreign > 0 && token.IsSelfClosing))
                        tokens.SkipRawText(token.Name.ToString());
                    break;
                case HtmlTokenType.StartTag when HtmlPolicy.IsDiscarded(token.Name.Memory.Span):
                    discarding++;
                    break;
                case HtmlTokenType.EndTag when HtmlPolicy.IsDiscarded(token.Name.Memory.Span):
                    discarding = Math.Max(0, discarding - 1);
                    break;
                case HtmlTokenType.StartTag when discarding == 0:
                    Start(ref token);
                    break;
                case HtmlTokenType.EndTag when discarding == 0:
                    End(token.Name.ToString());
                    break;
            }
        }
    }

    private void Text(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        MarkContent();
        AppendEscaped(text);
    }

    private void AppendEscaped(ReadOnlySpan<char> text, string special = "&<>")
    {
        while (text.IndexOfAny(special) is var at and >= 0)
        {
            _html.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => "&quot;",
            });
            text = text[(at + 1)..];
        }

        _html.Append(text);
    }

    private void Start(ref StructHtmlToken tag)
    {
        var name = tag.Name.ToString();
        var foreign = _foreign > 0 || name is "svg" or "math";
        if (!HtmlPolicy.IsAllowed(name, foreign))
            return;
        var isVoid = HtmlPolicy.IsVoid(name);
        if (_open.Count >= MaxDepth)
        {
            if (!isVoid && !tag.IsSelfClosing)
                _overflow++;
            return;
        }

        if (!foreign)
            CloseImplied(name);
        MarkContent();
        _html.Append('<').Append(name);
        Attributes(ref tag, foreign, name);
        _html.Append(isVoid ? " />" : ">");
        if (isVoid)
            return;
        _open.Add(new Open(name, foreign));
        if (foreign)
            _foreign++;
        if (foreign && tag.IsSelfClosing)
            _open[^1].SelfClosed = true;
    }

    private void Attributes(ref StructHtmlToken tag, bool foreign, string name)
    {
        var xlink = false;
        var count = 0;
        for (var i = 0; i < tag.Attributes.Count; i++)
        {
            var attribute = tag.Attributes[i];
            var key = attribute.Name.ToString();
            // Browsers keep the first of two attributes; more than a few dozen on one element are no feed's.
            if (!HtmlPolicy.IsAllowedAttribute(key, foreign) || ++count > 40)
                continue;
            var value = attribute.Value.ToString();
            if (HtmlPolicy.IsLink(key))
            {
                if (FeedLink.Resolve(_base, value) is not { } link)
                    continue;
                value = link;
            }

            xlink |= key.StartsWith("xlink:", StringComparison.Ordinal);
            Attribute(key, value);
        }

        if (name == "svg" && foreign)
            Attribute("xmlns", "http://www.w3.org/2000/svg");
        if (name == "math" && foreign)
            Attribute("xmlns", "http://www.w3.org/1998/Math/MathML");
        if (xlink)
            Attribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
    }

    private void Attribute(string name, string value)
    {
        _html.Append(' ').Append(name).Append("=\"");
        AppendEscaped(value, "&<>\"");
        _html.Append('"');
    }

    private void End(string name)
    {
        if (_overflow > 0 && !HtmlPolicy.IsVoid(name) && HtmlPolicy.IsAllowed(name, _foreign > 0))
        {
            _overflow--;
            return;
        }

        var at = _open.FindLastIndex(open => open.Name == name && !open.SelfClosed);
        if (at < 0)
            return;
        while (_open.Count > at + 1)
            CloseTop();
        CloseTop(explicitly: true);
    }

    /// <summary>A paragraph ends at a block, a list item at the next one, a cell at the next cell (WHATWG HTML, optional tags).</summary>
    private void CloseImplied(string name)
    {
        if (_open.Count == 0)
            return;
        ReadOnlySpan<string> closes = name switch
        {
            "li" => ["li"],
            "dt" or "dd" => ["dt", "dd"],
            "td" or "th" => ["td", "th"],
            "tr" => ["tr", "td", "th"],
            "tbody" or "thead" or "tfoot" => ["tbody", "thead", "tfoot", "tr", "td", "th"],
            _ when name != "br" && HtmlPolicy.IsBlock(name) => ["p"],
            _ => [],
        };
        if (closes.IsEmpty)
            return;
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var open = _open[i].Name;
            if (closes.Contains(open))
            {
                while (_open.Count > i)
                    CloseTop();
            }
            else if (open != "p" && HtmlPolicy.IsBlock(open))
            {
                return;
            }
        }
    }

    /// <summary>Something follows inside the innermost element that is really open.</summary>
    private void MarkContent()
    {
        if (_open is [.., { SelfClosed: true }])
            CloseTop(explicitly: true);
        if (_open.Count > 0)
            _open[^1].HasContent = true;
    }

    private void CloseTop(bool explicitly = false)
    {
        var open = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (open.Foreign)
            _foreign--;
        // The end tag of an empty foreign element is left out where its parent's end tag, which comes next, closes it.
        if (explicitly || !open.Foreign || open.HasContent || _open.Count == 0 || _open[^1].Name == open.Name)
            _html.Append("</").Append(open.Name).Append('>');
    }

    private sealed class Open(string name, bool foreign)
    {
        public string Name { get; } = name;

        public bool Foreign { get; } = foreign;

        public bool SelfClosed { get; set; }

        public bool HasContent { get; set; }
    }
}
