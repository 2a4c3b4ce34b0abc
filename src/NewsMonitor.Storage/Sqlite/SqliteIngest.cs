using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Stores one poll inside the caller's transaction. An article that is as before costs one look-up and no write.</summary>
internal static class SqliteIngest
{
    private static readonly IngestResult NotStored = new(false, 0, 0, []);

    public static IngestResult Store(SqliteConnection connection, FeedPoll poll)
    {
        // There is one writer: what holds here holds until the commit.
        if (connection.QuerySingleOrDefault<long?>("SELECT version FROM feeds WHERE id = @FeedId", new { poll.FeedId }) != poll.State.Version)
            return NotStored;

        var languages = new HashSet<string>(StringComparer.Ordinal);
        var (added, updated) = poll.Articles.Length == 0 ? (0, 0) : StoreArticles(connection, poll.Articles, languages);
        StoreState(connection, poll, added > 0 ? poll.StateWhenNews ?? poll.State : poll.State);
        return new IngestResult(true, added, updated, [.. languages.Order(StringComparer.Ordinal)]);
    }

    private static (int Added, int Updated) StoreArticles(SqliteConnection connection, Article[] articles, HashSet<string> languages)
    {
        using var find = connection.CreateCommand();
        find.CommandText = "SELECT content_hash FROM articles WHERE id = @id";
        var id = find.Parameters.Add("@id", SqliteType.Text);
        var (added, updated) = (0, 0);
        foreach (var article in articles)
        {
            id.Value = article.Id;
            var known = (string?)find.ExecuteScalar();
            if (known == article.ContentHash)
                continue;
            if (known is null)
            {
                Insert(connection, article);
                languages.Add(article.Language);
                added++;
            }
            else
            {
                Update(connection, article);
                updated++;
            }
        }

        return (added, updated);
    }

    private static void Insert(SqliteConnection connection, Article article) =>
        connection.Execute(
            """
            INSERT INTO articles (id, feed_id, identity, source, url, title, body, author, categories, language, published_at, first_seen_at, updated_at, content_hash)
            VALUES (@Id, @FeedId, @Identity, @Source, @Url, @Title, @Text, @Author, @categories, @Language, @published, @firstSeen, @updated, @ContentHash)
            """,
            new
            {
                article.Id,
                article.FeedId,
                article.Identity,
                article.Source,
                article.Url,
                article.Title,
                article.Text,
                article.Author,
                categories = article.Categories.ToColumn(),
                article.Language,
                published = article.Published?.ToColumn(),
                firstSeen = article.FirstSeen.ToColumn(),
                updated = article.Updated.ToColumn(),
                article.ContentHash,
            });

    /// <summary>What a reader sees changes; where the article belongs (outlet, language, first sight, story) does not.</summary>
    private static void Update(SqliteConnection connection, Article article) =>
        connection.Execute(
            """
            UPDATE articles
            SET url = @Url, title = @Title, body = @Text, author = @Author, categories = @categories,
                published_at = coalesce(@published, published_at), updated_at = @updated, content_hash = @ContentHash
            WHERE id = @Id
            """,
            new
            {
                article.Id,
                article.Url,
                article.Title,
                article.Text,
                article.Author,
                categories = article.Categories.ToColumn(),
                published = article.Published?.ToColumn(),
                updated = article.Updated.ToColumn(),
                article.ContentHash,
            });

    private static void StoreState(SqliteConnection connection, FeedPoll poll, FeedPollState state) =>
        connection.Execute(
            """
            UPDATE feeds
            SET own_title = coalesce(@Title, own_title), site_url = coalesce(@SiteUrl, site_url), language = coalesce(@Language, language),
                version = version + 1, etag = @ETag, last_modified = @LastModified, body_hash = @BodyHash, next_poll_at = @next, next_poll_reason = @NextPollReason,
                last_poll_at = @last, status = @status, http_status = @HttpStatus, error = @Error, last_success_at = @success, failures = @Failures,
                interval = @interval, requested = @requested, last_news_at = @news
            WHERE id = @FeedId AND version = @Version
            """,
            new
            {
                poll.FeedId,
                poll.Title,
                poll.SiteUrl,
                poll.Language,
                state.Version,
                state.ETag,
                state.LastModified,
                state.BodyHash,
                next = state.NextPoll.ToColumn(),
                state.NextPollReason,
                last = state.LastPoll?.ToColumn(),
                status = state.Status.ToString(),
                state.HttpStatus,
                state.Error,
                success = state.LastSuccess?.ToColumn(),
                state.Failures,
                interval = state.Interval?.ToColumn(),
                requested = state.Requested?.ToColumn(),
                news = state.LastNews?.ToColumn(),
            });
}
