using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>
/// Alerts for who comes and gets them: those of one story each, and notices, which are of the subscriptions that delivered at the endpoint. What tells of
/// several together is left out, since each of its parts is here by itself.
/// </summary>
public interface IAlertHistory
{
    /// <summary>Alerts after a sequence, oldest first.</summary>
    Task<IReadOnlyList<Alert>> AfterAsync(AlertAudience audience, long sequence, int limit, CancellationToken cancellationToken);

    /// <summary>The newest alerts, newest first.</summary>
    Task<IReadOnlyList<Alert>> LatestAsync(AlertAudience audience, int limit, CancellationToken cancellationToken);

    /// <summary>The sequence after which at most <paramref name="most"/> alerts came: <paramref name="sequence"/> itself unless there are more after it.</summary>
    Task<long> SkipAsync(AlertAudience audience, long sequence, int most, CancellationToken cancellationToken);

    /// <summary>The sequence of the newest alert of all; 0 when there was none yet.</summary>
    Task<long> NewestAsync(CancellationToken cancellationToken);
}

/// <summary>Whose alerts: of one subscription, of one subscriber, or, with neither, of all.</summary>
public sealed record AlertAudience(string? Subscriber, string? Subscription);
