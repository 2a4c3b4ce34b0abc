using System.Data;
using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The polls that a feed's history holds: one small write for each poll, inside its transaction.</summary>
internal static class SqlitePollHistory
{
    // Polls between looks for what is too old: what is too many goes with every poll.
    private const int TrimEvery = 16;

    public const string Columns = "version, at, duration, status, http_status, bytes, new, changed, error";

    public static void Store(SqliteConnection connection, FeedPoll poll, FeedPollState state, int added, int updated)
    {
        if (poll.Trace is not { Keep: > 0 } trace || state.LastPoll is not { } at)
            return;
        connection.Run(
            """
            INSERT OR REPLACE INTO feed_polls (feed_id, slot, version, at, duration, status, http_status, bytes, new, changed, error)
            VALUES (@feed, @slot, @version, @at, @duration, @status, @httpStatus, @bytes, @new, @changed, @error)
            """,
            ("@feed", poll.FeedId),
            ("@slot", state.Polls % trace.Keep),
            ("@version", state.Version),
            ("@at", at.ToColumn()),
            ("@duration", trace.Duration.ToColumn()),
            ("@status", state.Status.ToString()),
            ("@httpStatus", state.HttpStatus),
            ("@bytes", trace.Bytes),
            ("@new", added),
            ("@changed", updated),
            // What was wrong with a document is not said again for each poll that finds it unchanged.
            ("@error", state.Status == FeedStatus.NotModified ? null : state.Error));
        if (state.Polls % TrimEvery == 0)
        {
            connection.Run(
                "DELETE FROM feed_polls WHERE feed_id = @feed AND (at < @since OR slot >= @keep)",
                ("@feed", poll.FeedId),
                ("@since", trace.Since.ToColumn()),
                ("@keep", trace.Keep));
        }
    }

    public static PollRecord Read(IDataRecord row) => new(
        row.GetInt64(0), row.Time(1)!.Value, row.Span(2)!.Value, Enum.Parse<FeedStatus>(row.GetString(3)), row.Number(4), row.GetInt64(5),
        row.GetInt32(6), row.GetInt32(7), row.Text(8));
}
