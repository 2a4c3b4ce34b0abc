using System.Buffers;
using NewsMonitor.Feeds.Parsing.Xml;

namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>Tells HTML from text where a format leaves it open.</summary>
internal static class HtmlGuess
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>
    /// True for a text with a known entity, a closing tag of a known element, or a void element that is used in text. A lone
    /// <c>&lt;b&gt;</c> may be what the text is about.
    /// </summary>
    public static bool LooksLikeHtml(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny('<', '&') is var at and >= 0)
        {
            text = text[at..];
            if (text[0] == '&' ? IsReference(text) : IsTag(text))
                return true;
            text = text[1..];
        }

        return false;
    }

    private static bool IsReference(ReadOnlySpan<char> text)
    {
        var semicolon = text[..Math.Min(text.Length, 34)].IndexOf(';');
        if (semicolon < 2)
            return false;
        var name = text[1..semicolon];
        if (name[0] == '#')
            return name.Length > 1 && (char.IsAsciiDigit(name[1]) || name[1] is 'x' or 'X') && !name[2..].ContainsAnyExcept(HexDigits);
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return XmlCharacters.Entity(name) is not null;
    }

    private static bool IsTag(ReadOnlySpan<char> text)
    {
        var closing = text is ['<', '/', ..];
        var name = text[(closing ? 2 : 1)..];
        var end = 0;
        while (end < name.Length && end < 12 && char.IsAsciiLetterOrDigit(name[end]))
            end++;
        if (end == 0 || end == name.Length || !(name[end] is '>' or '/' || char.IsWhiteSpace(name[end])))
            return false;
        name = name[..end];
        return closing ? HtmlPolicy.IsKnown(name) : name is "br" or "img" or "hr" or "BR" or "IMG" or "HR";
    }
}
