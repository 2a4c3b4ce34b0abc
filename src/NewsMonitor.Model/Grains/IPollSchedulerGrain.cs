namespace NewsMonitor.Model;

/// <summary>
/// Decides when the feeds of one shard of hosts are polled, and when others may ask these hosts. Key: the shard, from 0.
/// What is said of turns interleaves with everything: schedulers whose polls are redirected to each other's hosts must not wait for each other.
/// </summary>
[Alias("newsmonitor.poll-scheduler")]
public interface IPollSchedulerGrain : IGrainWithIntegerKey
{
    /// <summary>Looks for due feeds now rather than at the next sweep. Carries no facts and may be lost.</summary>
    [OneWay, Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>Waits for a turn at one of the shard's hosts, for a request that comes from elsewhere.</summary>
    /// <param name="turn">A new name, by which the turn is given back.</param>
    /// <param name="feed">The feed that a person wants to be polled at once; null for everything else.</param>
    /// <param name="patience">How long the caller can wait.</param>
    /// <returns>Null when the turn has come; when to come again where it does not come in time.</returns>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("take-turn")]
    Task<DateTimeOffset?> TakeTurnAsync(string host, Guid turn, string? feed, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Gives a turn back, or ends the waiting for it. May be lost: then the turn lapses.</summary>
    [OneWay, AlwaysInterleave, Alias("end-turn")]
    Task EndTurnAsync(string host, Guid turn, CancellationToken cancellationToken);

    /// <summary>A poll of this scheduler's goes on at another host, and others may ask this one. May be lost: then they may when the poll ends.</summary>
    /// <param name="holder">The feed, or the article whose page is read.</param>
    [OneWay, AlwaysInterleave, Alias("leave")]
    Task LeaveAsync(string host, string holder, CancellationToken cancellationToken);

    /// <summary>A host asked to be left alone by who comes from elsewhere. May be lost: then the host says it again.</summary>
    [OneWay, AlwaysInterleave, Alias("rest")]
    Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken);
}
