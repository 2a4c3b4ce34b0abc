namespace NewsMonitor.Model;

/// <summary>A feed that is watched.</summary>
public sealed record Feed
{
    /// <summary><see cref="StableId"/> of the URL as first added; it stays when the URL moves.</summary>
    public required string Id { get; init; }

    /// <summary>Absolute http or https URL, normalised (scheme and host in lower case, no fragment).</summary>
    public required string Url { get; init; }

    /// <summary>The operator's name for it, else the feed's own title, else null before the first good poll.</summary>
    public string? Title { get; init; }

    /// <summary>The web site that the feed belongs to, as the feed says.</summary>
    public string? SiteUrl { get; init; }

    /// <summary>The language that the feed declares (BCP 47), if any.</summary>
    public string? Language { get; init; }

    public string[] Tags { get; init; } = [];

    public required DateTimeOffset Added { get; init; }

    /// <summary>True when the operator stopped it. Errors never set this.</summary>
    public bool Paused { get; init; }

    /// <summary>True to read the page of each new article for its text, as far as robots.txt allows.</summary>
    public bool FullText { get; init; }

    /// <summary>Credentials and headers; null for none. Secret.</summary>
    public FeedAccess? Access { get; init; }

    /// <summary>
    /// The end of the lease (WebSub) of a hub that pushes this feed's news; null when none does, or when news came that it did not push.
    /// </summary>
    public DateTimeOffset? PushedUntil { get; init; }

    public required FeedPollState Poll { get; init; }
}
