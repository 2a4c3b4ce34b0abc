namespace NewsMonitor.Model;

/// <summary>Finds the subscriptions that pending story events of one language match. Key: the language.</summary>
[Alias("newsmonitor.story-match")]
public interface IStoryMatchGrain : IGrainWithStringKey
{
    /// <summary>Takes pending work now rather than at the next sweep. Carries no facts and may be lost.</summary>
    [OneWay, Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);
}
