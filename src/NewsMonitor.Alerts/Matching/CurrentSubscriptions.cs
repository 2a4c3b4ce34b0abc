using Microsoft.Extensions.Logging;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// This process's snapshot of the subscriptions, rebuilt when their version has changed. One instance a process. Whoever matches reads the
/// events first and asks for the snapshot then: a subscription that is missing in it was stored after those events, and finds them by
/// looking back.
/// </summary>
public sealed partial class CurrentSubscriptions(ISubscriptionStore store, ILogger<CurrentSubscriptions> logger) : IDisposable
{
    private readonly SemaphoreSlim _building = new(1);
    private SubscriptionSnapshot _snapshot = SubscriptionSnapshot.Empty;

    /// <summary>A snapshot that has every change that was stored before the call.</summary>
    public async Task<SubscriptionSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        if (await IsCurrentAsync(cancellationToken))
            return Volatile.Read(ref _snapshot);
        await _building.WaitAsync(cancellationToken);
        try
        {
            if (await IsCurrentAsync(cancellationToken))
                return _snapshot;
            var (subscriptions, version) = await store.ActiveAsync(cancellationToken);
            var previous = _snapshot;
            // Compiling is work for a processor: off the caller's turn.
            var built = await Task.Run(() => SubscriptionSnapshot.Build(subscriptions, version, previous), cancellationToken);
            foreach (var unreadable in built.Unreadable)
                LogUnreadable(logger, unreadable.SubscriptionId, unreadable.Error);
            LogBuilt(logger, built.Count, built.Queries, version);
            Volatile.Write(ref _snapshot, built);
            return built;
        }
        finally
        {
            _building.Release();
        }
    }

    public void Dispose() => _building.Dispose();

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        // Read before the version: a snapshot that is replaced meanwhile must not be vouched for by an older number.
        var snapshot = Volatile.Read(ref _snapshot);
        return snapshot.Version == await store.VersionAsync(cancellationToken) && ReferenceEquals(snapshot, Volatile.Read(ref _snapshot));
    }
}
