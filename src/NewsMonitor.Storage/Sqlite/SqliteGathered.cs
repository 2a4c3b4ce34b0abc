using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The table <c>gathered</c>: what is told of already of a window whose alert is not written yet.</summary>
internal static class SqliteGathered
{
    public static List<GatheredStories> Read(SqliteConnection connection, string subscriber) => connection.Rows(
        "SELECT key, version, stories FROM gathered WHERE subscriber = @subscriber ORDER BY key",
        new { subscriber },
        row => SqliteJson.Read<GatheredStories>(row.GetString(2))! with { Subscriber = subscriber, Key = row.GetString(0), Version = row.GetInt64(1) });

    public static GatheredAlerts Alerts(SqliteConnection connection, GatheredStories gathered, int articles) => new(
        SqliteSubscriptionRow.Read(
            connection, "WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY created_at, id", new { ids = gathered.Subscriptions.ToJson() }),
        [.. connection.Rows(
                $"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY seq",
                new { ids = gathered.Endpoints.SelectMany(endpoint => endpoint.Listed).Distinct(StringComparer.Ordinal).ToJson() },
                SqliteAlertRow.Read)
            .Select(alert => (alert, SqliteDueJudgements.Articles(connection, Now(connection, alert.StoryId!), articles)))]);

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

    private static string Now(SqliteConnection connection, string story) =>
        connection.ExecuteScalar<string?>("SELECT merged_into FROM stories WHERE id = @story", new { story }) ?? story;
}
