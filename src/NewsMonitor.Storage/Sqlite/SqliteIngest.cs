using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Stores one poll inside the caller's transaction. An article that is as before costs one look-up and no write.</summary>
internal static class SqliteIngest
{
    private static readonly IngestResult NotStored = new(false, 0, 0, []);

    private static readonly IngestResult Quiet = new(true, 0, 0, []);

    public static IngestResult Store(SqliteConnection connection, SqlitePoll write)
    {
        var poll = write.Poll;
        // Most polls bring nothing: one statement is their condition and their write.
        if (poll is { Articles.Length: 0, MovedTo: null })
            return StoreState(connection, write, poll.State, 0, 0) ? WithOthers(connection, poll, Quiet) : NotStored;

        // There is one writer: what holds here holds until the commit.
        if (connection.Value("SELECT version FROM feeds WHERE id = @id", ("@id", poll.FeedId)) is not long version || version != poll.State.Version)
            return NotStored;

        // First, so that the articles of both feeds are known when this poll's are looked for.
        var feedId = poll.MovedTo is null ? poll.FeedId : SqliteFeedMove.Apply(connection, poll.FeedId, poll.MovedTo);
        var merged = feedId != poll.FeedId;
        var languages = new HashSet<string>(StringComparer.Ordinal);
        var (added, updated) = StoreArticles(connection, feedId, poll, languages);
        if (!merged)
            StoreState(connection, write, added > 0 ? poll.StateWhenNews ?? poll.State : poll.State, added, updated);
        var result = new IngestResult(true, added, updated, [.. languages.Order(StringComparer.Ordinal)]) { MergedInto = merged ? feedId : null };
        return WithOthers(connection, poll, result);
    }

    /// <summary>What the poll means for other feeds.</summary>
    private static IngestResult WithOthers(SqliteConnection connection, FeedPoll poll, IngestResult result) =>
        poll is { HostRest: null, Pardon: null } ? result : result with
        {
            Resting = poll.HostRest is null ? 0 : SqliteOthersPolls.Rest(connection, poll.FeedId, poll.HostRest),
            Pardoned = poll.Pardon is null ? 0 : SqliteOthersPolls.Forgive(connection, poll.FeedId, poll.Pardon),
        };

    private static (int Added, int Updated) StoreArticles(SqliteConnection connection, string feedId, FeedPoll poll, HashSet<string> languages)
    {
        var (added, updated) = (0, 0);
        foreach (var came in poll.Articles)
        {
            // Where the feed just became another one, its articles are that one's: the next poll looks for them under its ids.
            var article = came.FeedId == feedId ? came : came with { FeedId = feedId, Id = Article.IdOf(feedId, came.Identity) };
            article = ArticleLookup.Resolve(connection, article, out var known);
            if (known?.Hash == article.ContentHash)
                continue;
            if (known is null && SqlitePageStore.Await(connection, article, poll.PagesUntil) is { } waits)
            {
                added += waits.New ? 1 : 0;
                updated += waits.Edited ? 1 : 0;
            }
            else if (known is null)
            {
                Insert(connection, article);
                languages.Add(article.Language);
                added++;
            }
            else
            {
                Update(connection, article with { Id = known.Id });
                updated++;
            }
        }

        return (added, updated);
    }

    public static void Insert(SqliteConnection connection, Article article) =>
        connection.Run(
            """
            INSERT INTO articles
              (id, feed_id, identity, source, url, title, body, author, categories, language, published_at, published_claim_at, first_seen_at, updated_at, content_hash,
               page)
            VALUES
              (@id, @feed, @identity, @source, @url, @title, @body, @author, @categories, @language, @published, @claim, @firstSeen, @updated, @hash, @page)
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
            ("@claim", article.PublishedClaim?.ToColumn()),
            ("@firstSeen", article.FirstSeen.ToColumn()),
            ("@updated", article.Updated.ToColumn()),
            ("@hash", article.ContentHash),
            ("@page", article.Page));

    /// <summary>
    /// What a reader sees changes, also in the headline of its story if that is the article's title; where the article belongs (outlet, language,
    /// first sight, story) does not. A date ahead of our clock is the time of first sight also after an edit, and when the clock has reached it.
    /// </summary>
    private static void Update(SqliteConnection connection, Article article)
    {
        connection.Run(
            """
            UPDATE articles
            SET url = @url, title = @title, body = CASE page WHEN @read THEN body ELSE @body END, author = @author, categories = @categories,
                published_at = CASE WHEN @claim IS NOT NULL OR @published IS published_claim_at THEN coalesce(published_at, @published)
                                    ELSE coalesce(@published, published_at) END,
                published_claim_at = CASE WHEN @published IS NULL OR @published IS published_claim_at THEN published_claim_at ELSE @claim END,
                updated_at = @updated, content_hash = @hash
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
            ("@claim", article.PublishedClaim?.ToColumn()),
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

    /// <returns>False when somebody else stored a poll meanwhile.</returns>
    private static bool StoreState(SqliteConnection connection, SqlitePoll write, FeedPollState state, int added, int updated)
    {
        var gathered = SqlitePollHistory.Gather(connection, write);
        if (!(write.Brief ? SqliteBriefPoll.Store(connection, write, gathered) : StoreWhole(connection, write, state, gathered)))
            return false;
        if (write.Quiet is null)
            SqlitePollHistory.Store(connection, write.Poll, state, added, updated);
        return true;
    }

    private static bool StoreWhole(SqliteConnection connection, SqlitePoll write, FeedPollState state, bool gathered)
    {
        var poll = write.Poll;
        return connection.Run(
            $"""
            UPDATE feeds
            SET {SqliteBriefPoll.Changes},
                own_title = coalesce(@title, own_title), site_url = coalesce(@site, site_url), language = coalesce(@language, language),
                etag = @etag, last_modified = @lastModified, body_hash = @bodyHash, error = @error, failures = @failures, last_news_at = @news,
                move_to = @moveTo, move_since = @moveSince, move_seen = @moveSeen, gone_since = @gone, stopped_at = @stopped,
                distrusted_until = @distrusted, skip_hours = @skipHours, skip_days = @skipDays, missed_news = @missed
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
            ("@was", poll.WasDue?.ToColumn()),
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
            ("@news", state.LastNews?.ToColumn()),
            ("@moveTo", state.Move?.To),
            ("@moveSince", state.Move?.Since.ToColumn()),
            ("@moveSeen", state.Move?.Seen),
            ("@gone", state.GoneSince?.ToColumn()),
            ("@stopped", state.StoppedAt?.ToColumn()),
            ("@distrusted", state.DistrustedUntil?.ToColumn()),
            ("@skipHours", state.Skip.Hours),
            ("@skipDays", state.Skip.Days),
            ("@missed", state.MissedNews),
            ("@notBefore", state.NotBefore?.ToColumn()),
            ("@quiet", write.Quiet),
            ("@gathered", gathered),
            ("@counts", write.Counts)) == 1;
    }
}
