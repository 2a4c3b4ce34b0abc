namespace NewsMonitor.Model;

/// <summary>Delivers what is due at one endpoint, and remembers how it went. Key: the endpoint's id.</summary>
[Alias("newsmonitor.endpoint")]
public interface IEndpointGrain : IGrainWithStringKey
{
    /// <summary>Takes pending work now rather than at the next sweep. Carries no facts and may be lost.</summary>
    [OneWay, Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);
}
