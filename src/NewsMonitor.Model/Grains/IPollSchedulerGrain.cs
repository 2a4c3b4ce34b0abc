namespace NewsMonitor.Model;

/// <summary>Decides when the feeds of one shard of hosts are polled. Key: the shard, from 0.</summary>
[Alias("newsmonitor.poll-scheduler")]
public interface IPollSchedulerGrain : IGrainWithIntegerKey
{
    /// <summary>Looks for due feeds now rather than at the next sweep. Carries no facts and may be lost.</summary>
    [OneWay, Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);
}
