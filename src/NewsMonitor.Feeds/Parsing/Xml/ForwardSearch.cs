namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>
/// Finds the next occurrence of a few terminators for positions that only grow. Each part of the text is searched at most once for each,
/// so a document full of openings without an end costs no more than its length.
/// </summary>
internal sealed class ForwardSearch(ReadOnlyMemory<char> text)
{
    private readonly Dictionary<string, int> _found = new(StringComparer.Ordinal);

    /// <summary>The first index at or after <paramref name="from"/>, or -1. Ask with growing positions for each terminator.</summary>
    public int Next(string terminator, int from)
    {
        if (_found.TryGetValue(terminator, out var known) && (known < 0 || known >= from))
            return known;
        var next = from >= text.Length ? -1 : text.Span[from..].IndexOf(terminator, StringComparison.Ordinal);
        next = next < 0 ? -1 : next + from;
        _found[terminator] = next;
        return next;
    }
}
