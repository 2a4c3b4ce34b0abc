using NewsMonitor.Model;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>
/// Subscriptions at hubs. Writes throw <see cref="StoreUnavailableException"/> when the database cannot take them. When a feed is removed, paused,
/// stopped or resumed, by whatever way, its subscriptions are due at once.
/// </summary>
public interface IWebSubStore
{
    Task<WebSubSubscription?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The feed's subscription that is not being ended.</summary>
    Task<WebSubSubscription?> OfFeedAsync(string feedId, CancellationToken cancellationToken);

    /// <summary>Subscriptions that need something: of each hub (scheme, host and port) those longest due, and every hub's first before any hub's second.</summary>
    /// <param name="perHub">Of one hub at most.</param>
    /// <param name="limit">Of all hubs at most.</param>
    Task<IReadOnlyList<DueSubscription>> DueAsync(DateTimeOffset now, int perHub, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// No subscription at this hub (scheme, host and port of <paramref name="hub"/>) is due before that time, those aside whose lease ends before.
    /// Not a change of them: their versions stay.
    /// </summary>
    Task PutOffAsync(string hub, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// Stores all of them or none: a new one (version zero), a change, or the removal of one that has ended.
    /// </summary>
    /// <returns>False when one of them was changed or removed meanwhile, or its feed has another already: nothing was written.</returns>
    Task<bool> StoreAsync(IReadOnlyList<WebSubSubscription> changes, CancellationToken cancellationToken);

    /// <summary>A push was stored. Not a change of the subscription: its version stays.</summary>
    Task PushedAsync(string id, DateTimeOffset at, string hash, CancellationToken cancellationToken);

    /// <summary>Makes every subscription due whose callback begins otherwise.</summary>
    Task HurryAsync(string callbackPrefix, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>How many subscriptions are in each state.</summary>
    Task<IReadOnlyDictionary<WebSubState, int>> CountAsync(CancellationToken cancellationToken);
}

/// <param name="Exists">Its feed is there.</param>
/// <param name="Watched">And is polled: neither paused nor stopped.</param>
public sealed record DueSubscription(WebSubSubscription Subscription, bool Exists, bool Watched);
