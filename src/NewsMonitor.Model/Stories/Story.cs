namespace NewsMonitor.Model;

/// <summary>One event, as many articles report it.</summary>
public sealed record Story
{
    /// <summary><see cref="StableId"/> of the article that began it, as it was when it began.</summary>
    public required string Id { get; init; }

    public required string Language { get; init; }

    public required string Headline { get; init; }

    /// <summary>The article whose title is the headline.</summary>
    public string? HeadlineArticle { get; init; }

    /// <summary>Link of the article whose title is the headline.</summary>
    public string? Url { get; init; }

    public required StoryState State { get; init; }

    /// <summary>When its first article arrived (our clock).</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When its latest article arrived (our clock).</summary>
    public required DateTimeOffset Latest { get; init; }

    /// <summary>Earliest and latest publication that its articles claim; null when none does.</summary>
    public DateTimeOffset? FirstPublished { get; init; }

    public DateTimeOffset? LatestPublished { get; init; }

    public required int Articles { get; init; }

    /// <summary>Distinct outlets.</summary>
    public required int Sources { get; init; }

    /// <summary>Distinct outlets with an article that is not a copy of another article of the story.</summary>
    public required int IndependentSources { get; init; }

    /// <summary>The story that it went up into; null unless it is <see cref="StoryState.Merged"/>. Never a merged one itself.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The story that it was split off; null when an article began it.</summary>
    public string? SplitFrom { get; init; }

    /// <summary>Counts its writes.</summary>
    public long Version { get; init; }

    /// <summary>Sequence of the newest <see cref="StoryChange"/> that concerned it; 0 for none.</summary>
    public long Change { get; init; }

    /// <summary>When its latest article that is no copy arrived (our clock).</summary>
    public DateTimeOffset LatestIndependent { get; init; }

    public StoryFace Face { get; init; } = StoryFace.Empty;
}
