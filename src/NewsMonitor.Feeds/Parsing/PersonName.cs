using NewsMonitor.Feeds.Parsing.Html;

namespace NewsMonitor.Feeds.Parsing;

/// <summary>Authors as feeds write them: a name, a mail address, or both in either order.</summary>
internal static class PersonName
{
    /// <summary>The name in <c>name (mail)</c>, <c>mail (name)</c> or <c>name &lt;mail&gt;</c>; the mail address where there is no name; else null.</summary>
    public static string? Parse(string? text)
    {
        text = text is null ? "" : HtmlText.Fold(text);
        if (text.Length is 0 or > 1000)
            return null;
        var open = text.IndexOfAny(['(', '<']);
        if (open < 0 || text[^1] is not (')' or '>'))
            return text;
        var before = text[..open].Trim();
        var inside = text[(open + 1)..^1].Trim();
        if (IsMail(before) && inside.Length > 0)
            return inside;
        return IsMail(inside) ? before.Length > 0 ? before.Trim('"') : inside : text;
    }

    private static bool IsMail(string text)
    {
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            text = text["mailto:".Length..];
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && !text.Contains(' ', StringComparison.Ordinal);
    }
}
