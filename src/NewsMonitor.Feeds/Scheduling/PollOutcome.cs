namespace NewsMonitor.Feeds.Scheduling;

/// <summary>What a poll means for the time of the next one.</summary>
public sealed record PollOutcome
{
    /// <summary>Null when the feed answered with something readable, or 304.</summary>
    public string? Error { get; init; }

    /// <summary>At least one article was new.</summary>
    public bool News { get; init; }

    /// <summary>When the articles of the document were published, as far as they say; empty when nothing was parsed.</summary>
    public IReadOnlyList<DateTimeOffset> Published { get; init; } = [];

    /// <summary>How long the answer is fresh by its HTTP headers.</summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>What the document asks for: RSS ttl, or the update period of the syndication module.</summary>
    public TimeSpan? Requested { get; init; }

    /// <summary>Until when a hub that works pushes the feed's news; null when none does.</summary>
    public DateTimeOffset? PushedUntil { get; init; }

    /// <summary>What a failing server asked for with 429 or 503.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static readonly PollOutcome NothingNew = new();
}
