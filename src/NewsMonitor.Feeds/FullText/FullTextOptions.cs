namespace NewsMonitor.Feeds.FullText;

/// <summary>How the pages of articles are read, for feeds that ask for it. Bound from <c>NewsMonitor:Feeds:FullText</c>.</summary>
public sealed record FullTextOptions
{
    /// <summary>How long an article waits for its page at most; then it goes on with what the feed said.</summary>
    public TimeSpan MaximumWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Failed requests for a page after which its article waits no longer.</summary>
    public int MaximumAttempts { get; init; } = 3;

    /// <summary>Time before the second attempt; doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most pages of one scheduler that are on their way at a time, of the polls that may be.</summary>
    public int MaximumConcurrentPages { get; init; } = 16;

    /// <summary>Largest page in bytes, as sent and as decoded.</summary>
    public int MaximumPageBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Most elements of a page that are told apart; the text behind them counts as one part.</summary>
    public int MaximumElements { get; init; } = 50_000;

    /// <summary>Shortest text of a page, in characters, that takes the place of the feed's.</summary>
    public int MinimumText { get; init; } = 200;

    /// <summary>Most moves from one host to another on the way to a page.</summary>
    public int MaximumHops { get; init; } = 2;

    /// <summary>How long a robots.txt is believed.</summary>
    public TimeSpan RobotsAge { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a robots.txt that could not be had is not asked for again.</summary>
    public TimeSpan RobotsRetry { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Sites whose robots.txt is remembered in one process.</summary>
    public int RobotsSites { get; init; } = 5_000;

    /// <summary>Sentences that say which setting is wrong and why; none when all are usable.</summary>
    public IEnumerable<string> Validate()
    {
        if (MaximumWait <= TimeSpan.Zero || MaximumWait > TimeSpan.FromDays(1))
            yield return $"{nameof(MaximumWait)} is {MaximumWait}; it has to be more than zero and at most a day.";
        if (MaximumAttempts is < 1 or > 20)
            yield return $"{nameof(MaximumAttempts)} is {MaximumAttempts}; it has to be between 1 and 20.";
        if (RetryDelay <= TimeSpan.Zero || RetryDelay > TimeSpan.FromHours(1))
            yield return $"{nameof(RetryDelay)} is {RetryDelay}; it has to be more than zero and at most an hour.";
        if (MaximumConcurrentPages < 1)
            yield return $"{nameof(MaximumConcurrentPages)} is {MaximumConcurrentPages}; at least 1.";
        if (MaximumPageBytes is < 1024 or > 64 * 1024 * 1024)
            yield return $"{nameof(MaximumPageBytes)} is {MaximumPageBytes}; it has to be between 1024 and 67108864.";
        if (MaximumElements is < 100 or > 1_000_000)
            yield return $"{nameof(MaximumElements)} is {MaximumElements}; it has to be between 100 and 1000000.";
        if (MinimumText < 0)
            yield return $"{nameof(MinimumText)} is {MinimumText}; it cannot be negative.";
        if (MaximumHops is < 0 or > 10)
            yield return $"{nameof(MaximumHops)} is {MaximumHops}; it has to be between 0 and 10.";
        // RFC 9309 section 2.4.
        if (RobotsAge <= TimeSpan.Zero || RobotsAge > TimeSpan.FromHours(24))
            yield return $"{nameof(RobotsAge)} is {RobotsAge}; it has to be more than zero and at most 24 hours.";
        if (RobotsRetry <= TimeSpan.Zero || RobotsRetry > TimeSpan.FromHours(24))
            yield return $"{nameof(RobotsRetry)} is {RobotsRetry}; it has to be more than zero and at most 24 hours.";
        if (RobotsSites < 1)
            yield return $"{nameof(RobotsSites)} is {RobotsSites}; at least 1.";
    }
}
