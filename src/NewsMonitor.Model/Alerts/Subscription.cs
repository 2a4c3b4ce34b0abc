namespace NewsMonitor.Model;

/// <summary>What a subscriber wants to be told of, and where.</summary>
public sealed record Subscription
{
    public required string Id { get; init; }

    /// <summary>Who is told once per story, over all subscriptions with the same subscriber.</summary>
    public required string Subscriber { get; init; }

    public required string Name { get; init; }

    /// <summary>In the query language of the Alerts room.</summary>
    public required string Query { get; init; }

    /// <summary>Independent sources that a story needs before it is told, 1 or more.</summary>
    public int MinSources { get; init; } = 1;

    /// <summary>At least one.</summary>
    public required AlertEndpoint[] Channels { get; init; }

    /// <summary>IANA zone of the subscriber, of quiet hours, digests and the times in messages for people. UTC when null.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When stories are told together; null to tell each at once.</summary>
    public DigestSchedule? Digest { get; init; }

    /// <summary>When not to disturb; null for never.</summary>
    public QuietHours? Quiet { get; init; }

    public required DateTimeOffset Created { get; init; }

    public bool Paused { get; init; }
}
