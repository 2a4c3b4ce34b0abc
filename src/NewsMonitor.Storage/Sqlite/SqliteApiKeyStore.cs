using System.Data;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Keys to the API in SQLite.</summary>
public sealed class SqliteApiKeyStore(SqliteDatabase database) : IApiKeyStore
{
    private const string Columns = "id, name, scope, subscriber, prefix, hash, old_prefix, old_hash, old_until, created_at, rotated_at, last_used_at";

    public Task<bool> AddAsync(ApiKey key, int most, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                // There is one writer: what is counted here holds until the commit.
                if (key.Subscriber is not null && (long)connection.Value("SELECT count(*) FROM api_keys WHERE subscriber = @subscriber", ("@subscriber", key.Subscriber))! >= most)
                    return false;
                connection.Run(
                    """
                    INSERT INTO api_keys (id, name, scope, subscriber, prefix, hash, created_at)
                    VALUES (@id, @name, @scope, @subscriber, @prefix, @hash, @created)
                    """,
                    ("@id", key.Id),
                    ("@name", key.Name),
                    ("@scope", key.Scope.ToString()),
                    ("@subscriber", key.Subscriber),
                    ("@prefix", key.Proof.Prefix),
                    ("@hash", key.Proof.Hash),
                    ("@created", key.Created.ToColumn()));
                return true;
            },
            cancellationToken);

    public Task<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.LookUpAsync(connection => connection.First($"SELECT {Columns} FROM api_keys WHERE id = @id", Read, ("@id", id)), cancellationToken);

    // Every request asks this: two look-ups by unique keys.
    public Task<ApiKey?> FindByPrefixAsync(string prefix, CancellationToken cancellationToken) =>
        database.LookUpAsync(
            connection => connection.First($"SELECT {Columns} FROM api_keys WHERE prefix = @prefix", Read, ("@prefix", prefix))
                ?? connection.First($"SELECT {Columns} FROM api_keys WHERE old_prefix = @prefix", Read, ("@prefix", prefix)),
            cancellationToken);

    public Task<Page<ApiKey>> ListAsync(string? subscriber, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        (string, object?)[] parameters = [("@after", page.Cursor ?? ""), ("@take", limit + 1)];
        return database.ReadAsync(
            connection => SqliteCursor.Page(
                subscriber is null
                    ? connection.All($"SELECT {Columns} FROM api_keys WHERE id > @after ORDER BY id LIMIT @take", Read, parameters)
                    : connection.All(
                        $"SELECT {Columns} FROM api_keys WHERE subscriber = @subscriber AND id > @after ORDER BY id LIMIT @take", Read, [.. parameters, ("@subscriber", subscriber)]),
                limit,
                key => key.Id),
            cancellationToken);
    }

    public Task<ApiKey?> RotateAsync(string id, KeyProof proof, DateTimeOffset now, DateTimeOffset oldUntil, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                connection.Run(
                    """
                    UPDATE api_keys SET old_prefix = prefix, old_hash = hash, old_until = @until, prefix = @prefix, hash = @hash, rotated_at = @now WHERE id = @id
                    """,
                    ("@id", id),
                    ("@prefix", proof.Prefix),
                    ("@hash", proof.Hash),
                    ("@now", now.ToColumn()),
                    ("@until", oldUntil.ToColumn()));
                return connection.First($"SELECT {Columns} FROM api_keys WHERE id = @id", Read, ("@id", id));
            },
            cancellationToken);

    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.Run("DELETE FROM api_keys WHERE id = @id", ("@id", id)) == 1, cancellationToken);

    public Task UsedAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Run("UPDATE api_keys SET last_used_at = max(coalesce(last_used_at, 0), @at) WHERE id = @id", ("@id", id), ("@at", at.ToColumn())),
            cancellationToken);

    public Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        database.LookUpAsync(connection => connection.Value("SELECT id FROM api_keys LIMIT 1") is not null, cancellationToken);

    private static ApiKey Read(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Scope = Enum.Parse<ApiScope>(row.GetString(2)),
        Subscriber = row.Text(3),
        Proof = new KeyProof(row.GetString(4), row.GetString(5)),
        OldProof = row.Text(6) is { } prefix ? new KeyProof(prefix, row.GetString(7)) : null,
        OldUntil = row.Time(8),
        Created = row.Time(9)!.Value,
        Rotated = row.Time(10),
        LastUsed = row.Time(11),
    };
}
