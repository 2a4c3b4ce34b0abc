using System.Buffers;
using System.Globalization;
using System.Text;

namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>
/// The plain text of HTML that is written as most is: tags with quoted attributes, comments and references that are closed. It says what
/// AngleSharp's tokens say, in a tenth of the time (every poll reads the text of every entry), and leaves anything unusual to them.
/// </summary>
internal static class SimpleHtmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("<&\0");

    private static readonly SearchValues<char> InTag = SearchValues.Create("<>\"'\0");

    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n\f/>");

    /// <summary>False for HTML that has to be read by the rules.</summary>
    public static bool TryAppend(ReadOnlySpan<char> html, ref FoldedText text)
    {
        while (html.IndexOfAny(Special) is var at and >= 0)
        {
            text.Append(html[..at]);
            html = html[at..];
            var length = html[0] switch
            {
                '&' => Reference(html, ref text),
                '<' => Markup(html, ref text),
                _ => 0,
            };
            if (length == 0)
                return false;
            html = html[length..];
        }

        text.Append(html);
        return true;
    }

    /// <summary>The length of what was read at an ampersand; 0 when it is unusual.</summary>
    private static int Reference(ReadOnlySpan<char> html, ref FoldedText text)
    {
        if (html.Length == 1 || html[1] is ' ' or '\n' or '&' or '<')
        {
            text.Append(html[..1]);
            return 1;
        }

        var semicolon = html[..Math.Min(html.Length, 12)].IndexOf(';');
        if (semicolon < 2)
            return 0;
        var name = html[1..semicolon];
        if (name[0] == '#')
            return Number(name[1..], ref text) ? semicolon + 1 : 0;
        var symbol = name switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "nbsp" => "\u00a0",
            _ => AngleSharp.Html.HtmlEntityProvider.Resolver.GetSymbol(string.Concat(name, ";")),
        };
        if (symbol is null)
            return 0;
        text.Append(symbol);
        return semicolon + 1;
    }

    /// <summary>False for control characters and what is no character: the rules have something to say about each.</summary>
    private static bool Number(ReadOnlySpan<char> digits, ref FoldedText text)
    {
        var isNumber = digits is ['x' or 'X', ..]
            ? int.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code);
        if (!isNumber || code is < ' ' or (>= 0x7f and < 0xa0) or 0xfffe or 0xffff || !Rune.TryCreate(code, out var rune))
            return false;
        Span<char> characters = stackalloc char[2];
        text.Append(characters[..rune.EncodeToUtf16(characters)]);
        return true;
    }

    private static int Markup(ReadOnlySpan<char> html, ref FoldedText text)
    {
        if (html.Length == 1)
            return 0;
        if (html[1] == '!')
            return Comment(html);
        var start = html[1] == '/' ? 2 : 1;
        if (start == html.Length || !char.IsAsciiLetter(html[start]))
        {
            if (html[1] is '/' or '?')
                return 0;
            text.Append(html[..1]);
            return 1;
        }

        var nameEnd = html[start..].IndexOfAny(NameEnd);
        if (nameEnd < 0)
            return 0;
        var name = html.Slice(start, nameEnd);
        if (HtmlPolicy.IsDiscarded(name))
            return 0;
        var length = Tag(html, start + nameEnd);
        if (length > 0 && HtmlPolicy.IsBlock(name))
            text.Break();
        return length;
    }

    /// <summary>The length of a tag whose attributes begin here; 0 when a quote stands where it opens no value, or is not closed.</summary>
    private static int Tag(ReadOnlySpan<char> html, int at)
    {
        while (html[at..].IndexOfAny(InTag) is var next and >= 0)
        {
            var attributes = html.Slice(at, next);
            at += next;
            if (html[at] == '>')
                return at + 1;
            if (html[at] is '<' or '\0' || attributes is not [.., '='])
                return 0;
            var name = attributes[(attributes.LastIndexOfAny(NameEnd) + 1)..^1];
            if (name.IsEmpty || name.Contains('='))
                return 0;
            var close = html[(at + 1)..].IndexOf(html[at]);
            if (close < 0)
                return 0;
            at += close + 2;
        }

        return 0;
    }

    private static int Comment(ReadOnlySpan<char> html)
    {
        if (!html.StartsWith("<!--") || html[4..] is ['>', ..] or ['-', ..])
            return 0;
        var close = html[4..].IndexOf("--");
        return close >= 0 && html[(close + 6)..] is ['>', ..] ? close + 7 : 0;
    }
}
