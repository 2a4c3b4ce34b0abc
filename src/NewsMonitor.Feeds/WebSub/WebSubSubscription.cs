namespace NewsMonitor.Feeds.WebSub;

/// <summary>A feed's subscription at a hub.</summary>
public sealed record WebSubSubscription
{
    /// <summary>64 hexadecimal digits, from a cryptographic source: the part of the callback that nobody can guess.</summary>
    public required string Id { get; init; }

    public required string FeedId { get; init; }

    public required string Topic { get; init; }

    /// <summary>Whether the feed names its topic in the document.</summary>
    public bool TopicInBody { get; init; }

    /// <summary>All hubs that the feed names.</summary>
    public required string[] Hubs { get; init; }

    /// <summary>The one that is asked.</summary>
    public required string Hub { get; init; }

    /// <summary>The URL that the hub calls.</summary>
    public required string Callback { get; init; }

    /// <summary>What the hub signs its pushes with. Secret.</summary>
    public required string Secret { get; init; }

    public WebSubState State { get; init; }

    /// <summary>Counts the writes; a write is conditional on it. Zero for one that is not stored yet.</summary>
    public long Version { get; init; }

    /// <summary>When it needs something next.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When the hub was asked last; null when it never was.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>When a new lease is asked for; null when there is none to renew.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>When the hub first verified it, renewals aside; null while it does not push.</summary>
    public DateTimeOffset? LiveSince { get; init; }

    /// <summary>The end of the lease.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the last push was stored.</summary>
    public DateTimeOffset? LastPush { get; init; }

    /// <summary>SHA-256 of it, hexadecimal.</summary>
    public string? LastPushHash { get; init; }

    /// <summary>Requests that failed in a row; of one that is being ended, requests that were made.</summary>
    public int Failures { get; init; }

    /// <summary>How it stands, in words for the operator.</summary>
    public required string Reason { get; init; }

    public bool Live(DateTimeOffset now) => State is WebSubState.Active or WebSubState.Renewing && ExpiresAt > now;
}
