using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Feeds and their articles in SQLite.</summary>
public sealed class SqliteFeedStore(SqliteDatabase database) : IFeedStore
{
    public Task<(Feed Feed, bool Added)> AddAsync(NewFeed feed, CancellationToken cancellationToken)
    {
        var host = HostShard.Host(feed.Url);
        return database.ChangeFeedsAsync(
            connection =>
            {
                var former = (string?)connection.Value("SELECT feed_id FROM former_feed_urls WHERE url = @url", ("@url", feed.Url));
                if (former is not null && FindById(connection, former) is { } moved)
                    return (moved, false);
                // A feed that moved before it was removed comes back as itself: its articles are no news.
                connection.Run("DELETE FROM former_feed_urls WHERE url = @url", ("@url", feed.Url));
                var id = former ?? StableId.Create("feed", feed.Url);
                var added = connection.Execute(
                    """
                    INSERT INTO feeds (id, url, host, bucket, title, tags, added_at, next_poll_at, next_poll_reason, status, full_text, access)
                    VALUES (@id, @Url, @host, @bucket, @Title, @tags, @added, @added, 'at once: newly added', @status, @FullText, @access)
                    ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        id,
                        feed.Url,
                        host,
                        bucket = HostShard.Bucket(host),
                        feed.Title,
                        tags = feed.Tags.ToColumn(),
                        added = feed.Added.ToColumn(),
                        status = nameof(FeedStatus.NeverPolled),
                        feed.FullText,
                        access = Column(feed.Access),
                    }) == 1;
                // The URL may belong to a feed that moved here, or the id to one that moved away.
                var stored = FindByUrl(connection, feed.Url) ?? FindById(connection, id);
                return (stored!, added);
            },
            cancellationToken);
    }

    public Task<Feed?> FindAsync(string feedId, CancellationToken cancellationToken) =>
        database.RecentFeeds.Find(feedId) is { } recent ? Task.FromResult<Feed?>(recent) : ReadAsync(feedId, cancellationToken);

    public Task<Page<Feed>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        return database.ReadAsync(
            connection =>
            {
                var feeds = connection.Rows(
                    $"SELECT {SqliteFeedRow.Columns} FROM feeds WHERE id > @after ORDER BY id LIMIT @take",
                    new { after = page.Cursor ?? "", take = limit + 1 },
                    SqliteFeedRow.Read);
                return SqliteCursor.Page(feeds, limit, feed => feed.Id);
            },
            cancellationToken);
    }

    public Task<Feed?> ChangeAsync(string feedId, FeedChange change, CancellationToken cancellationToken) =>
        database.ChangeFeedsAsync(
            connection =>
            {
                var id = Present(connection, feedId);
                connection.Execute(
                    """
                    UPDATE feeds SET title = coalesce(@Title, title), tags = coalesce(@tags, tags), paused = coalesce(@Paused, paused),
                                     full_text = coalesce(@FullText, full_text)
                    WHERE id = @id
                    """,
                    new { id, change.Title, tags = change.Tags?.ToColumn(), change.Paused, change.FullText });
                if (change.Paused is false)
                    Resume(connection, id);
                return FindById(connection, id);
            },
            cancellationToken);

    public Task<Feed?> SetAccessAsync(string feedId, FeedAccess? access, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ChangeFeedsAsync(
            connection =>
            {
                var id = Present(connection, feedId);
                // Others see other documents: what the old ones were recognised by says nothing. A poll that is under way counts no more.
                connection.Execute(
                    """
                    UPDATE feeds SET access = @access, etag = NULL, last_modified = NULL, body_hash = NULL, version = version + 1,
                                     next_poll_at = @now, next_poll_reason = 'at once: its credentials changed'
                    WHERE id = @id
                    """,
                    new { id, access = Column(access), now = now.ToColumn() });
                return FindById(connection, id);
            },
            cancellationToken);

    public Task<bool> RemoveAsync(string feedId, CancellationToken cancellationToken) =>
        database.ChangeFeedsAsync(
            connection =>
            {
                if (FindById(connection, feedId) is not { } feed)
                    return connection.Execute("DELETE FROM former_feed_ids WHERE id = @feedId", new { feedId }) == 1;
                // Its URLs stay known, for the day when it is added again.
                if (feedId != StableId.Create("feed", feed.Url))
                    connection.Execute("INSERT INTO former_feed_urls (url, feed_id) VALUES (@Url, @feedId)", new { feed.Url, feedId });
                connection.Execute("DELETE FROM feeds WHERE id = @feedId; DELETE FROM feed_polls WHERE feed_id = @feedId; DELETE FROM feed_quiet_polls WHERE feed_id = @feedId; DELETE FROM former_feed_ids WHERE feed_id = @feedId", new { feedId });
                return true;
            },
            cancellationToken);

    public Task<Page<PollRecord>> PollsAsync(string feedId, int keep, DateTimeOffset since, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        var before = SqliteCursor.Number(page, none: long.MaxValue);
        return database.ReadAsync(
            connection => SqliteCursor.Page(
                connection.Rows(
                    SqlitePollHistory.Select,
                    new { feed = feedId, keep, since = since.ToColumn(), before, take = limit + 1 },
                    SqlitePollHistory.Read),
                limit,
                poll => poll.Version.ToString(CultureInfo.InvariantCulture)),
            cancellationToken);
    }

    public Task<IReadOnlyList<DueFeed>> DueAsync(int shard, int shards, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DueFeed>>(
            connection => connection.Rows(
                """
                SELECT id, host, next_poll_at, interval, skip_hours, skip_days, last_poll_at FROM feeds
                WHERE paused = 0 AND stopped_at IS NULL AND next_poll_at <= @now AND bucket % @shards = @shard
                ORDER BY next_poll_at LIMIT @limit
                """,
                new { shard, shards, now = now.ToColumn(), limit },
                row => new DueFeed(
                    row.GetString(0), row.GetString(1), row.Time(2)!.Value, row.Span(3), new SkippedTimes(row.GetInt32(4), row.GetInt32(5)), LastPoll: row.Time(6))),
            cancellationToken);

    public Task MoveAsync(IReadOnlyList<MovedPoll> polls, CancellationToken cancellationToken) =>
        database.ChangeFeedsAsync(
            connection =>
            {
                var moved = 0;
                foreach (var poll in polls)
                {
                    moved += connection.Run(
                        "UPDATE feeds SET next_poll_at = @to, next_poll_reason = @reason WHERE id = @id AND next_poll_at = @from",
                        ("@id", poll.FeedId),
                        ("@from", poll.From.ToColumn()),
                        ("@to", poll.To.ToColumn()),
                        ("@reason", poll.Reason));
                }

                return moved;
            },
            cancellationToken);

    public Task<int> BringForwardAsync(int shard, int shards, DateTimeOffset latest, DateTimeOffset now, string reason, CancellationToken cancellationToken) =>
        database.ChangeFeedsAsync(
            connection => connection.Run(
                """
                UPDATE feeds SET next_poll_at = @now, not_before = NULL, next_poll_reason = CASE WHEN stopped_at IS NULL THEN @reason ELSE next_poll_reason END
                WHERE next_poll_at > @latest AND bucket % @shards = @shard
                """,
                ("@now", now.ToColumn()),
                ("@latest", latest.ToColumn()),
                ("@reason", reason),
                ("@shards", shards),
                ("@shard", shard)),
            cancellationToken);

    public async Task<IngestResult> IngestAsync(FeedPoll poll, CancellationToken cancellationToken)
    {
        var recent = database.RecentFeeds;
        var asOf = recent.Changes;
        var write = new SqlitePoll(poll);
        var result = await database.WriteAsync(
            connection => SqliteIngest.Store(connection, write),
            cancellationToken,
            repeatable: true,
            // When the power goes, a poll that brought nothing is made again: not worth a wait for the disk.
            lasting: write.ForOthers || poll is not { State.Status: FeedStatus.NotModified, Articles.Length: 0 });
        if (write.ForOthers)
            recent.Forget();
        else if (result.Stored && write.Brief)
            recent.Advance(poll.FeedId, poll.Was!, SqliteBriefPoll.Stored(write), asOf);
        else
            recent.Forget(poll.FeedId, poll.State.Version + 1);
        return result;
    }

    public Task<Article?> FindArticleAsync(string articleId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.Rows(
                $"SELECT {SqliteArticleRow.Columns} FROM articles WHERE id = @articleId", new { articleId }, SqliteArticleRow.Read)
                .SingleOrDefault(),
            cancellationToken);

    public Task<Page<Article>> ListArticlesAsync(ArticleFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var (sql, parameters, limit) = SqliteArticleQuery.Build(filter, page);
        return database.ReadAsync(
            connection =>
            {
                var rows = connection.Rows(sql, parameters, row => (Article: SqliteArticleRow.Read(row), Sequence: row.GetInt64(SqliteArticleRow.Count)));
                var found = SqliteCursor.Page(rows, limit, row => SqliteArticleQuery.Cursor(row.Article, row.Sequence));
                return new Page<Article>([.. found.Items.Select(row => row.Article)], found.Next);
            },
            cancellationToken);
    }

    public Task<FeedCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.Rows(
                """
                SELECT count(*), coalesce(sum(failures > 0), 0), coalesce(sum(paused = 0 AND stopped_at IS NULL AND next_poll_at <= @now), 0),
                       (SELECT next_poll_at FROM feeds WHERE paused = 0 AND stopped_at IS NULL ORDER BY next_poll_at LIMIT 1), (SELECT count(*) FROM articles),
                       count(stopped_at)
                FROM feeds
                """,
                new { now = now.ToColumn() },
                row => new FeedCounts(
                    row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.Time(3) is { } longest && longest < now ? now - longest : TimeSpan.Zero, row.GetInt64(4))
                {
                    Stopped = row.GetInt64(5),
                })
                .Single(),
            cancellationToken);

    private async Task<Feed?> ReadAsync(string feedId, CancellationToken cancellationToken)
    {
        var asOf = database.RecentFeeds.Changes;
        if (await database.LookUpAsync(connection => FindById(connection, feedId), cancellationToken) is not { } feed)
            return await database.ReadAsync(connection => FindById(connection, Present(connection, feedId)), cancellationToken);
        database.RecentFeeds.Keep(feed, asOf);
        return feed;
    }

    private static string? Column(FeedAccess? access) => access is null ? null : SqliteJson.Write(access);

    /// <summary>A feed that became one with another is that one now.</summary>
    private static string Present(SqliteConnection connection, string feedId) =>
        (string?)connection.Value("SELECT feed_id FROM former_feed_ids WHERE id = @id", ("@id", feedId)) ?? feedId;

    /// <summary>A poll that runs meanwhile read that it is stopped: the version tells it that this is over.</summary>
    private static void Resume(SqliteConnection connection, string id) =>
        connection.Execute(
            """
            UPDATE feeds
            SET stopped_at = NULL, gone_since = NULL, status = 'Failed', next_poll_reason = 'at once: resumed by hand', version = version + 1
            WHERE id = @id AND stopped_at IS NOT NULL
            """,
            new { id });

    private static Feed? FindById(SqliteConnection connection, string id) =>
        connection.First($"SELECT {SqliteFeedRow.Columns} FROM feeds WHERE id = @id", SqliteFeedRow.Read, ("@id", id));

    private static Feed? FindByUrl(SqliteConnection connection, string url) =>
        connection.First($"SELECT {SqliteFeedRow.Columns} FROM feeds WHERE url = @url", SqliteFeedRow.Read, ("@url", url));
}
