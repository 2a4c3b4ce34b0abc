namespace NewsMonitor.Feeds.Identity;

/// <summary>How entries become articles. Bound from <c>NewsMonitor:Feeds:Articles</c>.</summary>
public sealed record ArticleOptions
{
    /// <summary>Most articles taken from one document, counted from its top.</summary>
    public int MaxArticles { get; init; } = 1000;

    /// <summary>Longest plain text kept of an article, in characters; the rest is cut at a word.</summary>
    public int MaxTextLength { get; init; } = 100_000;

    /// <summary>Longest title, in characters.</summary>
    public int MaxTitleLength { get; init; } = 500;

    /// <summary>How far ahead of our clock a publication time may be before it is taken back to now.</summary>
    public TimeSpan FutureTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Sentences that say which setting is wrong and why; none when all are usable.</summary>
    public IEnumerable<string> Validate()
    {
        if (MaxArticles < 1)
            yield return $"{nameof(MaxArticles)} is {MaxArticles}; at least 1 article has to be taken.";
        if (MaxTextLength < 100)
            yield return $"{nameof(MaxTextLength)} is {MaxTextLength}; at least 100 characters have to be kept.";
        if (MaxTitleLength < 20)
            yield return $"{nameof(MaxTitleLength)} is {MaxTitleLength}; at least 20 characters have to be kept.";
        if (FutureTolerance < TimeSpan.Zero)
            yield return $"{nameof(FutureTolerance)} is {FutureTolerance}; it cannot be negative.";
    }
}
