namespace NewsMonitor.Feeds.Opml;

/// <summary>What a list of feeds may cost to import. Bound from <c>NewsMonitor:Feeds:Opml</c>.</summary>
public sealed record OpmlOptions
{
    /// <summary>Largest document, in bytes.</summary>
    public int MaximumBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most outlines of a document, folders included.</summary>
    public int MaximumOutlines { get; init; } = 20_000;

    /// <summary>Deepest nesting of elements.</summary>
    public int MaximumDepth { get; init; } = 30;

    /// <summary>Sentences that say which setting is wrong and why; none when all are usable.</summary>
    public IEnumerable<string> Validate()
    {
        if (MaximumBytes is < 1024 or > 256 * 1024 * 1024)
            yield return $"{nameof(MaximumBytes)} is {MaximumBytes}; it has to be between 1024 and 268435456.";
        if (MaximumOutlines < 1)
            yield return $"{nameof(MaximumOutlines)} is {MaximumOutlines}; at least 1.";
        if (MaximumDepth is < 3 or > 1000)
            yield return $"{nameof(MaximumDepth)} is {MaximumDepth}; it has to be between 3 and 1000.";
    }
}
