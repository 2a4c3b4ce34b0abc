using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>Subscriptions and the endpoints they deliver to.</summary>
public interface ISubscriptionStore
{
    /// <summary>Stores a new or changed subscription and its endpoints. An endpoint that is already there keeps its secret unless a new one is given.</summary>
    Task<Subscription> SaveAsync(Subscription subscription, CancellationToken cancellationToken);

    Task<Subscription?> FindAsync(string subscriptionId, CancellationToken cancellationToken);

    /// <summary>Subscriptions in the order of their ids.</summary>
    Task<Page<Subscription>> ListAsync(string? subscriber, PageRequest page, CancellationToken cancellationToken);

    Task<bool> RemoveAsync(string subscriptionId, CancellationToken cancellationToken);

    /// <summary>A number that changes with every change of any subscription: a snapshot with the same number is current.</summary>
    Task<long> VersionAsync(CancellationToken cancellationToken);

    /// <summary>All subscriptions that are not paused, and the version they are of.</summary>
    Task<(IReadOnlyList<Subscription> Subscriptions, long Version)> ActiveAsync(CancellationToken cancellationToken);
}
