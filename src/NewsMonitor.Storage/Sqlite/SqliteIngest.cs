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
        if (connection.Value("SELECT version FROM feeds WHERE id = @id", ("@id", poll.FeedId)) is not long version || version != poll.State.Version)
            return NotStored;

        var languages = new HashSet<string>(StringComparer.Ordinal);
        var (added, updated) = poll.Articles.Length == 0 ? (0, 0) : StoreArticles(connection, poll, languages);
        var state = added > 0 ? poll.StateWhenNews ?? poll.State : poll.State;
        StoreState(connection, poll, state);
        SqlitePollHistory.Store(connection, poll, state, added, updated);
        return new IngestResult(true, added, updated, [.. languages.Order(StringComparer.Ordinal)]);
    }

    private static (int Added, int Updated) StoreArticles(SqliteConnection connection, FeedPoll poll, HashSet<string> languages)
    {
        var (added, updated) = (0, 0);
        foreach (var article in poll.Articles)
        {
            var known = (string?)connection.Value("SELECT content_hash FROM articles WHERE id = @id", ("@id", article.Id));
            if (known == article.ContentHash)
                continue;
            if (known is null)
            {
                if (SqlitePageStore.Await(connection, article, poll.PagesUntil) is { } waits)
                {
                    added += waits.New ? 1 : 0;
                    updated += waits.Edited ? 1 : 0;
                    continue;
                }

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

    public static void Insert(SqliteConnection connection, Article article) =>
        connection.Run(
            """
            INSERT INTO articles (id, feed_id, identity, source, url, title, body, author, categories, language, published_at, first_seen_at, updated_at, content_hash, page)
            VALUES (@id, @feed, @identity, @source, @url, @title, @body, @author, @categories, @language, @published, @firstSeen, @updated, @hash, @page)
            """,
            ("@id", article.Id),
            ("@feed", article.FeedId),
            ("@identity", article.Identity),
            ("@source", article.Source),
            ("@url", article.Url),
            ("@title", article.Title),
            ("@body", article.Text),
            ("@author", article.Author),
            ("@categories", article.Categories.ToColumn()),
            ("@language", article.Language),
            ("@published", article.Published?.ToColumn()),
            ("@firstSeen", article.FirstSeen.ToColumn()),
            ("@updated", article.Updated.ToColumn()),
            ("@hash", article.ContentHash),
            ("@page", article.Page));

    /// <summary>
    /// What a reader sees changes, also in the headline of its story if that is the article's title; where the article belongs (outlet, language,
    /// first sight, story) does not.
    /// </summary>
    private static void Update(SqliteConnection connection, Article article)
    {
        connection.Run(
            """
            UPDATE articles
            SET url = @url, title = @title, body = CASE page WHEN @read THEN body ELSE @body END, author = @author, categories = @categories,
                published_at = coalesce(@published, published_at), updated_at = @updated, content_hash = @hash
            WHERE id = @id
            """,
            ("@id", article.Id),
            ("@read", Article.PageRead),
            ("@url", article.Url),
            ("@title", article.Title),
            // A page that was read says more than the feed goes on to say.
            ("@body", article.Text),
            ("@author", article.Author),
            ("@categories", article.Categories.ToColumn()),
            ("@published", article.Published?.ToColumn()),
            ("@updated", article.Updated.ToColumn()),
            ("@hash", article.ContentHash));
        if (article.Title.Length > 0)
        {
            connection.Run(
                "UPDATE stories SET headline = @title, url = @url WHERE id = (SELECT story_id FROM articles WHERE id = @id) AND headline_article = @id",
                ("@title", article.Title),
                ("@url", article.Url),
                ("@id", article.Id));
        }
    }

    private static void StoreState(SqliteConnection connection, FeedPoll poll, FeedPollState state) =>
        connection.Run(
            """
            UPDATE feeds
            SET own_title = coalesce(@title, own_title), site_url = coalesce(@site, site_url), language = coalesce(@language, language),
                version = version + 1, etag = @etag, last_modified = @lastModified, body_hash = @bodyHash, next_poll_at = @next, next_poll_reason = @reason,
                last_poll_at = @last, status = @status, http_status = @httpStatus, error = @error, last_success_at = @success, failures = @failures,
                interval = @interval, requested = @requested, last_news_at = @news
            WHERE id = @id AND version = @version
            """,
            ("@id", poll.FeedId),
            ("@version", state.Version),
            ("@title", poll.Title),
            ("@site", poll.SiteUrl),
            ("@language", poll.Language),
            ("@etag", state.ETag),
            ("@lastModified", state.LastModified),
            ("@bodyHash", state.BodyHash),
            ("@next", state.NextPoll.ToColumn()),
            ("@reason", state.NextPollReason),
            ("@last", state.LastPoll?.ToColumn()),
            ("@status", state.Status.ToString()),
            ("@httpStatus", state.HttpStatus),
            ("@error", state.Error),
            ("@success", state.LastSuccess?.ToColumn()),
            ("@failures", state.Failures),
            ("@interval", state.Interval?.ToColumn()),
            ("@requested", state.Requested?.ToColumn()),
            ("@news", state.LastNews?.ToColumn()));
}
