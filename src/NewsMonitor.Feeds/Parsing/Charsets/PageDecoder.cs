using System.Buffers;
using System.Text;

namespace NewsMonitor.Feeds.Parsing.Charsets;

/// <summary>A web page as characters: its charset as of a feed, and where HTTP names none, as its own <c>meta</c> element says.</summary>
internal static class PageDecoder
{
    /// <summary>How far into the page a declaration counts (HTML, section 4.2.5.4: the first 1024 bytes; pages are not that strict).</summary>
    private const int Window = 4096;

    private static readonly SearchValues<char> Stops = SearchValues.Create(" \"';/\t\r\n");

    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (contentType?.Contains("charset", StringComparison.OrdinalIgnoreCase) != true && Declared(body) is { } declared)
            contentType = $"text/html; charset={declared}";
        using var text = BodyDecoder.Decode(body, contentType);
        return text.Text.ToString();
    }

    private static string? Declared(ReadOnlySpan<byte> body)
    {
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, Window)]).AsSpan();
        while (head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase) is var meta and >= 0)
        {
            head = head[(meta + 5)..];
            var end = head.IndexOf('>');
            var element = end < 0 ? head : head[..end];
            if (element.IndexOf("charset", StringComparison.OrdinalIgnoreCase) is var at and >= 0
                && element[(at + 7)..].TrimStart() is ['=', .. var value])
            {
                value = value.TrimStart().TrimStart("\"'").TrimStart();
                var stop = value.IndexOfAny(Stops);
                if ((stop < 0 ? value : value[..stop]) is { Length: > 0 and <= 40 } name)
                    return name.ToString();
            }
        }

        return null;
    }
}
