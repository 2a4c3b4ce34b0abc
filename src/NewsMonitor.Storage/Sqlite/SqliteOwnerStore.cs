using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Whose things are, in SQLite: one look-up by primary key each.</summary>
public sealed class SqliteOwnerStore(SqliteDatabase database) : IOwnerStore
{
    public Task<string?> OwnerAsync(Owned kind, string id, CancellationToken cancellationToken)
    {
        var sql = kind switch
        {
            Owned.Subscription => "SELECT subscriber FROM subscriptions WHERE id = @id",
            Owned.Alert => "SELECT subscriber FROM alerts WHERE id = @id",
            Owned.Delivery => "SELECT subscriber FROM alerts WHERE id = (SELECT alert_id FROM deliveries WHERE id = @id)",
            Owned.Endpoint => "SELECT subscriber FROM endpoints WHERE id = @id",
            Owned.Key => "SELECT subscriber FROM api_keys WHERE id = @id",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
        };
        return database.LookUpAsync(connection => connection.Value(sql, ("@id", id)) as string, cancellationToken);
    }
}
