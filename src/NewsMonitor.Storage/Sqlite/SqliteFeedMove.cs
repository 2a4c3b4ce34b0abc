using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// Gives a feed another URL. Where a feed with that URL is there already, the two become one: the one that was there, with the tags and
/// articles of both. Articles keep their ids, and the old URL and id lead to the feed that stays.
/// </summary>
internal static class SqliteFeedMove
{
    /// <returns>The feed that has the URL now.</returns>
    public static string Apply(SqliteConnection connection, string feedId, string to)
    {
        var from = (string)connection.Value("SELECT url FROM feeds WHERE id = @id", ("@id", feedId))!;
        if (from == to)
            return feedId;
        var target = (string?)connection.Value("SELECT id FROM feeds WHERE url = @url", ("@url", to));
        // Whoever has a URL now comes before whoever had it.
        connection.Run("DELETE FROM former_feed_urls WHERE url = @url", ("@url", to));
        connection.Run(
            "INSERT INTO former_feed_urls (url, feed_id) VALUES (@url, @feed) ON CONFLICT (url) DO UPDATE SET feed_id = @feed",
            ("@url", from),
            ("@feed", target ?? feedId));
        if (target is not null)
            Merge(connection, feedId, target);
        else
            Relocate(connection, feedId, to);
        return target ?? feedId;
    }

    private static void Relocate(SqliteConnection connection, string feedId, string to)
    {
        var host = HostShard.Host(to);
        connection.Run(
            "UPDATE feeds SET url = @url, host = @host, bucket = @bucket WHERE id = @id",
            ("@id", feedId),
            ("@url", to),
            ("@host", host),
            ("@bucket", HostShard.Bucket(host)));
    }

    private static void Merge(SqliteConnection connection, string feedId, string target)
    {
        connection.Run("UPDATE former_feed_urls SET feed_id = @target WHERE feed_id = @feed", ("@feed", feedId), ("@target", target));
        connection.Run("UPDATE former_feed_ids SET feed_id = @target WHERE feed_id = @feed", ("@feed", feedId), ("@target", target));
        connection.Run("INSERT OR REPLACE INTO former_feed_ids (id, feed_id) VALUES (@feed, @target)", ("@feed", feedId), ("@target", target));
        SqlitePageStore.ReleaseAll(connection, feedId, "the feed became one with another while its page was awaited");
        // An article that both have stays twice: each has its story.
        connection.Run("UPDATE OR IGNORE articles SET feed_id = @target WHERE feed_id = @feed", ("@feed", feedId), ("@target", target));
        // A feed that was polled until now is wanted and is there: what the operator or a 410 stopped goes on.
        connection.Run(
            """
            UPDATE feeds
            SET tags = @tags, title = coalesce(feeds.title, left.title), paused = min(feeds.paused, left.paused), added_at = min(feeds.added_at, left.added_at),
                full_text = max(feeds.full_text, left.full_text), access = coalesce(feeds.access, left.access),
                gone_since = NULL, stopped_at = NULL, status = CASE feeds.status WHEN 'Gone' THEN 'Failed' ELSE feeds.status END
            FROM (SELECT title, paused, added_at, full_text, access FROM feeds WHERE id = @feed) AS left
            WHERE id = @target
            """,
            ("@feed", feedId),
            ("@target", target),
            ("@tags", Tags(connection, target).Union(Tags(connection, feedId), StringComparer.Ordinal).ToArray().ToColumn()));
        connection.Run("DELETE FROM feed_polls WHERE feed_id = @id", ("@id", feedId));
        connection.Run("DELETE FROM feed_quiet_polls WHERE feed_id = @id", ("@id", feedId));
        connection.Run("DELETE FROM feeds WHERE id = @id", ("@id", feedId));
    }

    private static string[] Tags(SqliteConnection connection, string feedId) =>
        connection.First("SELECT tags FROM feeds WHERE id = @id", row => row.List(0), ("@id", feedId))!;
}
