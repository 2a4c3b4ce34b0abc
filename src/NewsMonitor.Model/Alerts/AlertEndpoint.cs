namespace NewsMonitor.Model;

/// <summary>A place where one subscriber's alerts are delivered; shared by the subscriber's subscriptions.</summary>
public sealed record AlertEndpoint
{
    /// <summary><see cref="StableId"/> of subscriber, type and URL.</summary>
    public required string Id { get; init; }

    public required string Subscriber { get; init; }

    /// <summary>The channel: <c>webhook</c> or <c>log</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Where to; null for channels that need none.</summary>
    public string? Url { get; init; }

    /// <summary>The signing secret, <c>whsec_</c> and base64; never shown again after it was made, never logged.</summary>
    public string? Secret { get; init; }

    /// <summary>Why nothing is delivered here any more; null while it is in use.</summary>
    public string? DisabledReason { get; init; }
}
