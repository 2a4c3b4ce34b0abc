using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.Scheduling;

/// <summary>The part of a feed store that a scheduler sees: which feeds are due.</summary>
internal sealed class DueFeeds : IFeedStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DueFeed> _due = new(StringComparer.Ordinal);

    /// <summary>What looking for due feeds throws; null for nothing.</summary>
    public Exception? Refusal { get; set; }

    public int Looks { get; private set; }

    public void Add(string feed, string host, DateTimeOffset at, TimeSpan? interval = null, SkippedTimes skip = default, DateTimeOffset? last = null)
    {
        lock (_lock)
            _due[feed] = new DueFeed(feed, host, at, interval, skip, LastPoll: last);
    }

    /// <summary>When a feed is polled next; null when it was removed.</summary>
    public DateTimeOffset? At(string feed)
    {
        lock (_lock)
            return _due.GetValueOrDefault(feed)?.NextPoll;
    }

    public void Remove(string feed)
    {
        lock (_lock)
            _due.Remove(feed);
    }

    public Task<IReadOnlyList<DueFeed>> DueAsync(int shard, int shards, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Looks++;
            return Refusal is null
                ? Task.FromResult<IReadOnlyList<DueFeed>>([.. _due.Values.Where(d => d.NextPoll <= now).OrderBy(d => d.NextPoll).ThenBy(d => d.FeedId).Take(limit)])
                : throw Refusal;
        }
    }

    public Task MoveAsync(IReadOnlyList<MovedPoll> polls, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var poll in polls.Where(poll => _due.GetValueOrDefault(poll.FeedId)?.NextPoll == poll.From))
                _due[poll.FeedId] = _due[poll.FeedId] with { NextPoll = poll.To };
        }

        return Task.CompletedTask;
    }

    public Task<int> BringForwardAsync(int shard, int shards, DateTimeOffset latest, DateTimeOffset now, string reason, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var late = _due.Values.Where(feed => feed.NextPoll > latest).ToList();
            foreach (var feed in late)
                _due[feed.FeedId] = feed with { NextPoll = now };
            return Task.FromResult(late.Count);
        }
    }

    public Task<(Feed Feed, bool Added)> AddAsync(NewFeed feed, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Feed?> FindAsync(string feedId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<Feed>> ListAsync(PageRequest page, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Feed?> ChangeAsync(string feedId, FeedChange change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Feed?> SetAccessAsync(string feedId, FeedAccess? access, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveAsync(string feedId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IngestResult> IngestAsync(FeedPoll poll, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<PollRecord>> PollsAsync(string feedId, int keep, DateTimeOffset since, PageRequest page, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Article?> FindArticleAsync(string articleId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<Article>> ListArticlesAsync(ArticleFilter filter, PageRequest page, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FeedCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();
}
