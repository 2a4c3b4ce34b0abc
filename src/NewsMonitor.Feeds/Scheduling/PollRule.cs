namespace NewsMonitor.Feeds.Scheduling;

/// <summary>The rule that set the time of a feed's next poll: the last one that moved it. Counted by <see cref="FeedMetrics"/>.</summary>
public enum PollRule
{
    /// <summary>The first good poll: half the rhythm that its dates tell, or the default interval.</summary>
    FirstPoll,

    /// <summary>The poll had news: sooner.</summary>
    News,

    /// <summary>It had none: later.</summary>
    Silence,

    /// <summary>The server calls its answer fresh (Cache-Control, Expires).</summary>
    Fresh,

    /// <summary>The document asks for it (RSS ttl, sy:updatePeriod).</summary>
    Requested,

    /// <summary>A hub pushes the feed's news: polls are for safety.</summary>
    Push,

    /// <summary>The time fell into the feed's skipHours or skipDays.</summary>
    Skip,

    /// <summary>The poll failed.</summary>
    Backoff,

    /// <summary>A failing server asks for it.</summary>
    RetryAfter,

    /// <summary>The poll failed because nobody can be reached.</summary>
    Outage,

    /// <summary>The host that the feed redirects to is asked by too many others, or rests.</summary>
    HostBusy,

    /// <summary>The feed is gone and not polled.</summary>
    Gone,
}
