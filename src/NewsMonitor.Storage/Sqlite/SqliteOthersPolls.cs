using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What one feed's poll means for the polls of others.</summary>
internal static class SqliteOthersPolls
{
    /// <summary>Its pages wait, too.</summary>
    /// <returns>How many feeds wait now that would not have waited so long.</returns>
    public static int Rest(SqliteConnection connection, string feedId, HostRest rest)
    {
        SqlitePageStore.Rest(connection, rest.Host, rest.Until);
        return connection.Run(
            """
            UPDATE feeds SET next_poll_at = @until, next_poll_reason = @reason
            WHERE host = @host AND id <> @id AND next_poll_at < @until AND stopped_at IS NULL
            """,
            ("@id", feedId),
            ("@host", rest.Host),
            ("@until", rest.Until.ToColumn()),
            ("@reason", rest.Reason));
    }

    /// <returns>How many feeds' last failure was taken back.</returns>
    public static int Forgive(SqliteConnection connection, string feedId, Pardon pardon) =>
        connection.Run(
            """
            UPDATE feeds SET failures = failures - 1, next_poll_at = min(next_poll_at, @next), next_poll_reason = @reason
            WHERE last_poll_at >= @since AND status = 'Failed' AND http_status IS NULL AND failures > 0 AND id <> @id
            """,
            ("@id", feedId),
            ("@since", pardon.Since.ToColumn()),
            ("@next", pardon.NextPoll.ToColumn()),
            ("@reason", pardon.Reason));
}
