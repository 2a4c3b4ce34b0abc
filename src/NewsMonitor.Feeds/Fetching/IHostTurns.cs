namespace NewsMonitor.Feeds.Fetching;

/// <summary>
/// Turns at hosts, for requests that a host's scheduler did not begin itself: those that other hosts redirect to it, and those that people ask for.
/// They share the host's concurrency and spacing with its feeds' own polls. A turn that is not given back lapses when the request that it was given for must be over.
/// Safe to call from many threads.
/// </summary>
public interface IHostTurns
{
    /// <summary>Waits for a turn at a host. It lasts until it is given back.</summary>
    /// <param name="host">As in <see cref="HostShard.Host(Uri)"/>.</param>
    /// <param name="turn">A new name, by which the turn is given back, whatever came of asking for it.</param>
    /// <param name="feed">The feed that a person wants to be polled at once: that does not wait for the end of a rest. Null for everything else.</param>
    /// <param name="patience">How long the caller can wait; zero for not at all.</param>
    /// <returns>Null when the turn has come; when to come again where it does not come in time.</returns>
    Task<DateTimeOffset?> TakeTurnAsync(string host, Guid turn, string? feed, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Gives a turn back, or ends the waiting for it.</summary>
    void EndTurn(string host, Guid turn);

    /// <summary>A poll that has its turn at the host goes on at another one: others may ask this one meanwhile.</summary>
    /// <param name="holder">The feed that is polled, or the article whose page is read.</param>
    void Leave(string host, string holder);

    /// <summary>The host asked to be left alone: nobody who comes from elsewhere asks it before that time.</summary>
    void Rest(string host, DateTimeOffset until);
}
