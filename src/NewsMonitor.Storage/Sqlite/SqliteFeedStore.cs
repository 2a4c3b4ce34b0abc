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
        var id = StableId.Create("feed", feed.Url);
        var host = new Uri(feed.Url).IdnHost.ToLowerInvariant();
        return database.WriteAsync(
            connection =>
            {
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
                var stored = FindOne(connection, "url", feed.Url) ?? FindOne(connection, "id", id);
                return (stored!, added);
            },
            cancellationToken);
    }

    public Task<Feed?> FindAsync(string feedId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FindOne(connection, "id", feedId), cancellationToken);

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
        database.WriteAsync(
            connection =>
            {
                connection.Execute(
                    """
                    UPDATE feeds SET title = coalesce(@Title, title), tags = coalesce(@tags, tags), paused = coalesce(@Paused, paused),
                                     full_text = coalesce(@FullText, full_text)
                    WHERE id = @feedId
                    """,
                    new { feedId, change.Title, tags = change.Tags?.ToColumn(), change.Paused, change.FullText });
                return FindOne(connection, "id", feedId);
            },
            cancellationToken);

    public Task<Feed?> SetAccessAsync(string feedId, FeedAccess? access, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                // Others see other documents: what the old ones were recognised by says nothing. A poll that is under way counts no more.
                connection.Execute(
                    """
                    UPDATE feeds SET access = @access, etag = NULL, last_modified = NULL, body_hash = NULL, version = version + 1,
                                     next_poll_at = @now, next_poll_reason = 'at once: its credentials changed'
                    WHERE id = @feedId
                    """,
                    new { feedId, access = Column(access), now = now.ToColumn() });
                return FindOne(connection, "id", feedId);
            },
            cancellationToken);

    public Task<bool> RemoveAsync(string feedId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                connection.Execute("DELETE FROM feed_polls WHERE feed_id = @feedId", new { feedId });
                return connection.Execute("DELETE FROM feeds WHERE id = @feedId", new { feedId }) == 1;
            },
            cancellationToken);

    public Task<Page<PollRecord>> PollsAsync(string feedId, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        var before = page.Cursor is null ? long.MaxValue
            : long.TryParse(page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : throw SqliteCursor.Wrong(page.Cursor);
        return database.ReadAsync(
            connection => SqliteCursor.Page(
                connection.Rows(
                    $"SELECT {SqlitePollHistory.Columns} FROM feed_polls WHERE feed_id = @feedId AND version < @before ORDER BY version DESC LIMIT @take",
                    new { feedId, before, take = limit + 1 },
                    SqlitePollHistory.Read),
                limit,
                poll => poll.Version.ToString(CultureInfo.InvariantCulture)),
            cancellationToken);
    }

    public Task<IReadOnlyList<DueFeed>> DueAsync(int shard, int shards, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DueFeed>>(
            connection => connection.Rows(
                """
                SELECT id, host, next_poll_at FROM feeds
                WHERE paused = 0 AND next_poll_at <= @now AND bucket % @shards = @shard
                ORDER BY next_poll_at LIMIT @limit
                """,
                new { shard, shards, now = now.ToColumn(), limit },
                row => new DueFeed(row.GetString(0), row.GetString(1), row.Time(2)!.Value)),
            cancellationToken);

    public Task<IngestResult> IngestAsync(FeedPoll poll, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteIngest.Store(connection, poll), cancellationToken);

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
                SELECT count(*), coalesce(sum(failures > 0), 0), coalesce(sum(paused = 0 AND next_poll_at <= @now), 0),
                       (SELECT next_poll_at FROM feeds WHERE paused = 0 ORDER BY next_poll_at LIMIT 1), (SELECT count(*) FROM articles)
                FROM feeds
                """,
                new { now = now.ToColumn() },
                row => new FeedCounts(
                    row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.Time(3) is { } longest && longest < now ? now - longest : TimeSpan.Zero, row.GetInt64(4)))
                .Single(),
            cancellationToken);

    private static string? Column(FeedAccess? access) => access is null ? null : SqliteJson.Write(access);

    private static Feed? FindOne(SqliteConnection connection, string column, string value) =>
        connection.First($"SELECT {SqliteFeedRow.Columns} FROM feeds WHERE {column} = @value", SqliteFeedRow.Read, ("@value", value));
}
