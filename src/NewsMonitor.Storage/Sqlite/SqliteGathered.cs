using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The table <c>gathered</c>: what is told of already of a window whose alert is not written yet.</summary>
internal static class SqliteGathered
{
    public static List<GatheredStories> Read(SqliteConnection connection, string subscriber) => connection.Rows(
        "SELECT key, version, stories FROM gathered WHERE subscriber = @subscriber ORDER BY key",
        new { subscriber },
        row => SqliteJson.Read<GatheredStories>(row.GetString(2))! with { Subscriber = subscriber, Key = row.GetString(0), Version = row.GetInt64(1) });

    public static GatheredAlerts Alerts(SqliteConnection connection, GatheredStories gathered, int articles)
    {
        var subscriptions = SqliteSubscriptionRow.Read(
            connection, "WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY created_at, id", new { ids = gathered.Subscriptions.ToJson() });
        var listed = connection.Rows(
            $"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY seq",
            new { ids = gathered.Endpoints.SelectMany(endpoint => endpoint.Listed).Distinct(StringComparer.Ordinal).ToJson() },
            SqliteAlertRow.Read);
        var endpoints = subscriptions.SelectMany(s => s.Channels).Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        return new GatheredAlerts(
            subscriptions,
            [.. listed.Select(alert => (alert, SqliteDueJudgements.Articles(connection, Now(connection, alert.StoryId!), articles)))],
            gathered.Endpoints.All(endpoint => endpoints.Contains(endpoint.Id)) ? gathered.Endpoints : Endpoints(connection, gathered, subscriptions, listed));
    }

    /// <returns>False when somebody else gathered meanwhile.</returns>
    public static bool Store(SqliteConnection connection, GatheredStories gathered) => connection.Execute(
        gathered.Version == 0
            ? "INSERT INTO gathered (subscriber, key, version, stories) VALUES (@Subscriber, @Key, 1, @stories) ON CONFLICT DO NOTHING"
            : "UPDATE gathered SET version = version + 1, stories = @stories WHERE subscriber = @Subscriber AND key = @Key AND version = @Version",
        new { gathered.Subscriber, gathered.Key, gathered.Version, stories = SqliteJson.Write(gathered) }) == 1;

    /// <inheritdoc cref="Store"/>
    public static bool Remove(SqliteConnection connection, GatheredStories gathered) => connection.Execute(
        "DELETE FROM gathered WHERE subscriber = @Subscriber AND key = @Key AND version = @Version",
        new { gathered.Subscriber, gathered.Key, gathered.Version }) == 1;

    /// <summary>Counted anew: a story for which two subscriptions asked is one story at the endpoint that both have now.</summary>
    private static GatheredEndpoint[] Endpoints(SqliteConnection connection, GatheredStories gathered, List<Subscription> subscriptions, List<Alert> listed)
    {
        var most = gathered.Endpoints.Max(endpoint => endpoint.Listed.Length);
        var asked = subscriptions.SelectMany(s => s.Channels.Select(endpoint => (Endpoint: endpoint.Id, Subscription: s.Id)))
            .ToLookup(a => a.Endpoint, a => a.Subscription, StringComparer.Ordinal);
        return [.. connection.Rows(
            """
            SELECT of.endpoint_id, count(DISTINCT part.seq)
            FROM subscription_endpoints AS of
              CROSS JOIN alert_subscriptions AS asked ON asked.subscription_id = of.subscription_id
              CROSS JOIN alerts AS part ON part.seq = asked.alert_seq
            WHERE of.subscription_id IN (SELECT value FROM json_each(@subscriptions)) AND part.part_of = @whole
              AND asked.alert_seq >= (SELECT min(seq) FROM alerts WHERE id IN (SELECT value FROM json_each(@first)))
            GROUP BY of.endpoint_id
            """,
            new
            {
                subscriptions = gathered.Subscriptions.ToJson(),
                whole = AlertComposer.TogetherId(gathered.Subscriber, gathered.Key),
                first = gathered.Parts.ToJson(),
            },
            row => new GatheredEndpoint(
                row.GetString(0),
                row.GetInt32(1),
                [.. listed.Where(alert => alert.Subscriptions.Intersect(asked[row.GetString(0)], StringComparer.Ordinal).Any()).Select(alert => alert.Id).Take(most)]))];
    }

    private static string Now(SqliteConnection connection, string story) =>
        connection.ExecuteScalar<string?>("SELECT merged_into FROM stories WHERE id = @story", new { story }) ?? story;
}
