namespace NewsMonitor.Model;

/// <summary>A document that a WebSub hub sent for a feed, its signature verified.</summary>
[GenerateSerializer, Immutable, Alias("newsmonitor.pushed-document")]
public sealed record PushedDocument
{
    [Id(0)]
    public required byte[] Body { get; init; }

    [Id(1)]
    public string? ContentType { get; init; }

    /// <summary>The topic that was subscribed to: the base of relative links.</summary>
    [Id(2)]
    public required string Topic { get; init; }

    /// <summary>The topic that the hub names in its Link header; null when it names none.</summary>
    [Id(3)]
    public string? Self { get; init; }

    /// <summary>Whether the feed names its topic in the document, so that the pushed one must name the same.</summary>
    [Id(4)]
    public bool TopicInBody { get; init; }

    /// <summary>The end of the lease.</summary>
    [Id(5)]
    public required DateTimeOffset Until { get; init; }
}

/// <summary>What a pushed document brought.</summary>
[GenerateSerializer, Immutable, Alias("newsmonitor.push-summary")]
public sealed record PushSummary([property: Id(0)] PushOutcome Outcome, [property: Id(1)] int NewArticles = 0, [property: Id(2)] int UpdatedArticles = 0);

public enum PushOutcome
{
    /// <summary>It was read and stored, whether it had news or not.</summary>
    Stored,

    /// <summary>The feed is not watched: paused, stopped or removed.</summary>
    NotWatched,

    /// <summary>It is of another topic: nothing of it was read, and the feed is polled instead.</summary>
    OtherTopic,

    /// <summary>It is empty or no feed: the feed is polled instead.</summary>
    Unreadable,
}
