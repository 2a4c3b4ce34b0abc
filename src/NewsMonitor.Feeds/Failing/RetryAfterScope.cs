namespace NewsMonitor.Feeds.Failing;

/// <summary>Who waits when a server sends Retry-After with 429 or 503. The standards leave open what was counted (RFC 6585 section 4).</summary>
public enum RetryAfterScope
{
    /// <summary>The feed that was polled.</summary>
    Feed,

    /// <summary>All feeds of the host that answered.</summary>
    Host,
}
