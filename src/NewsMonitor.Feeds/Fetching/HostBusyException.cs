namespace NewsMonitor.Feeds.Fetching;

/// <summary>So many ask a host, or it rests, that it was not asked once more.</summary>
public sealed class HostBusyException(string host, DateTimeOffset again) : Exception($"{host} is asked by many others, or rests.")
{
    /// <summary>When to come again.</summary>
    public DateTimeOffset Again { get; } = again;
}
