namespace NewsMonitor.Model;

/// <summary>
/// What a feed's own host is shown so that it lets us in. Secret: shown to that host alone, never in answers, logs or exports, and so never
/// in <see cref="ToString"/>.
/// </summary>
public sealed record FeedAccess
{
    /// <summary>Scheme, host and port that these were given for (<c>https://example.org:443</c>). Nobody else is shown them, wherever the feed moves.</summary>
    public required string Origin { get; init; }

    /// <summary>For the Basic scheme (RFC 7617), together with <see cref="Password"/>; null for none.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>For the Bearer scheme (RFC 6750); null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Further request headers.</summary>
    public FeedHeader[] Headers { get; init; } = [];

    public override string ToString() => $"{nameof(FeedAccess)} for {Origin}";
}

/// <summary>A request header whose value is secret.</summary>
public sealed record FeedHeader(string Name, string Value)
{
    public override string ToString() => $"{Name}: (secret)";
}
