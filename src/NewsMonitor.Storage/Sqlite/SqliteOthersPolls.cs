using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What one feed's poll means for the polls of others.</summary>
internal static class SqliteOthersPolls
{
    /// <summary>Its pages wait, too.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="feedId">The feed that was told so and has its own time; null when it was a page.</param>
    /// <param name="rest">Which host, and until when.</param>
    /// <returns>How many feeds wait now that would not have waited so long.</returns>
    public static int Rest(SqliteConnection connection, string? feedId, HostRest rest)
    {
        SqlitePageStore.Rest(connection, rest.Host, rest.Until);
        // Those, too, whose next poll is later: it must not be pulled in.
        connection.Run(
            "UPDATE feeds SET not_before = @until WHERE host = @host AND id IS NOT @id AND coalesce(not_before, 0) < @until",
            ("@id", feedId),
            ("@host", rest.Host),
            ("@until", rest.Until.ToColumn()));
        return connection.Run(
            """
            UPDATE feeds SET next_poll_at = @until, next_poll_reason = @reason
            WHERE host = @host AND id IS NOT @id AND next_poll_at < @until AND stopped_at IS NULL
            """,
            ("@id", feedId),
            ("@host", rest.Host),
            ("@until", rest.Until.ToColumn()),
            ("@reason", rest.Reason));
    }

    /// <summary>
    /// The last failure of the others, and as many before it as the history holds; of the feed whose poll this is, which was not counted itself,
    /// those in the history alone.
    /// </summary>
    /// <returns>Of how many feeds failures were taken back.</returns>
    public static int Forgive(SqliteConnection connection, string feedId, Pardon pardon) =>
        connection.Run(
            """
            UPDATE feeds SET failures = failures - min(failures, unreached.polls), next_poll_at = min(next_poll_at, @next), next_poll_reason = @reason
            FROM (SELECT id AS feed,
                         max(id <> @id, (SELECT count(*) FROM feed_polls
                                         WHERE feed_id = feeds.id AND at >= @since AND status = 'Failed' AND http_status IS NULL)) AS polls
                  FROM feeds WHERE last_poll_at >= @since AND status = 'Failed' AND http_status IS NULL AND failures > 0) AS unreached
            WHERE id = unreached.feed AND unreached.polls > 0
            """,
            ("@id", feedId),
            ("@since", pardon.Since.ToColumn()),
            ("@next", pardon.NextPoll.ToColumn()),
            ("@reason", pardon.Reason));
}
