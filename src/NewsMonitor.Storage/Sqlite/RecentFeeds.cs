using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// Feeds as this process read or wrote them last, so that a feed that comes again is not read again. Whoever changes feeds says so here, after the commit; a write that
/// rests on what was found here is conditional on the feed's version, so that it can be late but never wrong.
/// </summary>
/// <param name="limit">Feeds that are kept at most; one more, and all are forgotten.</param>
internal sealed class RecentFeeds(int limit)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _feeds = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Counts the changes to any feed that <see cref="Forget()"/> told of. To be asked before the database is.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <returns>Null when it has to be read.</returns>
    public Feed? Find(string feedId)
    {
        lock (_lock)
            return _feeds.TryGetValue(feedId, out var kept) && kept.AsOf == _changes ? kept.Feed : null;
    }

    /// <summary>Keeps what was read or written, unless something newer is known.</summary>
    /// <param name="feed">Under its present id.</param>
    /// <param name="asOf"><see cref="Changes"/> from before.</param>
    public void Keep(Feed feed, long asOf) => Keep(feed.Id, new Kept(feed, feed.Poll.Version, asOf));

    /// <summary>Keeps what a poll made of a feed that is kept; of another one, that it is not known any more.</summary>
    /// <param name="feedId">Which feed.</param>
    /// <param name="was">The state that the poll read; another one means that others moved the next poll meanwhile.</param>
    /// <param name="state">As it is stored now.</param>
    /// <param name="asOf"><see cref="Changes"/> from before the write.</param>
    public void Advance(string feedId, FeedPollState was, FeedPollState state, long asOf)
    {
        lock (_lock)
        {
            if (_feeds.TryGetValue(feedId, out var known) && known.AsOf == asOf && known.Feed?.Poll == was)
                _feeds[feedId] = known with { Feed = known.Feed with { Poll = state }, Version = state.Version };
            else
                Keep(feedId, new Kept(null, state.Version, asOf));
        }
    }

    /// <summary>The feed has this version at least, and more of it is not known.</summary>
    public void Forget(string feedId, long version) => Keep(feedId, new Kept(null, version, Changes));

    /// <summary>Any feed may have changed.</summary>
    public void Forget() => Interlocked.Increment(ref _changes);

    private void Keep(string feedId, Kept kept)
    {
        lock (_lock)
        {
            if (_feeds.TryGetValue(feedId, out var known) && known.AsOf == _changes && known.Version > kept.Version)
                return;
            if (_feeds.Count >= limit && !_feeds.ContainsKey(feedId))
                _feeds.Clear();
            if (limit > 0)
                _feeds[feedId] = kept;
        }
    }

    private readonly record struct Kept(Feed? Feed, long Version, long AsOf);
}

/// <summary>Writes that change feeds other than by their own polls.</summary>
internal static class FeedChanges
{
    /// <inheritdoc cref="SqliteDatabase.WriteAsync"/>
    public static async Task<T> ChangeFeedsAsync<T>(this SqliteDatabase database, Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(work, cancellationToken);
        }
        finally
        {
            database.RecentFeeds.Forget();
        }
    }
}
