namespace NewsMonitor.Stories.Text;

/// <summary>What a title and a URL say of the event, without what they say of the outlet.</summary>
internal static class Headline
{
    // An outlet's name is short, and what is left must still be a title.
    private const int OutletWords = 4;
    private const int TitleWords = 4;
    private const int TitleCharacters = 20;

    private static readonly string[] Separators = [" | ", " - ", " – ", " — "];

    /// <summary>The title without outlets and sections at its end: "Quake strikes Qeshm | World | The Example Times".</summary>
    public static ReadOnlySpan<char> WithoutOutlet(ReadOnlySpan<char> title)
    {
        // Section and outlet.
        for (var round = 0; round < 2; round++)
        {
            var end = -1;
            foreach (var separator in Separators)
                end = Math.Max(end, title.LastIndexOf(separator));
            if (end < TitleCharacters || Words(title[(end + 3)..]) > OutletWords || Words(title[..end]) < TitleWords)
                break;
            title = title[..end];
        }

        return title;
    }

    /// <summary>
    /// The part of a URL's path that tells what the article is about (quake-strikes-island-of-qeshm): the one with most words, three or more.
    /// Editors cut titles short and rewrite them; the path often keeps the first.
    /// </summary>
    /// <returns>Empty when there is none.</returns>
    public static ReadOnlySpan<char> OfUrl(string? url)
    {
        var path = url.AsSpan();
        var start = path.IndexOf("://");
        path = start < 0 ? [] : path[(start + 3)..];
        path = path.IndexOf('/') is >= 0 and var slash ? path[(slash + 1)..] : [];
        if (path.IndexOfAny('?', '#') is >= 0 and var end)
            path = path[..end];
        ReadOnlySpan<char> best = [];
        var most = 2;
        foreach (var range in path.Split('/'))
        {
            var words = 1;
            foreach (var c in path[range])
                words += c is '-' or '_' or '+' ? 1 : 0;
            if (words <= most)
                continue;
            best = path[range];
            most = words;
        }

        return best;
    }

    private static int Words(ReadOnlySpan<char> text)
    {
        var words = 1;
        foreach (var c in text)
            words += c == ' ' ? 1 : 0;
        return words;
    }
}
