using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Grains;

/// <summary>Wakes subscribers' grains.</summary>
internal sealed class GrainSubscriberWakes(IGrainFactory grains) : ISubscriberWakes
{
    public Task WakeAsync(IEnumerable<string> subscribers, CancellationToken cancellationToken) =>
        Task.WhenAll(subscribers.Select(subscriber => grains.GetGrain<ISubscriberGrain>(subscriber).WakeAsync(cancellationToken)));
}
