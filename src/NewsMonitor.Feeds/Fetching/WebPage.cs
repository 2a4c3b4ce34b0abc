namespace NewsMonitor.Feeds.Fetching;

/// <summary>Tells a web page (an error page, a challenge, a login) from a feed by its beginning, whatever its media type says.</summary>
internal static class WebPage
{
    private const int Look = 4096;

    public static bool Is(ReadOnlySpan<byte> body)
    {
        var rest = body[..Math.Min(body.Length, Look)];
        if (rest.StartsWith("\uFEFF"u8))
            rest = rest[3..];
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n"u8);
            // Comments and processing instructions may stand before either.
            if (rest.StartsWith("<!--"u8) && rest.IndexOf("-->"u8) is > 0 and var comment)
                rest = rest[(comment + 3)..];
            else if (rest.StartsWith("<?"u8) && rest.IndexOf("?>"u8) is > 0 and var instruction)
                rest = rest[(instruction + 2)..];
            else
                return Starts(rest, "<!doctype html"u8) || Starts(rest, "<html"u8) || Starts(rest, "<head"u8) || Starts(rest, "<body"u8);
        }
    }

    private static bool Starts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> with) =>
        text.Length >= with.Length && System.Text.Ascii.EqualsIgnoreCase(text[..with.Length], with);
}
