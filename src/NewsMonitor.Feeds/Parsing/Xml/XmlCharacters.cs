using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>Characters and references of tag soup as text.</summary>
internal static class XmlCharacters
{
    /// <summary>Longest entity name looked at (HTML's longest has 32 characters).</summary>
    private const int LongestName = 34;

    // What windows-1252 has where Unicode has the C1 controls, U+0080 to U+009F (WHATWG HTML, numeric character reference end state).
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    /// <summary>Text with its references decoded; an ampersand that begins no reference is an ampersand.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="declared">The document's own entities; null when it has none.</param>
    public static string Decoded(ReadOnlySpan<char> text, DeclaredEntities? declared = null)
    {
        var ampersand = text.IndexOf('&');
        if (ampersand < 0)
            return Cleaned(text);
        var result = new StringBuilder(text.Length);
        while (ampersand >= 0)
        {
            result.Append(text[..ampersand]);
            text = text[ampersand..];
            var length = declared?.Expand(text, result) is { } own and > 0 ? own : Reference(text, result);
            if (length == 0)
            {
                result.Append('&');
                length = 1;
            }

            text = text[length..];
            ampersand = text.IndexOf('&');
        }

        result.Append(text);
        return Cleaned(result.ToString());
    }

    /// <summary>Without characters that XML does not allow (XML 1.0 section 2.2).</summary>
    public static string Cleaned(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsAllowed(text, i))
                return Filtered(text, i);
        }

        return text.ToString();
    }

    /// <summary>
    /// C1 control characters as the windows-1252 letters that they are in practice. Nobody writes C1 controls; many write
    /// <c>&amp;#146;</c> for an apostrophe.
    /// </summary>
    public static string WithoutControls(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\u0080', '\u009f');
        return first < 0 ? text : string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is >= '\u0080' and <= '\u009f' ? Windows1252[source[i] - 0x80] : source[i];
        });
    }

    /// <summary>The characters that a named HTML reference (<c>name</c> without ampersand and semicolon) stands for, or null.</summary>
    public static string? Entity(ReadOnlySpan<char> name) => name switch
    {
        // As in HTML 4 and XHTML 1.0, whose entities feeds borrow; HTML 5 has mathematical brackets here.
        "lang" => "\u2329",
        "rang" => "\u232a",
        _ => HtmlEntityProvider.Resolver.GetSymbol(string.Concat(name, ";")),
    };

    /// <summary>Appends what the reference at the start stands for; its length, or 0 when it is none.</summary>
    private static int Reference(ReadOnlySpan<char> text, StringBuilder result)
    {
        var window = text[..Math.Min(text.Length, LongestName)];
        var semicolon = window.IndexOf(';');
        if (semicolon < 2)
            return 0;
        var name = window[1..semicolon];
        if (name[0] == '#')
        {
            if (!Number(name[1..], out var code))
                return 0;
            if (code is > 0 and < 0x80 or (>= 0xA0 and < 0xD800) or (> 0xDFFF and <= 0x10FFFF))
                result.Append(new Rune(code).ToString());
            else if (code is >= 0x80 and < 0xA0)
                result.Append(Windows1252[code - 0x80]);
            return semicolon + 1;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return 0;
        }

        if (Entity(name) is not { } characters)
            return 0;
        result.Append(characters);
        return semicolon + 1;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int code) => digits is ['x' or 'X', ..]
        ? int.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code);

    private static bool IsAllowed(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        < ' ' => text[at] is '\t' or '\n' or '\r',
        < '\ud800' => true,
        < '\udc00' => at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]),
        < '\ue000' => at > 0 && char.IsHighSurrogate(text[at - 1]),
        _ => text[at] < '\ufffe',
    };

    private static string Filtered(ReadOnlySpan<char> text, int from)
    {
        var result = new StringBuilder(text.Length).Append(text[..from]);
        for (var i = from; i < text.Length; i++)
        {
            if (IsAllowed(text, i))
                result.Append(text[i]);
        }

        return result.ToString();
    }
}
