namespace NewsMonitor.Model;

/// <summary>What the poller remembers of a feed between polls, and what it shows of it.</summary>
public sealed record FeedPollState
{
    /// <summary>Counts the writes of this state. A write is conditional on it: two activations of one feed cannot both win.</summary>
    public long Version { get; init; }

    /// <summary>Counts the polls whose outcome counts, which are those of its history: not what a hub pushed, nor polls in an outage of ours.</summary>
    public long Polls { get; init; }

    /// <summary>The validator to send as If-None-Match, byte for byte as received (RFC 9110 section 8.8.3).</summary>
    public string? ETag { get; init; }

    /// <summary>The validator to send as If-Modified-Since, byte for byte as received (RFC 9110 section 8.8.2).</summary>
    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the last parsed body, hexadecimal: an unchanged body is not parsed again.</summary>
    public string? BodyHash { get; init; }

    public required DateTimeOffset NextPoll { get; init; }

    /// <summary>Why the next poll is then, in words for the operator.</summary>
    public required string NextPollReason { get; init; }

    public DateTimeOffset? LastPoll { get; init; }

    public FeedStatus Status { get; init; } = FeedStatus.NeverPolled;

    /// <summary>HTTP status of the last answer; null when there was no answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What went wrong in the last poll, in words; where its status is no failure, what was wrong with the document and was read nevertheless; null when all was well.</summary>
    public string? Error { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>Polls that failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>The interval between polls that the feed's rhythm asked for last, before jitter; null before the first good poll.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long the document last read asks to be left alone between polls (RSS ttl, else sy:updatePeriod); null when it does not say.</summary>
    public TimeSpan? Requested { get; init; }

    /// <summary>When the document last read asks not to be polled (RSS skipHours and skipDays).</summary>
    public SkippedTimes Skip { get; init; }

    /// <summary>
    /// Until then the feed or its host asks to be left alone (freshness, ttl, Retry-After): no poll is pulled in to before it, though the next one
    /// may be later for another reason. Null when nobody ever asked.
    /// </summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the feed last brought a new article (our clock).</summary>
    public DateTimeOffset? LastNews { get; init; }

    /// <summary>Where the server says that the feed has moved, as long as that is not believed; null when it says nothing of the kind.</summary>
    public FeedMove? Move { get; init; }

    /// <summary>When the server first answered 410 (gone), if it has answered nothing else since.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>When polling was stopped because the feed is gone; null when it was not. <see cref="Error"/> says why.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Until then no validators are sent, because they were found to hide news; null when they were not.</summary>
    public DateTimeOffset? DistrustedUntil { get; init; }

    /// <summary>
    /// How many times a poll without validators found news right after one with validators was told that nothing had changed; zero again when a
    /// request with validators is answered with a document.
    /// </summary>
    public int MissedNews { get; init; }
}
