namespace NewsMonitor.Alerts.Deliveries;

/// <summary>Settings of endpoints that fail and of what is kept of deliveries, <c>NewsMonitor:Alerts:Deliveries</c>.</summary>
public sealed record DeliveryOptions
{
    /// <summary>An endpoint is disabled when all attempts at it failed for this long. An hour or more.</summary>
    public TimeSpan FailingFor { get; set; } = TimeSpan.FromDays(5);

    /// <summary>It is not before this many of them failed: so a program that was not running for days blames nobody. 1 or more.</summary>
    public int FailingAttempts { get; set; } = 10;

    /// <summary>Other endpoints of the owner that are told of one that was disabled, at most. 0 or more.</summary>
    public int NoticeEndpoints { get; set; } = 3;

    /// <summary>How long attempts are kept. What became of their deliveries stays as long as their endpoint. A day or more.</summary>
    public TimeSpan AttemptsKeptFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long an endpoint is kept that no subscription uses and for which nothing is pending, and what became of its deliveries with it; longer while
    /// attempts are kept. A day or more.
    /// </summary>
    public TimeSpan EndpointsKeptFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Deliveries that one request to replay a range looks at at most. 1 or more.</summary>
    public int ReplayMost { get; set; } = 10_000;

    /// <summary>A sentence for each wrong setting; empty when all are right.</summary>
    public IEnumerable<string> Validate()
    {
        if (FailingFor < TimeSpan.FromHours(1))
            yield return Wrong(nameof(FailingFor), FailingFor, "1 hour or more");
        if (FailingAttempts < 1)
            yield return Wrong(nameof(FailingAttempts), FailingAttempts, "1 or more");
        if (NoticeEndpoints < 0)
            yield return Wrong(nameof(NoticeEndpoints), NoticeEndpoints, "0 or more");
        if (AttemptsKeptFor < TimeSpan.FromDays(1))
            yield return Wrong(nameof(AttemptsKeptFor), AttemptsKeptFor, "1 day or more");
        if (EndpointsKeptFor < TimeSpan.FromDays(1))
            yield return Wrong(nameof(EndpointsKeptFor), EndpointsKeptFor, "1 day or more");
        if (ReplayMost < 1)
            yield return Wrong(nameof(ReplayMost), ReplayMost, "1 or more");
    }

    private static string Wrong<T>(string name, T value, string expected) =>
        FormattableString.Invariant($"NewsMonitor:Alerts:Deliveries:{name} is {value}; it must be {expected}.");
}
