using System.Data;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// The polls that a feed's history holds. Most polls bring nothing: those wait in the feed's own row, which is written anyhow, and go to the history several at a time,
/// as they stand there.
/// </summary>
internal static class SqlitePollHistory
{
    /// <summary>Polls of a feed between the times when those that wait go to the history, and when those that are too old or too many are removed from it.</summary>
    private const int Together = 8;

    private const string Columns = "number, version, at, duration, status, http_status, bytes, new, changed, error";

    // As Quiet writes them.
    private const string QuietColumns =
        "poll.value ->> 0 AS number, poll.value ->> 1 AS version, poll.value ->> 2 AS at, poll.value ->> 3, 'NotModified', nullif(poll.value ->> 4, 0), poll.value ->> 5, 0, 0, NULL";

    /// <summary>A feed's polls before a version, the latest first.</summary>
    public const string Select =
        $"""
        SELECT {Columns} FROM (
          SELECT {Columns} FROM feed_polls WHERE feed_id = @feed
          UNION ALL SELECT {QuietColumns} FROM feed_quiet_polls AS quiet, json_each('[' || quiet.polls || ']') AS poll WHERE quiet.feed_id = @feed
          UNION ALL SELECT {QuietColumns} FROM feeds, json_each('[' || recent_polls || ']') AS poll WHERE feeds.id = @feed AND recent_polls IS NOT NULL)
        WHERE version < @before AND at >= @since AND number >= (SELECT polls FROM feeds WHERE id = @feed) - @keep
        ORDER BY version DESC LIMIT @take
        """;

    // What waits in a feed's row, with the poll if it was quiet.
    private const string WithThisOne = "CASE WHEN @quiet IS NULL THEN recent_polls WHEN recent_polls IS NULL THEN @quiet ELSE recent_polls || ',' || @quiet END";

    /// <summary>The new value of <c>feeds.recent_polls</c>: with the poll if it was quiet, and empty if those that waited just went to the history.</summary>
    public const string Waiting = $"iif(@gathered, NULL, {WithThisOne})";

    /// <summary>What the feed's row takes up of a poll that brought nothing; null for every other one.</summary>
    public static string? Quiet(FeedPoll poll) =>
        poll is { Articles.Length: 0, Trace: { Keep: > 0 } trace, State: { LastPoll: { } at, Status: FeedStatus.NotModified } state }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"[{state.Polls},{state.Version},{at.ToColumn()},{trace.Duration.ToColumn()},{state.HttpStatus ?? 0},{trace.Bytes}]")
            : null;

    /// <summary>Goes before the write of the feed's row, and has no effect when that has none.</summary>
    /// <returns>Whether what waited there went to the history.</returns>
    public static bool Gather(SqliteConnection connection, SqlitePoll write)
    {
        if (write.Poll is not { Trace: { Keep: > 0 } trace, State: { LastPoll: { } at } state } || state.Polls % Together != Together - 1)
            return false;
        connection.Run(
            $"""
            INSERT OR REPLACE INTO feed_quiet_polls (feed_id, eighth, at, polls)
            SELECT id, @eighth, @at, {WithThisOne}
            FROM feeds WHERE id = @feed AND version = @version AND (recent_polls IS NOT NULL OR @quiet IS NOT NULL)
            """,
            ("@feed", write.Poll.FeedId),
            ("@version", state.Version),
            ("@eighth", state.Polls / Together),
            ("@at", at.ToColumn()),
            ("@quiet", write.Quiet));
        var first = state.Polls + 1 - trace.Keep;
        connection.Run(
            "DELETE FROM feed_quiet_polls WHERE feed_id = @feed AND (eighth < @eighth OR at < @since)",
            ("@feed", write.Poll.FeedId),
            ("@eighth", (long)Math.Floor((double)first / Together)),
            ("@since", trace.Since.ToColumn()));
        connection.Run(
            "DELETE FROM feed_polls WHERE feed_id = @feed AND (number < @first OR at < @since)",
            ("@feed", write.Poll.FeedId),
            ("@first", first),
            ("@since", trace.Since.ToColumn()));
        return true;
    }

    /// <summary>Adds a poll that is not among those that wait.</summary>
    public static void Store(SqliteConnection connection, FeedPoll poll, FeedPollState state, int added, int updated)
    {
        if (poll.Trace is not { Keep: > 0 } trace || state.LastPoll is not { } at)
            return;
        connection.Run(
            $"""
            INSERT OR REPLACE INTO feed_polls (feed_id, {Columns})
            VALUES (@feed, @number, @version, @at, @duration, @status, @httpStatus, @bytes, @new, @changed, @error)
            """,
            ("@feed", poll.FeedId),
            ("@number", state.Polls),
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
    }

    public static PollRecord Read(IDataRecord row) => new(
        row.GetInt64(1), row.Time(2)!.Value, row.Span(3)!.Value, Enum.Parse<FeedStatus>(row.GetString(4)), row.Number(5), row.GetInt64(6),
        row.GetInt32(7), row.GetInt32(8), row.Text(9));
}
