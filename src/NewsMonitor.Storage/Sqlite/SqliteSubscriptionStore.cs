using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Subscriptions and endpoints in SQLite.</summary>
public sealed class SqliteSubscriptionStore(SqliteDatabase database) : ISubscriptionStore
{
    // Whoever is further behind reads everything anew.
    private const int VersionsRemembered = 100_000;

    public Task<Subscription> SaveAsync(Subscription subscription, IReadOnlyCollection<string> replace, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                var asked = connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM subscriptions WHERE id = @Id AND query = @Query AND paused = @Paused)", subscription);
                if (connection.QueryFirstOrDefault<string>("SELECT query FROM subscriptions WHERE id = @Id", subscription) is { } query && !AskTheSame(query, subscription.Query))
                {
                    connection.Execute("DELETE FROM matches WHERE subscription_id = @Id", subscription);
                    connection.Execute("DELETE FROM dropped WHERE subscription_id = @Id", subscription);
                }

                connection.Execute(
                    """
                    INSERT INTO subscriptions (id, subscriber, name, query, min_sources, time_zone, created_at, paused, digest, quiet)
                    VALUES (@Id, @Subscriber, @Name, @Query, @MinSources, @TimeZone, @created, @Paused, @digest, @quiet)
                    ON CONFLICT (id) DO UPDATE SET
                      name = excluded.name, query = excluded.query, min_sources = excluded.min_sources, time_zone = excluded.time_zone, paused = excluded.paused,
                      digest = excluded.digest, quiet = excluded.quiet
                    """,
                    new
                    {
                        subscription.Id,
                        subscription.Subscriber,
                        subscription.Name,
                        subscription.Query,
                        subscription.MinSources,
                        subscription.TimeZone,
                        created = subscription.Created.ToColumn(),
                        subscription.Paused,
                        digest = subscription.Digest is null ? null : SqliteJson.Write(subscription.Digest),
                        quiet = subscription.Quiet is null ? null : SqliteJson.Write(subscription.Quiet),
                    });
                var secrets = subscription.Channels
                    .Where(endpoint => SaveEndpoint(connection, endpoint, replace.Contains(endpoint.Id)) && endpoint.Secret is not null)
                    .ToDictionary(endpoint => endpoint.Id, endpoint => endpoint.Secret, StringComparer.Ordinal);
                connection.Execute("UPDATE endpoints SET ordered = @Ordered WHERE id = @Id AND ordered <> @Ordered", subscription.Channels.Select(e => new { e.Id, e.Ordered }));
                connection.Execute("UPDATE endpoints SET unused_since = NULL WHERE id = @Id AND unused_since IS NOT NULL", subscription.Channels.Select(e => new { e.Id }));
                connection.Execute("DELETE FROM subscription_endpoints WHERE subscription_id = @Id", subscription);
                connection.Execute(
                    "INSERT INTO subscription_endpoints (subscription_id, endpoint_id, position) VALUES (@subscription, @endpoint, @position)",
                    subscription.Channels.Select((endpoint, position) => new { subscription = subscription.Id, endpoint = endpoint.Id, position }));
                if (!asked)
                    Changed(connection, subscription.Id);
                var stored = One(connection, subscription.Id)!;
                return stored with { Channels = [.. stored.Channels.Select(endpoint => endpoint with { Secret = secrets.GetValueOrDefault(endpoint.Id) })] };
            },
            cancellationToken);

    public Task<Subscription?> FindAsync(string subscriptionId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => One(connection, subscriptionId), cancellationToken);

    public Task<Subscription?> FindNamedAsync(string subscriber, string name, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => SqliteSubscriptionRow.Read(connection, "WHERE subscriber = @subscriber AND name = @name", new { subscriber, name }).FirstOrDefault(),
            cancellationToken);

    public Task<Page<Subscription>> ListAsync(string? subscriber, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        var where = subscriber is null ? "id > @after" : "subscriber = @subscriber AND id > @after";
        return database.ReadAsync(
            connection => SqliteCursor.Page(
                SqliteSubscriptionRow.Read(connection, $"WHERE {where} ORDER BY id LIMIT @take", new { subscriber, after = page.Cursor ?? "", take = limit + 1 }),
                limit,
                subscription => subscription.Id),
            cancellationToken);
    }

    public Task<int> CountAsync(string subscriber, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.ExecuteScalar<int>("SELECT count(*) FROM subscriptions WHERE subscriber = @subscriber", new { subscriber }), cancellationToken);

    public Task<(int All, int Known)> CountEndpointsAsync(string subscriber, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingle<(int, int)>(
                "SELECT count(*), coalesce(sum(id IN (SELECT value FROM json_each(@ids))), 0) FROM endpoints WHERE subscriber = @subscriber", new { subscriber, ids = ids.ToJson() }),
            cancellationToken);

    public Task<bool> RemoveAsync(string subscriptionId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                connection.Execute("DELETE FROM matches WHERE subscription_id = @subscriptionId", new { subscriptionId });
                connection.Execute("DELETE FROM dropped WHERE subscription_id = @subscriptionId", new { subscriptionId });
                if (connection.Execute("DELETE FROM subscriptions WHERE id = @subscriptionId", new { subscriptionId }) == 0)
                    return false;
                Changed(connection, subscriptionId);
                return true;
            },
            cancellationToken);

    public Task<long> VersionAsync(CancellationToken cancellationToken) => database.ReadAsync(Version, cancellationToken);

    public Task<Page<StandingQuery>> StandingAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        return database.ReadAsync(
            connection => SqliteCursor.Page(
                connection.Rows(
                    "SELECT id, subscriber, query, created_at FROM subscriptions WHERE id > @after AND paused = 0 ORDER BY id LIMIT @take",
                    new { after = page.Cursor ?? "", take = limit + 1 },
                    Standing),
                limit,
                standing => standing.Id),
            cancellationToken);
    }

    public Task<StandingChanges?> ChangesAsync(long after, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                var version = Version(connection);
                return version < after || version - after > VersionsRemembered ? null : new StandingChanges(
                    connection.Rows("SELECT id, subscriber, query, created_at FROM subscriptions WHERE changed > @after AND paused = 0", new { after }, Standing),
                    [.. connection.Query<string>(
                        """
                        SELECT id FROM subscriptions WHERE changed > @after AND paused <> 0
                        UNION
                        SELECT subscription_id FROM removed_subscriptions WHERE version > @after
                          AND NOT EXISTS (SELECT 1 FROM subscriptions WHERE id = subscription_id)
                        """,
                        new { after })],
                    version);
            },
            cancellationToken);

    // What is held for a digest hangs on its matches: another space or order of words must not lose it.
    // One that cannot be read was taken by an earlier version, which took more.
    private static bool AskTheSame(string one, string other) => one == other || Query.TryParse(one)?.Equals(Query.TryParse(other)) == true;

    /// <returns>Whether what was given is what is stored now.</returns>
    private static bool SaveEndpoint(SqliteConnection connection, AlertEndpoint endpoint, bool replace)
    {
        var row = new
        {
            endpoint.Id,
            endpoint.Subscriber,
            endpoint.Type,
            endpoint.Url,
            endpoint.Secret,
            settings = SqliteJson.Write(endpoint.Settings),
            until = endpoint.PreviousSecretUntil?.ToColumn(),
        };
        var added = connection.Execute(
            """
            INSERT INTO endpoints (id, subscriber, type, url, secret, settings) VALUES (@Id, @Subscriber, @Type, @Url, @Secret, @settings)
            ON CONFLICT (id) DO NOTHING
            """,
            row);
        if (added == 0 && replace)
        {
            // The same secret written again is no change: the one before it keeps its time.
            connection.Execute(
                """
                UPDATE endpoints SET
                  previous_secret = iif(secret <> @Secret, secret, previous_secret),
                  previous_secret_until = iif(secret <> @Secret, @until, previous_secret_until),
                  secret = coalesce(@Secret, secret),
                  settings = @settings
                WHERE id = @Id
                """,
                row);
        }

        return added == 1 || replace;
    }

    private static Subscription? One(SqliteConnection connection, string id) =>
        SqliteSubscriptionRow.Read(connection, "WHERE id = @id", new { id }).SingleOrDefault();

    private static long Version(SqliteConnection connection) => connection.ExecuteScalar<long>("SELECT version FROM subscriptions_version");

    private static void Changed(SqliteConnection connection, string subscriptionId)
    {
        var version = connection.ExecuteScalar<long>("UPDATE subscriptions_version SET version = version + 1 RETURNING version");
        if (connection.Execute("UPDATE subscriptions SET changed = @version WHERE id = @subscriptionId", new { version, subscriptionId }) == 1)
            return;
        connection.Execute("INSERT INTO removed_subscriptions (version, subscription_id) VALUES (@version, @subscriptionId)", new { version, subscriptionId });
        connection.Execute("DELETE FROM removed_subscriptions WHERE version <= @forgotten", new { forgotten = version - VersionsRemembered });
    }

    private static StandingQuery Standing(IDataRecord row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.Time(3)!.Value);
}
