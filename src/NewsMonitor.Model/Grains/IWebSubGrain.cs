namespace NewsMonitor.Model;

/// <summary>Keeps the subscriptions at hubs. One for all feeds; key: <see cref="Key"/>.</summary>
[Alias("newsmonitor.websub")]
public interface IWebSubGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "all";

    /// <summary>Looks for subscriptions that need something now rather than at the next sweep. Carries no facts and may be lost.</summary>
    [OneWay, Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);
}
