using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.Identity;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Articles that wait for the text of their page, in SQLite.</summary>
public sealed class SqlitePageStore(SqliteDatabase database) : IPageStore
{
    public Task<IReadOnlyList<DuePage>> DuePagesAsync(int shard, int shards, DateTimeOffset now, int perHost, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DuePage>>(
            connection => connection.All(
                """
                SELECT article_id, host, next_at, until_at FROM (
                  SELECT article_id, host, next_at, until_at, row_number() OVER (PARTITION BY host ORDER BY next_at, article_id) AS place
                  FROM awaited_pages WHERE next_at <= @now AND bucket % @shards = @shard)
                WHERE place <= @perHost ORDER BY next_at, article_id LIMIT @limit
                """,
                row => new DuePage(row.GetString(0), row.GetString(1), row.Time(2)!.Value, row.Time(3)!.Value),
                ("@now", now.ToColumn()),
                ("@shards", shards),
                ("@shard", shard),
                ("@perHost", perHost),
                ("@limit", limit)),
            cancellationToken);

    public Task<AwaitedPage?> FindPageAsync(string articleId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.First(
                "SELECT article, url, next_at, until_at, attempts, hops FROM awaited_pages WHERE article_id = @id",
                row => new AwaitedPage
                {
                    Article = SqliteJson.Read<Article>(row.GetString(0))!,
                    Url = row.GetString(1),
                    Next = row.Time(2)!.Value,
                    Until = row.Time(3)!.Value,
                    Attempts = row.GetInt32(4),
                    Hops = row.GetInt32(5),
                },
                ("@id", articleId)),
            cancellationToken);

    public Task DeferPageAsync(AwaitedPage page, CancellationToken cancellationToken)
    {
        var host = Host(page.Url);
        return database.WriteAsync(
            connection => connection.Run(
                """
                UPDATE awaited_pages SET url = @url, host = @host, bucket = @bucket, next_at = @next, attempts = @attempts, hops = @hops
                WHERE article_id = @id
                """,
                ("@url", page.Url),
                ("@host", host),
                ("@bucket", HostShard.Bucket(host)),
                ("@next", page.Next.ToColumn()),
                ("@attempts", page.Attempts),
                ("@hops", page.Hops),
                ("@id", page.Article.Id)),
            cancellationToken);
    }

    public Task RestAsync(HostRest rest, CancellationToken cancellationToken) =>
        database.ChangeFeedsAsync(connection => SqliteOthersPolls.Rest(connection, null, rest), cancellationToken);

    public Task<bool> ReleaseAsync(Article article, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Release(connection, article), cancellationToken);

    public async Task<(int Count, string[] Languages)> ReleaseOverdueAsync(DateTimeOffset now, string page, int limit, CancellationToken cancellationToken)
    {
        // Asked at every sweep, and nearly always there are none: that takes no write.
        var any = await database.ReadAsync(
            connection => connection.Value("SELECT 1 FROM awaited_pages WHERE until_at <= @now LIMIT 1", ("@now", now.ToColumn())) is not null, cancellationToken);
        return any ? await database.WriteAsync(connection => ReleaseOverdue(connection, now, page, limit), cancellationToken) : (0, []);
    }

    private static (int Count, string[] Languages) ReleaseOverdue(SqliteConnection connection, DateTimeOffset now, string page, int limit)
    {
        var overdue = connection.All(
            "SELECT article FROM awaited_pages WHERE until_at <= @now ORDER BY until_at LIMIT @limit",
            row => SqliteJson.Read<Article>(row.GetString(0))!,
            ("@now", now.ToColumn()),
            ("@limit", limit));
        foreach (var article in overdue)
            Release(connection, article with { Page = page });
        return (overdue.Count, [.. overdue.Select(article => article.Language).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>A new article of a feed that asks for pages begins to wait; one that waits already learns of an edit.</summary>
    /// <returns>Null when it does not wait and has to be stored as any other.</returns>
    internal static (bool New, bool Edited)? Await(SqliteConnection connection, Article article, DateTimeOffset? until)
    {
        if (Waiting(connection, article) is { } known)
        {
            var edited = known.Hash != article.ContentHash;
            if (!edited && known.Id == article.Id)
                return (false, false);
            // Nobody has seen its id yet, so it takes the one that it has now: the next poll finds it also when its title changes.
            // The page stays the one that was asked for: it is where robots.txt and redirects led to.
            connection.Run(
                """
                UPDATE awaited_pages SET article_id = @id, article = json_set(@article, '$.firstSeen', json_extract(article, '$.firstSeen')), content_hash = @hash
                WHERE article_id = @known
                """,
                ("@article", SqliteJson.Write(article)),
                ("@hash", article.ContentHash),
                ("@id", article.Id),
                ("@known", known.Id));
            return (false, edited);
        }

        if (until is null || article.Url is null || Host(article.Url) is not { Length: > 0 } host)
            return null;
        connection.Run(
            """
            INSERT INTO awaited_pages (article_id, content_hash, article, url, host, bucket, next_at, until_at)
            VALUES (@id, @hash, @article, @url, @host, @bucket, @next, @until)
            """,
            ("@id", article.Id),
            ("@hash", article.ContentHash),
            ("@article", SqliteJson.Write(article)),
            ("@url", article.Url),
            ("@host", host),
            ("@bucket", HostShard.Bucket(host)),
            ("@next", article.FirstSeen.ToColumn()),
            ("@until", until.Value.ToColumn()));
        return (true, false);
    }

    internal static int Rest(SqliteConnection connection, string host, DateTimeOffset until) =>
        connection.Run(
            "UPDATE awaited_pages SET next_at = min(until_at, @until) WHERE host = @host AND next_at < min(until_at, @until)",
            ("@host", host),
            ("@until", until.ToColumn()));

    /// <summary>Lets everything of one feed go as it is.</summary>
    internal static void ReleaseAll(SqliteConnection connection, string feedId, string page)
    {
        var waiting = connection.All(
            "SELECT article FROM awaited_pages WHERE json_extract(article, '$.feedId') = @feed",
            row => SqliteJson.Read<Article>(row.GetString(0))!,
            ("@feed", feedId));
        foreach (var article in waiting)
            Release(connection, article with { Page = page });
    }

    /// <summary>What waits under this id.</summary>
    internal static ArticleLookup.Known? Find(SqliteConnection connection, string articleId) =>
        connection.First(
            "SELECT article_id, content_hash, json_extract(article, '$.url'), json_extract(article, '$.title') FROM awaited_pages WHERE article_id = @id",
            row => new ArticleLookup.Known(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3)),
            ("@id", articleId));

    /// <summary>Under its own id, or under that of another of its identities if address and title are the same. Feeds that become one have none that wait.</summary>
    private static ArticleLookup.Known? Waiting(SqliteConnection connection, Article article)
    {
        if (Find(connection, article.Id) is { } own)
            return own;
        foreach (var identity in article.OtherIdentities)
        {
            if (Find(connection, Article.IdOf(article.FeedId, identity)) is { } other && other.Title == article.Title && WebScheme.Same(other.Url, article.Url))
                return other;
        }

        return null;
    }

    private static bool Release(SqliteConnection connection, Article article)
    {
        if (connection.Run(
            "DELETE FROM awaited_pages WHERE article_id = @id AND content_hash = @hash", ("@id", article.Id), ("@hash", article.ContentHash)) == 0)
            return false;
        if (connection.Value(
            "SELECT 1 FROM articles WHERE id = @id OR (feed_id = @feed AND identity = @identity)",
            ("@id", article.Id),
            ("@feed", article.FeedId),
            ("@identity", article.Identity)) is null)
            SqliteIngest.Insert(connection, article);
        return true;
    }

    private static string Host(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? HostShard.Host(uri) : "";
}
