using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Articles that wait for the text of their page, in SQLite.</summary>
public sealed class SqlitePageStore(SqliteDatabase database) : IPageStore
{
    public Task<IReadOnlyList<DuePage>> DuePagesAsync(int shard, int shards, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DuePage>>(
            connection => connection.All(
                """
                SELECT article_id, host, next_at FROM awaited_pages
                WHERE next_at <= @now AND bucket % @shards = @shard ORDER BY next_at LIMIT @limit
                """,
                row => new DuePage(row.GetString(0), row.GetString(1), row.Time(2)!.Value),
                ("@now", now.ToColumn()),
                ("@shards", shards),
                ("@shard", shard),
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

    public Task<bool> ReleaseAsync(Article article, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Release(connection, article), cancellationToken);

    public Task<string[]> ReleaseOverdueAsync(DateTimeOffset now, string page, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                var overdue = connection.All(
                    "SELECT article FROM awaited_pages WHERE until_at <= @now ORDER BY until_at LIMIT @limit",
                    row => SqliteJson.Read<Article>(row.GetString(0))!,
                    ("@now", now.ToColumn()),
                    ("@limit", limit));
                foreach (var article in overdue)
                    Release(connection, article with { Page = page });
                return overdue.Select(article => article.Language).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            },
            cancellationToken);

    /// <summary>A new article of a feed that asks for pages begins to wait; one that waits already learns of an edit.</summary>
    /// <returns>Null when it does not wait and has to be stored as any other.</returns>
    internal static (bool New, bool Edited)? Await(SqliteConnection connection, Article article, DateTimeOffset? until)
    {
        var known = (string?)connection.Value("SELECT content_hash FROM awaited_pages WHERE article_id = @id", ("@id", article.Id));
        if (known is not null)
        {
            if (known == article.ContentHash)
                return (false, false);
            // The page stays the one that was asked for: it is where robots.txt and redirects led to.
            connection.Run(
                "UPDATE awaited_pages SET article = json_set(@article, '$.firstSeen', json_extract(article, '$.firstSeen')), content_hash = @hash WHERE article_id = @id",
                ("@article", SqliteJson.Write(article)),
                ("@hash", article.ContentHash),
                ("@id", article.Id));
            return (false, true);
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

    private static bool Release(SqliteConnection connection, Article article)
    {
        if (connection.Run("DELETE FROM awaited_pages WHERE article_id = @id", ("@id", article.Id)) == 0)
            return false;
        if (connection.Value("SELECT 1 FROM articles WHERE id = @id", ("@id", article.Id)) is null)
            SqliteIngest.Insert(connection, article);
        return true;
    }

    private static string Host(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.IdnHost.ToLowerInvariant() : "";
}
