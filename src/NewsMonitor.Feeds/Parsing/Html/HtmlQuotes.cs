namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>
/// A quote that opens an attribute's value and that nothing closes would take the rest of the text with it. Without the quote only the
/// tag is spoilt.
/// </summary>
internal static class HtmlQuotes
{
    /// <summary>The text without opening quotes that are never closed. One pass: behind such a quote there is no other of its kind.</summary>
    public static string Closed(string html)
    {
        // A quote without its partner is one too many.
        if ((html.AsSpan().Count('"') & 1) == 0 && (html.AsSpan().Count('\'') & 1) == 0)
            return html;
        char[]? changed = null;
        for (var at = NextTag(html, 0); at >= 0; at = NextTag(html, at))
        {
            while (at < html.Length && html[at] != '>')
            {
                if (html[at++] != '=')
                    continue;
                while (at < html.Length && char.IsWhiteSpace(html[at]))
                    at++;
                if (at >= html.Length || html[at] is not ('"' or '\''))
                    continue;
                var close = html.IndexOf(html[at], at + 1);
                if (close < 0)
                    (changed ??= html.ToCharArray())[at] = ' ';
                at = close < 0 ? at + 1 : close + 1;
            }
        }

        return changed is null ? html : new string(changed);
    }

    private static int NextTag(string html, int from)
    {
        while (from < html.Length && html.IndexOf('<', from) is var at and >= 0)
        {
            from = at + 1;
            if (from < html.Length && char.IsAsciiLetter(html[from]))
                return from;
        }

        return -1;
    }
}
