namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>What the attributes of Atom's text constructs mean (RFC 4287 section 3.1 and 4.1.3; Atom 0.3 section 3.1).</summary>
internal static class TextConstruct
{
    /// <param name="events">At the start of the element.</param>
    /// <param name="format">The document's format: only Atom has these attributes.</param>
    /// <param name="otherwise">The mode where the format is another.</param>
    public static ContentMode Mode(XmlEvents events, FeedFormat format, ContentMode otherwise)
    {
        var type = events.Attribute("type")?.Trim().ToLowerInvariant();
        if (format != FeedFormat.Atom && events.Module != FeedModule.Atom && type is null)
            return otherwise;
        switch (events.Attribute("mode")?.Trim().ToLowerInvariant())
        {
            case "base64":
                return ContentMode.Base64;
            case "escaped":
                return IsPlain(type) ? ContentMode.Text : ContentMode.Html;
            case "xml":
                return ContentMode.Xhtml;
        }

        return type switch
        {
            // Nothing said means text, but many mean HTML.
            null or "" => ContentMode.Guess,
            "text" or "text/plain" => ContentMode.Text,
            "html" or "text/html" => ContentMode.Html,
            "xhtml" or "application/xhtml+xml" or "image/svg+xml" => ContentMode.Xhtml,
            _ when type.StartsWith("text/", StringComparison.Ordinal) => ContentMode.Text,
            _ when type.EndsWith("+xml", StringComparison.Ordinal) || type.EndsWith("/xml", StringComparison.Ordinal) => ContentMode.Xhtml,
            _ when type.Contains('/', StringComparison.Ordinal) => ContentMode.Base64,
            _ => ContentMode.Guess,
        };
    }

    /// <summary>In Atom 1.0 the outermost <c>div</c> is only a wrapper; in 0.3 it is content.</summary>
    public static bool Unwraps(XmlEvents events) => events.Namespace.Equals("http://www.w3.org/2005/Atom", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of several links the one that says it is the page for people wins.</summary>
    public static int LinkRank(int rank, string? href, string? type)
    {
        if (href is null)
            return rank;
        var forPeople = type is null || type.Contains("html", StringComparison.OrdinalIgnoreCase);
        return rank == EntryRank.Own ? forPeople ? EntryRank.Own : EntryRank.Twin : EntryRank.Module;
    }

    private static bool IsPlain(string? type) => type is null or "" or "text" or "text/plain";
}
