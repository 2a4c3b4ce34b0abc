using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// A poll after which only times, status and rhythm differ: nearly every one. It is written by a statement that touches nothing else, which spares the look at what hangs
/// on the other columns.
/// </summary>
internal static class SqliteBriefPoll
{
    /// <summary>What every poll changes.</summary>
    public const string Changes =
        $"""
        version = version + 1, polls = polls + @counts,
        next_poll_at = CASE WHEN next_poll_at <> @was THEN max(next_poll_at, @next) ELSE @next END,
        next_poll_reason = CASE WHEN next_poll_at <> @was AND next_poll_at > @next THEN next_poll_reason ELSE @reason END,
        last_poll_at = @last, status = @status, http_status = @httpStatus, last_success_at = @success, interval = @interval, requested = @requested,
        not_before = nullif(max(coalesce(not_before, 0), coalesce(@notBefore, 0)), 0), recent_polls = {SqlitePollHistory.Waiting}
        """;

    /// <summary>Whether a poll is one.</summary>
    public static bool Is(FeedPoll poll) =>
        poll is { Articles.Length: 0, MovedTo: null, Title: null, SiteUrl: null, Language: null, Was: { } was, State: var state }
        && was == state with
        {
            NextPoll = was.NextPoll,
            NextPollReason = was.NextPollReason,
            NotBefore = was.NotBefore,
            LastPoll = was.LastPoll,
            LastSuccess = was.LastSuccess,
            Status = was.Status,
            HttpStatus = was.HttpStatus,
            Interval = was.Interval,
            Requested = was.Requested,
        };

    /// <summary>The state as it can be read when it is stored, if nobody else moved the next poll meanwhile.</summary>
    public static FeedPollState Stored(SqlitePoll write)
    {
        var (was, state) = (write.Poll.Was!, write.Poll.State);
        return state with
        {
            Version = state.Version + 1,
            Polls = state.Polls + write.Counts,
            NextPoll = AsStored(state.NextPoll)!.Value,
            NotBefore = AsStored(Nullable.Compare(state.NotBefore, was.NotBefore) < 0 ? was.NotBefore : state.NotBefore),
            LastPoll = AsStored(state.LastPoll),
            LastSuccess = AsStored(state.LastSuccess),
            Interval = AsStored(state.Interval),
            Requested = AsStored(state.Requested),
        };
    }

    /// <param name="connection">In a transaction.</param>
    /// <param name="write">A brief one.</param>
    /// <param name="gathered">What waited in its row for the history went there.</param>
    /// <returns>False when somebody else stored a poll meanwhile.</returns>
    public static bool Store(SqliteConnection connection, SqlitePoll write, bool gathered)
    {
        var poll = write.Poll;
        return connection.Run(
            $"UPDATE feeds SET {Changes} WHERE id = @id AND version = @version",
            ("@id", poll.FeedId),
            ("@version", poll.State.Version),
            ("@counts", write.Counts),
            ("@was", poll.WasDue?.ToColumn()),
            ("@next", poll.State.NextPoll.ToColumn()),
            ("@reason", poll.State.NextPollReason),
            ("@last", poll.State.LastPoll?.ToColumn()),
            ("@status", poll.State.Status.ToString()),
            ("@httpStatus", poll.State.HttpStatus),
            ("@success", poll.State.LastSuccess?.ToColumn()),
            ("@interval", poll.State.Interval?.ToColumn()),
            ("@requested", poll.State.Requested?.ToColumn()),
            ("@notBefore", poll.State.NotBefore?.ToColumn()),
            ("@quiet", write.Quiet),
            ("@gathered", gathered)) == 1;
    }

    private static DateTimeOffset? AsStored(DateTimeOffset? time) => time is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known.ToColumn()) : null;

    private static TimeSpan? AsStored(TimeSpan? span) => span is { } known ? TimeSpan.FromMilliseconds(known.ToColumn()) : null;
}
