namespace NewsMonitor.Feeds.Parsing;

/// <summary>Tells what a body is that is no feed, so that the operator reads what came instead.</summary>
internal static class BodyKind
{
    /// <summary>How far into the body signs are looked for.</summary>
    private const int Window = 2048;

    /// <exception cref="FeedFormatException">Empty, compressed, a picture, a PDF ...</exception>
    public static void RefuseBinary(ReadOnlySpan<byte> body)
    {
        if (body.IndexOfAnyExcept(" \t\r\n\0"u8) < 0)
            throw new FeedFormatException(body.IsEmpty ? "The body is empty." : "The body is blank.");
        var kind = body switch
        {
            [0x1F, 0x8B, ..] => "gzip data that the server did not declare",
            [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a picture",
            _ => null,
        };
        if (kind is not null)
            throw new FeedFormatException($"The body is {kind}, not a feed.");
    }

    public static bool IsJson(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        return start is ['{', ..] || (start is ['[', ..] && !start.Contains('<'));
    }

    /// <exception cref="FeedFormatException">There is no tag in it.</exception>
    public static void RefuseNoMarkup(ReadOnlySpan<char> text)
    {
        if (!text.Contains('<'))
        {
            throw new FeedFormatException(text[..Math.Min(text.Length, Window)].ContainsAnyInRange('\0', '\b')
                ? "The body is binary data, not a feed."
                : "The body is plain text, not a feed.");
        }
    }

    /// <summary>Why an HTML page is no feed, with its title: what a proxy, a challenge or an error page says of itself.</summary>
    public static string HtmlPage(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 4 * Window)];
        var start = head.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        var title = start < 0 ? "" : head[start..];
        title = title[(title.IndexOf('>') + 1)..];
        var end = title.IndexOf('<');
        var shown = end < 0 ? "" : Html.HtmlText.Extract(title[..end].ToString());
        return shown.Length == 0 ? "This is an HTML page, not a feed." : $"This is an HTML page (\"{(shown.Length > 80 ? shown[..80] : shown)}\"), not a feed.";
    }

    public static bool LooksLikeHtml(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, Window)];
        return head.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.Contains("<html", StringComparison.OrdinalIgnoreCase);
    }
}
