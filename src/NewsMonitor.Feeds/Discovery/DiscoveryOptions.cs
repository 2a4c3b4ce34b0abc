namespace NewsMonitor.Feeds.Discovery;

/// <summary>What looking for a site's feeds may cost. Bound from <c>NewsMonitor:Feeds:Discovery</c>.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>Most requests of one search, the site's own page included.</summary>
    public int MaximumRequests { get; init; } = 10;

    /// <summary>Time for a whole search; what was found until then is the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Most feeds that an answer names.</summary>
    public int MaximumFeeds { get; init; } = 30;

    /// <summary>Sentences that say which setting is wrong and why; none when all are usable.</summary>
    public IEnumerable<string> Validate()
    {
        if (MaximumRequests is < 1 or > 100)
            yield return $"{nameof(MaximumRequests)} is {MaximumRequests}; it has to be between 1 and 100.";
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(10))
            yield return $"{nameof(Timeout)} is {Timeout}; it has to be more than zero and at most 10 minutes.";
        if (MaximumFeeds < 1)
            yield return $"{nameof(MaximumFeeds)} is {MaximumFeeds}; at least 1.";
    }
}
