using System.Collections.Concurrent;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>When hubs, by host and port, may be asked again: spaced as a host's feeds are, and after the rest that one of them needs.</summary>
internal sealed class HubPace(TimeSpan spacing)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new(StringComparer.Ordinal);

    public DateTimeOffset NotBefore(string hub) => _notBefore.GetValueOrDefault(hub);

    /// <summary>It was asked, and that has ended.</summary>
    public void Asked(string hub, DateTimeOffset now) => Rest(hub, now + spacing);

    public void Rest(string hub, DateTimeOffset until) => _notBefore.AddOrUpdate(hub, until, (_, before) => before > until ? before : until);

    /// <summary>Forgets what is over, so that hubs that are never met again take no room.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var over in _notBefore.Where(hub => hub.Value <= now))
            _notBefore.TryRemove(over);
    }
}
