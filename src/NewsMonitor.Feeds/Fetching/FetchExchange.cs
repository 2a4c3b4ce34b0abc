namespace NewsMonitor.Feeds.Fetching;

/// <summary>What is known of a fetch however it ended.</summary>
public sealed record FetchExchange
{
    /// <summary>The URL that answered last.</summary>
    public required string FinalUrl { get; init; }

    /// <summary>Null when there was no answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What the last answer carried. None when it came from another host than the one asked: it speaks for itself only.</summary>
    public Validators Validators { get; init; } = Validators.None;

    /// <summary>In the order in which they were followed.</summary>
    public IReadOnlyList<Redirect> Redirects { get; init; } = [];

    /// <summary>How long the answer is fresh from now on, by Cache-Control and Age, else Expires; null when it does not say.</summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>How long the server asks to be left alone (Retry-After); null when it does not say, or nonsense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The Link headers of the last answer, as sent (RFC 8288).</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Bytes of the body as sent.</summary>
    public long WireBytes { get; init; }

    public TimeSpan Duration { get; init; }
}

/// <param name="Status">301, 302, 303, 307 or 308.</param>
/// <param name="To">Absolute.</param>
public sealed record Redirect(int Status, string To)
{
    /// <summary>The server says that the move is for good (RFC 9110 sections 15.4.2 and 15.4.9).</summary>
    public bool Permanent => Status is 301 or 308;
}
