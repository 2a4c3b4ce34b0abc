using System.Data;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A row of <c>subscriptions</c> with its endpoints, never with their secrets.</summary>
internal static class SqliteSubscriptionRow
{
    private const string Columns = "id, subscriber, name, query, min_sources, time_zone, created_at, paused, digest, quiet";

    /// <param name="rest">What follows <c>FROM subscriptions</c>.</param>
    public static List<Subscription> Read(SqliteConnection connection, string rest, object? parameters)
    {
        var subscriptions = connection.Rows($"SELECT {Columns} FROM subscriptions {rest}", parameters, Read);
        var channels = connection.Rows(
                """
                SELECT of.subscription_id, e.id, e.subscriber, e.type, e.url, e.disabled_reason, e.settings, e.ordered
                FROM subscription_endpoints AS of JOIN endpoints AS e ON e.id = of.endpoint_id
                WHERE of.subscription_id IN (SELECT value FROM json_each(@ids))
                ORDER BY of.subscription_id, of.position
                """,
                new { ids = subscriptions.Select(s => s.Id).ToJson() },
                row => (Subscription: row.GetString(0), Endpoint: Endpoint(row)))
            .ToLookup(row => row.Subscription, row => row.Endpoint);
        return [.. subscriptions.Select(s => s with { Channels = [.. channels[s.Id]] })];
    }

    private static Subscription Read(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        Subscriber = row.GetString(1),
        Name = row.GetString(2),
        Query = row.GetString(3),
        MinSources = row.GetInt32(4),
        TimeZone = row.Text(5),
        Created = row.Time(6)!.Value,
        Paused = row.GetBoolean(7),
        Digest = SqliteJson.Read<DigestSchedule>(row.Text(8)),
        Quiet = SqliteJson.Read<QuietHours>(row.Text(9)),
        Channels = [],
    };

    private static AlertEndpoint Endpoint(IDataRecord row) => new AlertEndpoint
    {
        Id = row.GetString(1),
        Subscriber = row.GetString(2),
        Type = row.GetString(3),
        Url = row.Text(4),
        DisabledReason = row.Text(5),
        Settings = SqliteJson.Read<Dictionary<string, string>>(row.GetString(6))!,
        Ordered = row.GetBoolean(7),
    }.WithoutSecrets();
}
