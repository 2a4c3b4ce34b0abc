using Dapper;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What happened, in the order of writing. The steps that make it happen write it in their own transactions.</summary>
public sealed class SqliteEventLog(SqliteDatabase database) : IEventLog
{
    // Rows removed in one transaction: other writers wait no longer than that takes.
    private const int TrimChunk = 2_000;

    public Task<IReadOnlyList<LoggedEvent>> AfterAsync(long sequence, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LoggedEvent>>(
            connection => [.. connection
                .Query<(long Sequence, long At, string Type, string Subject, string Data)>(
                    "SELECT seq, at, type, subject, data FROM event_log WHERE seq > @sequence ORDER BY seq LIMIT @limit", new { sequence, limit })
                .Select(row => new LoggedEvent(row.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Type, row.Subject, row.Data))],
            cancellationToken);

    public Task<(long Oldest, long Newest)> RangeAsync(CancellationToken cancellationToken) =>
        // Two look-ups: SQLite serves one min or max from the index, but not both in one scan.
        database.ReadAsync(
            connection => connection.QuerySingle<(long, long)>(
                """
                SELECT coalesce((SELECT min(seq) FROM event_log), 0),
                       coalesce((SELECT max(seq) FROM event_log), 0)
                """),
            cancellationToken);

    public async Task<int> TrimAsync(DateTimeOffset before, long keep, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        var removed = 0;
        while (true)
        {
            var chunk = await database.WriteAsync(
                connection => connection.Execute(
                    """
                    DELETE FROM event_log
                    WHERE seq IN (SELECT seq FROM event_log ORDER BY seq LIMIT @TrimChunk)
                      AND seq < (SELECT max(seq) FROM event_log)
                      AND (at < @before OR seq <= (SELECT max(seq) FROM event_log) - @keep)
                    """,
                    new { TrimChunk, before = before.ToUnixTimeMilliseconds(), keep }),
                cancellationToken);
            removed += chunk;
            if (chunk < TrimChunk)
                return removed;
        }
    }
}
