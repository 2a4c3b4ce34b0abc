using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What became of deliveries, in SQLite.</summary>
public sealed class SqliteDeliveryHistory(SqliteDatabase database) : IDeliveryHistory
{
    // Rows touched in one transaction: other writers wait no longer than that takes.
    private const int Chunk = 1_000;

    public Task<DeliveryRecord?> FindAsync(string deliveryId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteDeliveryRecord.Read(connection, "WHERE id = @deliveryId", new { deliveryId }).SingleOrDefault(), cancellationToken);

    public Task<Page<DeliveryRecord>> ListAsync(DeliveryFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        var before = SqliteCursor.Number(page, none: long.MaxValue);
        return database.ReadAsync(
            connection => SqliteCursor.Page(
                SqliteDeliveryRecord.Read(
                    connection, $"WHERE {Where(filter)} AND sequence < @edge ORDER BY sequence DESC LIMIT @take", Parameters(filter, before, limit + 1)),
                limit,
                record => record.Delivery.Sequence.ToString(CultureInfo.InvariantCulture)),
            cancellationToken);
    }

    public Task<Delivery?> ReplayAsync(string deliveryId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                if (connection.Rows(
                        "SELECT disabled_reason FROM endpoints WHERE id = (SELECT endpoint_id FROM deliveries WHERE id = @deliveryId)", new { deliveryId }, row => row.Text(0))
                    is [{ } disabled])
                {
                    throw new InvalidInputException($"The delivery's endpoint is disabled: {disabled} Save a subscription with this channel to take it into use again.");
                }

                Replay(connection, [deliveryId], now);
                return connection.Rows($"SELECT {SqliteDeliveryRow.Columns} FROM deliveries WHERE id = @deliveryId", new { deliveryId }, SqliteDeliveryRow.Read).SingleOrDefault();
            },
            cancellationToken);

    public async Task<ReplayedDeliveries> ReplayAsync(DeliveryFilter filter, string? after, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var (edge, replayed, disabled) = (Edge(after), 0, 0);
        var endpoints = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var left = Math.Min(Chunk, limit - replayed - disabled);
            // One more than may be replayed tells whether there are more.
            var rows = await database.WriteAsync(
                connection =>
                {
                    var found = connection.Rows(
                        $"""
                        SELECT sequence, id, endpoint_id, (SELECT disabled_reason IS NOT NULL FROM endpoints WHERE endpoints.id = endpoint_id) FROM deliveries
                        WHERE {Where(filter)} AND state <> 'Pending' AND sequence > @edge ORDER BY sequence LIMIT @take
                        """,
                        Parameters(filter, edge, left + 1),
                        row => (Sequence: row.GetInt64(0), Id: row.GetString(1), Endpoint: row.GetString(2), Disabled: row.GetBoolean(3)));
                    Replay(connection, [.. found.Take(left).Where(row => !row.Disabled).Select(row => row.Id)], now);
                    return found;
                },
                cancellationToken);
            foreach (var row in rows.Take(left))
            {
                edge = row.Sequence;
                (replayed, disabled) = row.Disabled ? (replayed, disabled + 1) : (replayed + 1, disabled);
                if (!row.Disabled)
                    endpoints.Add(row.Endpoint);
            }

            if (rows.Count <= left || replayed + disabled == limit)
                return new ReplayedDeliveries(replayed, disabled, rows.Count > left ? edge.ToString(CultureInfo.InvariantCulture) : null, [.. endpoints]);
        }
    }

    public async Task<int> ForgetAttemptsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (true)
        {
            var chunk = await database.WriteAsync(
                connection => connection.Execute(
                    """
                    DELETE FROM attempts WHERE (delivery_id, number) IN (SELECT delivery_id, number FROM attempts WHERE at < @before ORDER BY at LIMIT @Chunk)
                    """,
                    new { before = before.ToColumn(), Chunk }),
                cancellationToken);
            removed += chunk;
            if (chunk < Chunk)
                return removed;
        }
    }

    private static long Edge(string? after) =>
        after is null ? 0
            : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var edge) ? edge
            : throw new InvalidInputException("after", $"'{after}' is no place to go on after; expected the next of an answer before.");

    // What is pending goes on as it is, only sooner. Its attempt may be under way: counted, the replay is seen when that is recorded.
    private static void Replay(SqliteConnection connection, string[] ids, DateTimeOffset now) => connection.Execute(
        """
        UPDATE deliveries SET
          state = 'Pending',
          next_attempt_at = iif(state = 'Pending', min(next_attempt_at, @now), @now),
          replayed_after = iif(state = 'Pending', replayed_after, attempts),
          replays = replays + 1
        WHERE id IN (SELECT value FROM json_each(@ids))
        """,
        new { ids = ids.ToJson(), now = now.ToColumn() });

    private static string Where(DeliveryFilter filter) => string.Join(
        " AND ",
        new[]
        {
            filter.Subscriber is null ? null : "endpoint_id IN (SELECT id FROM endpoints WHERE subscriber = @Subscriber)",
            filter.Endpoint is null ? null : "endpoint_id = @Endpoint",
            filter.Alert is null ? null : "alert_id = @Alert",
            // Written out: only so does SQLite see that the index of what was given up serves.
            filter.States.Count == 0 ? null : $"({string.Join(" OR ", filter.States.Order().Select(state => $"state = '{state}'"))})",
            filter.Since is null ? null : "created_at >= @since",
            filter.Until is null ? null : "created_at < @until",
            "true",
        }.Where(term => term is not null));

    private static object Parameters(DeliveryFilter filter, long edge, int take) =>
        new { filter.Subscriber, filter.Endpoint, filter.Alert, since = filter.Since?.ToColumn(), until = filter.Until?.ToColumn(), edge, take };
}
