namespace NewsMonitor.Feeds.Parsing;

/// <summary>Links as feeds write them: white space inside, relative, or something that must not become a link.</summary>
internal static class FeedLink
{
    /// <summary>Longest link kept, in characters.</summary>
    private const int MaxLength = 4096;

    /// <summary>
    /// Longest base kept, in characters: a feed's own address is no longer. Without it, bases that are nested and each relative to the
    /// outer one would grow with the depth, and cost the square of the document.
    /// </summary>
    private const int MaxBaseLength = FeedUrl.MaxLength;

    /// <summary>An absolute http, https, ftp, mailto or feed link, or one that stays relative for want of a base; else null.</summary>
    public static string? Resolve(Uri? baseUri, string? link)
    {
        var text = Clean(link);
        if (text is null)
            return null;
        var end = SchemeEnd(text);
        return end > 0 ? IsSafe(text, end) ? Quoted(text) : null : Quoted(Relative(baseUri, text));
    }

    /// <summary>Without characters that would end the link where it is written in HTML (WHATWG URL, query percent-encode set).</summary>
    private static string Quoted(string link) => link.AsSpan().IndexOfAny("<>\"") < 0
        ? link
        : link.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);

    /// <summary>An identifier that is a relative link made absolute; any other as it is.</summary>
    public static string? ResolveId(Uri? baseUri, string? id)
    {
        var text = Clean(id);
        return text is null || SchemeEnd(text) > 0 ? text : Relative(baseUri, text);
    }

    /// <summary>The base that an <c>xml:base</c> makes; a useless one, or one that is too long, changes nothing.</summary>
    public static Uri? Base(Uri? outer, string? xmlBase)
    {
        var text = Clean(xmlBase);
        // What is too long even as written is not joined first only to be dropped.
        if (text is null || text.Length > MaxBaseLength)
            return outer;
        if (Uri.TryCreate(text, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https")
            return absolute;
        return outer is not null && Uri.TryCreate(outer, text, out var joined) && joined.Scheme is "http" or "https" && joined.AbsoluteUri.Length <= MaxBaseLength
            ? joined
            : outer;
    }

    // Schemes that cannot run anything when they are followed.
    private static bool IsSafe(ReadOnlySpan<char> link, int schemeEnd)
    {
        var scheme = link[..schemeEnd];
        return IsWeb(scheme) || scheme.Equals("mailto", StringComparison.OrdinalIgnoreCase) || scheme.Equals("ftp", StringComparison.OrdinalIgnoreCase)
            || (scheme.Equals("feed", StringComparison.OrdinalIgnoreCase) && IsFeedAddress(link[(schemeEnd + 1)..]));
    }

    /// <summary>What may follow <c>feed:</c>, which readers take off before they follow the rest: <c>//host</c> or a whole web address.</summary>
    private static bool IsFeedAddress(ReadOnlySpan<char> rest) =>
        rest.StartsWith("//") || (SchemeEnd(rest) is var end and > 0 && IsWeb(rest[..end]));

    private static bool IsWeb(ReadOnlySpan<char> scheme) =>
        scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a link that has a scheme which is safe to follow.</summary>
    public static bool IsSafeAbsolute(string link) => SchemeEnd(link) is var end and > 0 && IsSafe(link, end);

    /// <summary>True for a text that begins with a scheme (RFC 3986 section 3.1), or what could be taken for one.</summary>
    public static bool HasScheme(string text) => SchemeEnd(text) > 0;

    /// <summary>Without the white space and control characters that browsers ignore in links (WHATWG URL, section 4.4).</summary>
    public static string? Clean(string? link)
    {
        if (link is null || link.Length > MaxLength * 2)
            return null;
        var text = link.AsSpan().Trim();
        while (text is [<= ' ', ..])
            text = text[1..];
        if (text.IsEmpty || text.Length > MaxLength)
            return null;
        foreach (var c in text)
        {
            if (c < ' ')
                return string.Concat(text.ToString().Where(static c => c >= ' '));
        }

        return text.Length == link.Length ? link : text.ToString();
    }

    private static int SchemeEnd(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(":/?#");
        return end > 0 && text[end] == ':' ? end : -1;
    }

    private static string Relative(Uri? baseUri, string text) =>
        baseUri is not null && Uri.TryCreate(baseUri, text, out var joined) && joined.Scheme is "http" or "https" ? joined.AbsoluteUri : text;
}
