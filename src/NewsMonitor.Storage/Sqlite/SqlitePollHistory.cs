using System.Data;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// The polls that a feed's history holds. Most polls bring nothing: those wait in the feed's own row, which is written anyhow, and go to the history several at a time.
/// </summary>
internal static class SqlitePollHistory
{
    /// <summary>Quiet polls that wait in a feed's row at most.</summary>
    private const int Waiting = 8;

    // Polls between looks for what is too old: what is too many goes with every poll. A multiple of the above.
    private const int TrimEvery = 16;

    private const string Columns = "version, at, duration, status, http_status, bytes, new, changed, error";

    // As Quiet writes them.
    private const string WaitingColumns =
        "poll.value ->> 1, poll.value ->> 2, poll.value ->> 3, 'NotModified', nullif(poll.value ->> 4, 0), poll.value ->> 5, 0, 0, NULL";

    private const string WaitingPolls = "feeds, json_each('[' || recent_polls || ']') AS poll WHERE feeds.id = @feed AND recent_polls IS NOT NULL";

    /// <summary>A feed's polls before a version, the latest first.</summary>
    public const string Select =
        $"""
        SELECT {Columns} FROM feed_polls WHERE feed_id = @feed AND version < @before
        UNION ALL SELECT {WaitingColumns} FROM {WaitingPolls} AND poll.value ->> 1 < @before
        ORDER BY version DESC LIMIT @take
        """;

    /// <summary>What the feed's row takes up of a poll that brought nothing; null for every other one.</summary>
    public static string? Quiet(FeedPoll poll, FeedPollState state) =>
        poll is { Articles.Length: 0, Trace: { Keep: > 0 } trace } && state is { LastPoll: { } at, Status: FeedStatus.NotModified }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"[{state.Polls % trace.Keep},{state.Version},{at.ToColumn()},{trace.Duration.ToColumn()},{state.HttpStatus ?? 0},{trace.Bytes}]")
            : null;

    /// <summary>Follows the write of the feed's row: moves what waits there to the history when it is time, and adds a poll that did not wait.</summary>
    public static void Store(SqliteConnection connection, FeedPoll poll, FeedPollState state, int added, int updated, bool quiet)
    {
        if (poll.Trace is not { Keep: > 0 } trace || state.LastPoll is not { } at || (quiet && state.Polls % Waiting != 0))
            return;
        var moved = connection.Run(
            $"""
            INSERT OR REPLACE INTO feed_polls (feed_id, slot, {Columns})
            SELECT feeds.id, poll.value ->> 0, {WaitingColumns} FROM {WaitingPolls}
            """,
            ("@feed", poll.FeedId));
        if (moved > 0)
            connection.Run("UPDATE feeds SET recent_polls = NULL WHERE id = @feed", ("@feed", poll.FeedId));
        if (!quiet)
            Insert(connection, poll.FeedId, trace, state, at, added, updated);
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

    private static void Insert(SqliteConnection connection, string feedId, PollTrace trace, FeedPollState state, DateTimeOffset at, int added, int updated) =>
        connection.Run(
            $"""
            INSERT OR REPLACE INTO feed_polls (feed_id, slot, {Columns})
            VALUES (@feed, @slot, @version, @at, @duration, @status, @httpStatus, @bytes, @new, @changed, @error)
            """,
            ("@feed", feedId),
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
}
