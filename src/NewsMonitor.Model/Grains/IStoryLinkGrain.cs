namespace NewsMonitor.Model;

/// <summary>Links stories of different languages that report one event. One for all languages; key: <see cref="Key"/>.</summary>
[Alias("newsmonitor.story-link")]
public interface IStoryLinkGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "all";

    /// <summary>Takes pending work now rather than at the next sweep. Carries no facts and may be lost.</summary>
    [OneWay, Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);
}
