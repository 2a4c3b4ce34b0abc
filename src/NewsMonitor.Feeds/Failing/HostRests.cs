using NewsMonitor.Feeds.Fetching;

namespace NewsMonitor.Feeds.Failing;

/// <summary>Decides whether one feed's Retry-After holds for its neighbours. Pure.</summary>
public static class HostRests
{
    /// <returns>Null when nobody else has to wait.</returns>
    /// <param name="exchange">Of the poll that failed.</param>
    /// <param name="options">Scope, and how long one feed may hold up the others.</param>
    /// <param name="now">When the poll ended.</param>
    public static HostRest? Decide(FetchExchange exchange, FeedOptions options, DateTimeOffset now)
    {
        if (options.RetryAfterScope != RetryAfterScope.Host || exchange.HttpStatus is not (429 or 503) || exchange.RetryAfter is not { } asked || asked <= TimeSpan.Zero)
            return null;
        var rest = asked < options.MaximumHostRest ? asked : options.MaximumHostRest;
        // The host that answered, which need not be the one that was asked.
        var host = HostShard.Host(exchange.FinalUrl);
        return new HostRest(host, now + rest, $"in {SpanWords.Of(rest)}: {host} asks to be left alone");
    }
}
