namespace NewsMonitor.Model;

/// <summary>Decides which story each pending article of one language belongs to. Key: the language.</summary>
[Alias("newsmonitor.story-index")]
public interface IStoryIndexGrain : IGrainWithStringKey
{
    /// <summary>Takes pending work now rather than at the next sweep. Carries no facts and may be lost.</summary>
    [OneWay, Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);
}
