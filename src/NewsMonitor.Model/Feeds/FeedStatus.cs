namespace NewsMonitor.Model;

/// <summary>How a feed's last poll ended.</summary>
public enum FeedStatus
{
    NeverPolled,

    /// <summary>A document was read; it may have had nothing new.</summary>
    Ok,

    /// <summary>The server said 304, or the body was the one already read.</summary>
    NotModified,

    /// <summary>No document could be read; the feed's articles stay as they are.</summary>
    Failed,

    /// <summary>The server said, more than once, that the feed is gone for good: it is not polled until an operator resumes it.</summary>
    Gone,
}
