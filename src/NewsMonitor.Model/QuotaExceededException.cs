namespace NewsMonitor.Model;

/// <summary>Somebody has as much of something as may be: the message says what. HTTP answers 403.</summary>
/// <param name="quota">Name of the quota, for programs: <c>subscriptionsPerSubscriber</c>.</param>
/// <param name="limit">The most that may be.</param>
/// <param name="message">For people.</param>
public sealed class QuotaExceededException(string quota, long limit, string message) : Exception(message)
{
    public string Quota { get; } = quota;

    public long Limit { get; } = limit;
}
