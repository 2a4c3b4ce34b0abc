using NewsMonitor.Model;

namespace NewsMonitor.Feeds;

/// <summary>
/// Feeds and what polls brought. Every method that writes is one transaction and throws <see cref="StoreUnavailableException"/> when
/// the database cannot take it; then nothing of it was stored.
/// </summary>
public interface IFeedStore
{
    /// <summary>Adds a feed, due at once.</summary>
    /// <returns>The feed, and whether it was added: a feed that has this URL, or had it before it moved, is returned as it is.</returns>
    Task<(Feed Feed, bool Added)> AddAsync(NewFeed feed, CancellationToken cancellationToken);

    /// <summary>A feed by its id, or by the id of one that became one with it.</summary>
    Task<Feed?> FindAsync(string feedId, CancellationToken cancellationToken);

    /// <summary>Feeds by id, in the order of their ids.</summary>
    Task<Page<Feed>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Changes what the operator may change; null leaves a part as it is. Going on also resumes a feed that was stopped because it is gone.</summary>
    /// <returns>The changed feed, or null when there is none.</returns>
    Task<Feed?> ChangeAsync(string feedId, FeedChange change, CancellationToken cancellationToken);

    /// <summary>Sets what the feed's host is shown from the next poll on, which is due at once unless the feed is paused; null shows it nothing.</summary>
    /// <returns>The changed feed, or null when there is none.</returns>
    Task<Feed?> SetAccessAsync(string feedId, FeedAccess? access, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Stops watching. Its articles stay. The id of a feed that became one with another is forgotten, and the other stays.</summary>
    Task<bool> RemoveAsync(string feedId, CancellationToken cancellationToken);

    /// <summary>
    /// Feeds that are due, not paused and not stopped, longest due first, whose host falls into the shard (<see cref="HostShard"/>).
    /// </summary>
    Task<IReadOnlyList<DueFeed>> DueAsync(int shard, int shards, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Moves polls to other times. Whoever polls one of the feeds meanwhile wins.</summary>
    Task MoveAsync(IReadOnlyList<MovedPoll> polls, CancellationToken cancellationToken);

    /// <summary>Makes the shard's feeds due now whose next poll is later than it can be. Those that are not polled at all keep the reason for that.</summary>
    /// <param name="latest">Polls after this are moved.</param>
    /// <param name="reason">In words for the operator.</param>
    /// <returns>How many.</returns>
    Task<int> BringForwardAsync(int shard, int shards, DateTimeOffset latest, DateTimeOffset now, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a poll: its new and changed articles and the feed's new state, all or nothing. The write is conditional on
    /// <see cref="FeedPollState.Version"/>.
    /// </summary>
    Task<IngestResult> IngestAsync(FeedPoll poll, CancellationToken cancellationToken);

    /// <summary>The polls that a feed's history holds, latest first; none for a feed that is not there.</summary>
    /// <param name="feedId">Which feed.</param>
    /// <param name="keep">So many of its latest polls at most: no more than they were stored with.</param>
    /// <param name="since">None that ended before.</param>
    /// <param name="page">Which of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Page<PollRecord>> PollsAsync(string feedId, int keep, DateTimeOffset since, PageRequest page, CancellationToken cancellationToken);

    Task<Article?> FindArticleAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>Articles, newest arrival first.</summary>
    Task<Page<Article>> ListArticlesAsync(ArticleFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Counts for the operator's metrics.</summary>
    Task<FeedCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
