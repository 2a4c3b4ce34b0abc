namespace NewsMonitor.Feeds.Parsing;

/// <summary>What a document may cost. Bound from <c>NewsMonitor:Feeds:Parser</c>.</summary>
public sealed record FeedParserOptions
{
    /// <summary>Longest body in bytes; what lies behind is not read, and a warning says so.</summary>
    public int MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most entries taken from one document, counted from its top.</summary>
    public int MaxEntries { get; init; } = 2000;

    /// <summary>Deepest nesting of elements that is looked at; deeper ones are dropped.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Longest text of one title, summary or content in characters, markup included; the rest is cut.</summary>
    public int MaxTextLength { get; init; } = 1024 * 1024;

    /// <summary>Most characters that the entities which a document declares may expand to in all; 0 for none.</summary>
    public int MaxEntityCharacters { get; init; } = 64 * 1024;

    /// <summary>Sentences that say which setting is wrong and why; none when all are usable.</summary>
    public IEnumerable<string> Validate()
    {
        if (MaxBytes < 1024)
            yield return $"{nameof(MaxBytes)} is {MaxBytes}; a feed needs at least 1024 bytes.";
        if (MaxEntries < 1)
            yield return $"{nameof(MaxEntries)} is {MaxEntries}; at least 1 entry has to be read.";
        if (MaxDepth is < 10 or > 1000)
            yield return $"{nameof(MaxDepth)} is {MaxDepth}; it has to be between 10 and 1000.";
        if (MaxTextLength < 1000)
            yield return $"{nameof(MaxTextLength)} is {MaxTextLength}; at least 1000 characters have to be kept.";
        if (MaxEntityCharacters < 0)
            yield return $"{nameof(MaxEntityCharacters)} is {MaxEntityCharacters}; it cannot be negative.";
    }
}
