namespace NewsMonitor.Model;

/// <summary>That one subscriber is told of one story on one occasion. Unique by these three, as the stories are when it is written.</summary>
public sealed record Alert
{
    /// <summary><see cref="StableId"/> of subscriber, story, occasion and the newest change of the story, if it was merged or split.</summary>
    public required string Id { get; init; }

    /// <summary>Order of writing within one database.</summary>
    public long Sequence { get; init; }

    public required string Subscriber { get; init; }

    /// <summary>The story as it was then; it may have been merged or split since.</summary>
    public required string StoryId { get; init; }

    public required AlertOccasion Occasion { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The subscriptions that asked for it, merged into this one alert.</summary>
    public required string[] Subscriptions { get; init; }

    /// <summary>What the story was when the alert was decided.</summary>
    public required Story Story { get; init; }

    /// <summary>Highest assignment of the story that was known when the alert was decided; null where that was not kept.</summary>
    public long? Assignment { get; init; }

    /// <summary>For people: matched terms, thresholds crossed.</summary>
    public required string[] Why { get; init; }
}
