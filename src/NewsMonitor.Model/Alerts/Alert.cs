namespace NewsMonitor.Model;

/// <summary>
/// That one subscriber is told of one story on one occasion, of several stories together (<see cref="Parts"/>), or of an endpoint
/// (<see cref="Notice"/>).
/// </summary>
public sealed record Alert
{
    /// <summary>
    /// <see cref="StableId"/> of subscriber, story, occasion, the newest change of the story if it was merged or split, and the number of alerts that
    /// it follows where there may be several of the occasion; of subscriber and window for stories told together.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Order of writing within one database.</summary>
    public long Sequence { get; init; }

    public required string Subscriber { get; init; }

    /// <summary>The story as it was then; it may have been merged or split since. Null for <see cref="AlertOccasion.Digest"/>, <see cref="AlertOccasion.More"/> and <see cref="AlertOccasion.Notice"/>.</summary>
    public string? StoryId { get; init; }

    public required AlertOccasion Occasion { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The subscriptions that asked for it, merged into this one alert.</summary>
    public required string[] Subscriptions { get; init; }

    /// <summary>What the story was when the alert was decided; null where <see cref="StoryId"/> is.</summary>
    public Story? Story { get; init; }

    /// <summary>Highest assignment of the story that was known when the alert was decided; null where that was not kept.</summary>
    public long? Assignment { get; init; }

    /// <summary>For people: matched terms, sources, thresholds crossed, what was held or folded in.</summary>
    public required string[] Why { get; init; }

    /// <summary>
    /// Ids of the alerts, one a story, that this one tells of together, of very many the first; each of them names this one (<see cref="PartOf"/>) and has no
    /// deliveries of its own. Empty for one story.
    /// </summary>
    public string[] Parts { get; init; } = [];

    /// <summary>Id of the alert of several stories that tells of this one; null where it is told alone.</summary>
    public string? PartOf { get; init; }

    /// <summary>Ids of the alerts that had told of the story when this one was decided, oldest first; empty for a first alert.</summary>
    public string[] Follows { get; init; } = [];

    /// <summary>Set for <see cref="AlertOccasion.Notice"/> only.</summary>
    public AlertNotice? Notice { get; init; }

    /// <summary>When the subscriber said that it was seen; null until then.</summary>
    public DateTimeOffset? Acknowledged { get; init; }
}
