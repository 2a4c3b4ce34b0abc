using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Channels.Mail;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Endpoints that nobody uses, in SQLite.</summary>
public sealed class SqliteUnusedEndpoints(SqliteDatabase database) : IUnusedEndpoints
{
    // Rows touched in one transaction: other writers wait no longer than that takes.
    private const int Chunk = 1_000;

    private const string Unused =
        """
        disabled_reason IS NOT @Reason
        AND NOT EXISTS (SELECT 1 FROM subscription_endpoints WHERE endpoint_id = endpoints.id)
        AND NOT EXISTS (SELECT 1 FROM deliveries WHERE endpoint_id = endpoints.id AND state = 'Pending')
        """;

    public async Task<int> NoteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var noted = 0;
        // Read beside the writer: all endpoints are looked at, and mostly there is nothing to write.
        var found = await IdsAsync($"SELECT id FROM endpoints WHERE unused_since IS NULL AND {Unused}", new { Unsubscribing.Reason }, cancellationToken);
        foreach (var ids in found.Chunk(Chunk))
        {
            noted += await database.WriteAsync(
                connection => connection.Execute(
                    $"UPDATE endpoints SET unused_since = @now WHERE id IN (SELECT value FROM json_each(@ids)) AND unused_since IS NULL AND {Unused}",
                    new { ids = ids.ToJson(), now = now.ToColumn(), Unsubscribing.Reason }),
                cancellationToken);
        }

        return noted;
    }

    public async Task<int> RemoveAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var removed = 0;
        var found = await IdsAsync(
            $"""
            SELECT id FROM endpoints
            WHERE unused_since <= @since AND {Unused}
              AND NOT EXISTS (SELECT 1 FROM deliveries JOIN attempts ON delivery_id = deliveries.id WHERE endpoint_id = endpoints.id)
            """,
            new { since = since.ToColumn(), Unsubscribing.Reason },
            cancellationToken);
        foreach (var id in found)
        {
            bool? done;
            do
                done = await database.WriteAsync(connection => RemoveSome(connection, id), cancellationToken);
            while (done is false);
            removed += done is true ? 1 : 0;
        }

        return removed;
    }

    /// <returns>True when the endpoint is gone, false when some of its deliveries still stand, null when it is in use again.</returns>
    private static bool? RemoveSome(SqliteConnection connection, string id)
    {
        if (!connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM endpoints WHERE id = @id AND unused_since IS NOT NULL AND {Unused})", new { id, Unsubscribing.Reason }))
            return null;
        if (connection.Execute("DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE endpoint_id = @id LIMIT @Chunk)", new { id, Chunk }) == Chunk)
            return false;
        return connection.Execute("DELETE FROM endpoints WHERE id = @id", new { id }) == 1;
    }

    private Task<List<string>> IdsAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.Rows(sql, parameters, row => row.GetString(0)), cancellationToken);
}
