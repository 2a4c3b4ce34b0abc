using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>Subscriptions and the endpoints they deliver to.</summary>
public interface ISubscriptionStore
{
    /// <summary>
    /// Stores a new or changed subscription and its endpoints. Secret and settings in it are stored with an endpoint that is new; one that is
    /// already there keeps its own, unless its id is among <paramref name="replace"/>. When the query changes, in what it means and not only in how it is
    /// written, the matches of the old one go.
    /// </summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="replace">
    /// Ids of endpoints whose settings, and secret if one is given, are to be replaced by the given ones. A secret that was another is kept as
    /// the previous one, until the given <see cref="AlertEndpoint.PreviousSecretUntil"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is stored; with a secret only where this call stored it.</returns>
    Task<Subscription> SaveAsync(Subscription subscription, IReadOnlyCollection<string> replace, CancellationToken cancellationToken);

    /// <summary>Without the endpoints' secrets, as everything below.</summary>
    Task<Subscription?> FindAsync(string subscriptionId, CancellationToken cancellationToken);

    /// <summary>The subscriber's subscription with exactly this name.</summary>
    Task<Subscription?> FindNamedAsync(string subscriber, string name, CancellationToken cancellationToken);

    /// <summary>Subscriptions in the order of their ids.</summary>
    Task<Page<Subscription>> ListAsync(string? subscriber, PageRequest page, CancellationToken cancellationToken);

    /// <summary>How many subscriptions a subscriber has, paused ones included.</summary>
    Task<int> CountAsync(string subscriber, CancellationToken cancellationToken);

    /// <summary>How many endpoints a subscriber has, unused ones included, and how many of those are among some ids.</summary>
    Task<(int All, int Known)> CountEndpointsAsync(string subscriber, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Removes it with its matches. What the subscriber was told stays, and the endpoints for a while (<see cref="IUnusedEndpoints"/>).</summary>
    /// <returns>False when there is none.</returns>
    Task<bool> RemoveAsync(string subscriptionId, CancellationToken cancellationToken);

    /// <summary>
    /// A number that changes when a subscription comes or goes, is paused or goes on, or asks something else: a snapshot with the same number is
    /// current. What else is changed of one does not concern matching.
    /// </summary>
    Task<long> VersionAsync(CancellationToken cancellationToken);

    /// <summary>All subscriptions that are not paused, in the order of their ids. Changes between two pages are in <see cref="ChangesAsync"/> after the version before the first.</summary>
    Task<Page<StandingQuery>> StandingAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>The subscriptions that changed after a version.</summary>
    /// <returns>Null when the store cannot tell (any more), because the version is long ago or not its own: everything has to be read anew.</returns>
    Task<StandingChanges?> ChangesAsync(long after, CancellationToken cancellationToken);
}

/// <summary>What matching needs of a subscription that is not paused.</summary>
/// <param name="Query">As the subscriber wrote it.</param>
public sealed record StandingQuery(string Id, string Subscriber, string Query, DateTimeOffset Created);

/// <summary>What became of the subscriptions that changed after a version, each once.</summary>
/// <param name="Standing">New or changed, not paused.</param>
/// <param name="Gone">Ids of those that were paused or removed.</param>
/// <param name="Version">The version that this leads to.</param>
public sealed record StandingChanges(IReadOnlyList<StandingQuery> Standing, IReadOnlyList<string> Gone, long Version);
