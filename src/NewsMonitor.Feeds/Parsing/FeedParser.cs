using System.Text;
using System.Xml;
using NewsMonitor.Feeds.Parsing.Charsets;
using NewsMonitor.Feeds.Parsing.Json;
using NewsMonitor.Feeds.Parsing.Xml;

namespace NewsMonitor.Feeds.Parsing;

/// <summary>From the bytes of a response to what the feed says. Stateless and safe to call from many threads.</summary>
public static class FeedParser
{
    /// <summary>Reads a feed of any known format and keeps what is readable of a broken one.</summary>
    /// <param name="body">The decoded response body (no gzip left).</param>
    /// <param name="contentType">The Content-Type header as received, or null.</param>
    /// <param name="url">Where the document came from, the base of its relative links; null when unknown.</param>
    /// <param name="options">The limits.</param>
    /// <param name="contentLanguage">The Content-Language header, the feed's language where the document names none; or null.</param>
    /// <exception cref="FeedFormatException">The document is no feed. Nothing else is thrown, whatever the bytes.</exception>
    public static FeedDocument Parse(
        ReadOnlyMemory<byte> body, string? contentType, string? url, FeedParserOptions options, string? contentLanguage = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var warnings = new List<string>();
        if (body.Length > options.MaxBytes)
        {
            warnings.Add($"The document has {body.Length} bytes; only the first {options.MaxBytes} were read.");
            body = body[..options.MaxBytes];
        }

        BodyKind.RefuseBinary(body.Span);
        using var text = BodyDecoder.Decode(body.Span, contentType);
        if (text.Warning is { } warning)
            warnings.Add(warning);
        var documentBase = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
        var document = BodyKind.IsJson(text.Text.Span)
            ? JsonFeedParser.Parse(Utf8(text.Text.Span), documentBase, options, warnings)
            : ParseXml(text.Text, documentBase, options, warnings);
        return document.Feed.Language is null && Language(contentLanguage) is { } language
            ? document with { Feed = document.Feed with { Language = language } }
            : document;
    }

    private static FeedDocument ParseXml(ReadOnlyMemory<char> text, Uri? documentBase, FeedParserOptions options, List<string> warnings)
    {
        BodyKind.RefuseNoMarkup(text.Span);
        var before = warnings.Count;
        try
        {
            using var strict = new StrictXmlEvents(text, documentBase, options.MaxDepth);
            return new XmlFeedParser(strict, options, warnings).Parse();
        }
        catch (XmlException error)
        {
            warnings.RemoveRange(before, warnings.Count - before);
            warnings.Add($"The document is not well-formed XML (line {error.LineNumber}, column {error.LinePosition}); it was read as far as it could be.");
        }
        catch (FeedFormatException) when (BodyKind.LooksLikeHtml(text.Span))
        {
            throw new FeedFormatException(BodyKind.HtmlPage(text.Span));
        }

        return ParseTolerantly(text, documentBase, options, warnings);
    }

    private static FeedDocument ParseTolerantly(ReadOnlyMemory<char> text, Uri? documentBase, FeedParserOptions options, List<string> warnings)
    {
        var tolerant = new TolerantXmlEvents(text, documentBase, options);
        try
        {
            var document = new XmlFeedParser(tolerant, options, warnings).Parse();
            if (!tolerant.CutOff)
                return document;
            warnings.Add("The document ends in the middle; what was not whole was left out.");
            return document with { CutOff = true };
        }
        catch (FeedFormatException) when (BodyKind.LooksLikeHtml(text.Span))
        {
            throw new FeedFormatException(BodyKind.HtmlPage(text.Span));
        }
    }

    private static byte[] Utf8(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private static string? Language(string? header) => header?.Split(',')[0].Trim() is { Length: > 0 and < 40 } language ? language : null;
}
