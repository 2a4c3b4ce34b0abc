namespace NewsMonitor.Model;

/// <summary>Decides what one subscriber is told, and writes it. Key: the subscriber.</summary>
[Alias("newsmonitor.subscriber")]
public interface ISubscriberGrain : IGrainWithStringKey
{
    /// <summary>Takes pending work now rather than at the next sweep. Carries no facts and may be lost.</summary>
    [OneWay, Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);
}
