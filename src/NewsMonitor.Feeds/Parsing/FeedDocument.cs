namespace NewsMonitor.Feeds.Parsing;

/// <summary>What one feed document says, whatever its format.</summary>
public sealed record FeedDocument
{
    public required FeedFormat Format { get; init; }

    public required FeedMetadata Feed { get; init; }

    /// <summary>In document order, at most <see cref="FeedParserOptions.MaxEntries"/>.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>What was wrong with the document and was read nevertheless, a sentence each; few even for a hopeless document.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the document stops before its end, so that more may have stood behind.</summary>
    public bool CutOff { get; init; }
}

/// <summary>What a document says about the feed as a whole.</summary>
public sealed record FeedMetadata
{
    public FeedMarkup? Title { get; init; }

    /// <summary>The web site that the feed belongs to; absolute when the document or its URL gives a base.</summary>
    public string? Link { get; init; }

    public string? Id { get; init; }

    public FeedMarkup? Description { get; init; }

    /// <summary>As declared by the document, else by the HTTP header; BCP 47 if the publisher cared.</summary>
    public string? Language { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? Author { get; init; }

    /// <summary>The feed's own URL as it states it (<c>rel="self"</c>, JSON Feed's <c>feed_url</c>).</summary>
    public string? Self { get; init; }

    /// <summary>WebSub hubs that the document names.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    public FeedCadence Cadence { get; init; } = FeedCadence.Unstated;
}

/// <summary>How often the publisher asks to be polled.</summary>
public sealed record FeedCadence
{
    public static readonly FeedCadence Unstated = new();

    /// <summary>RSS 2.0 <c>ttl</c>: how long the document may be cached.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>RSS <c>skipHours</c>: hours of the day, 0 to 23 in GMT, in which there is no need to poll.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>RSS <c>skipDays</c>: days in GMT on which there is no need to poll.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary><c>sy:updatePeriod</c> divided by <c>sy:updateFrequency</c>: the publisher's own interval.</summary>
    public TimeSpan? UpdateInterval { get; init; }
}

/// <summary>One entry (item) of a feed. Any part may be missing; one that could not be read is missing, and the rest stands.</summary>
public sealed record FeedEntry
{
    /// <summary>The publisher's identifier (guid, <c>atom:id</c>, <c>rdf:about</c>), as written.</summary>
    public string? Id { get; init; }

    /// <summary>Whether the document stopped inside the entry, so that parts of it may be missing.</summary>
    public bool CutOff { get; init; }

    public FeedMarkup? Title { get; init; }

    /// <summary>The article's page; absolute when the document or its URL gives a base.</summary>
    public string? Link { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public FeedMarkup? Summary { get; init; }

    public FeedMarkup? Content { get; init; }

    /// <summary>Its own author, else where the format says so (Atom, JSON Feed) the feed's.</summary>
    public string? Author { get; init; }

    /// <summary>The entry's own language when it differs from the feed's.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<FeedEnclosure> Enclosures { get; init; } = [];

    /// <summary>The feed's author is the author of entries that name none (RFC 4287 section 4.2.1, JSON Feed 1.1).</summary>
    internal static List<FeedEntry> WithAuthor(List<FeedEntry> entries, string? author)
    {
        for (var i = 0; author is not null && i < entries.Count; i++)
        {
            if (entries[i].Author is null)
                entries[i] = entries[i] with { Author = author };
        }

        return entries;
    }
}

/// <param name="Length">Bytes as declared; null when not declared or no number.</param>
public sealed record FeedEnclosure(string Url, string? Type, long? Length);

public enum FeedFormat
{
    /// <summary>RSS 0.91 to 2.0, or something that calls its parts so.</summary>
    Rss,

    /// <summary>RSS 0.90 or 1.0 in RDF.</summary>
    Rdf,

    /// <summary>Atom 0.3 or 1.0 (RFC 4287).</summary>
    Atom,

    /// <summary>JSON Feed 1.0 or 1.1.</summary>
    Json,

    /// <summary>Channel Definition Format.</summary>
    Cdf,

    /// <summary>A sitemap with Google News entries.</summary>
    Sitemap,
}
