using Dapper;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Tries a real write: a full disk or a quota shows only when pages are asked for.</summary>
public sealed class SqliteProbe(SqliteDatabase database) : IDatabaseProbe
{
    private const int Bytes = 16 * 1024;

    public string? Failure => database.WriteFailure;

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await database.WriteAsync(connection => connection.Execute("INSERT INTO probe (filler) VALUES (zeroblob(@Bytes))", new { Bytes }), cancellationToken);
        await database.WriteAsync(connection => connection.Execute("DELETE FROM probe"), cancellationToken);
    }
}
