namespace NewsMonitor.Feeds.Fetching;

/// <summary>So many are redirected to a host, or it rests, that this fetch did not ask it.</summary>
internal sealed class HostBusyException(string host, DateTimeOffset again) : Exception($"{host} is asked by many others that lead to it, or rests.")
{
    /// <summary>When to come again.</summary>
    public DateTimeOffset Again { get; } = again;
}
