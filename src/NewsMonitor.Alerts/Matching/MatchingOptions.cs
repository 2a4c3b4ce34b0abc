namespace NewsMonitor.Alerts.Matching;

/// <summary>Settings of matching.</summary>
public sealed record MatchingOptions
{
    /// <summary>Queries of one subscriber at most in which nothing has to be in an article, so that every article is asked. Zero: none.</summary>
    public int UnanchoredPerSubscriber { get; set; } = 5;

    /// <summary>Changed subscriptions at least, and an eighth of all, before a process compiles them all anew, beside its work. 1 or more.</summary>
    public int RebuildAfter { get; set; } = 2_000;

    /// <summary>Recent articles at most whose words are counted at start, to know which are rare. Zero: none, words are guessed by their length.</summary>
    public int CountedArticles { get; set; } = 1_000;

    /// <summary>How recent these are. Above zero.</summary>
    public TimeSpan CountedWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A sentence for each wrong setting.</summary>
    public IEnumerable<string> Validate()
    {
        if (UnanchoredPerSubscriber < 0)
            yield return Wrong(nameof(UnanchoredPerSubscriber), UnanchoredPerSubscriber, "0 or more");
        if (RebuildAfter < 1)
            yield return Wrong(nameof(RebuildAfter), RebuildAfter, "1 or more");
        if (CountedArticles < 0)
            yield return Wrong(nameof(CountedArticles), CountedArticles, "0 or more");
        if (CountedWindow <= TimeSpan.Zero)
            yield return Wrong(nameof(CountedWindow), CountedWindow, "above 0");
    }

    private static string Wrong<T>(string name, T value, string expected) =>
        FormattableString.Invariant($"NewsMonitor:Alerts:Matching:{name} is {value}; it must be {expected}.");
}
