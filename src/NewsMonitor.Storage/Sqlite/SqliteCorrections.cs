using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What makes what a subscriber was told of a story no longer right.</summary>
internal static class SqliteCorrections
{
    /// <summary>Changes that the subscriber was not told of yet, oldest first.</summary>
    public static List<StoryCorrection> Changes(SqliteConnection connection, string subscriber, string story) =>
        [.. connection.Rows(
                $"""
                SELECT {SqliteStoryChangeRow.Columns} FROM story_changes
                WHERE seq IN (SELECT corrected_by FROM told WHERE subscriber = @subscriber AND story_id = @story) ORDER BY seq
                """,
                new { subscriber, story },
                SqliteStoryChangeRow.Read)
            .Select(change => new StoryCorrection(change, Headline(connection, change.From), Headline(connection, change.To)))];

    /// <returns>Null when the subscriber was told of it.</returns>
    public static StoryRetraction? Retraction(SqliteConnection connection, string subscriber, string story) =>
        // The story may have gone up into this one, or what was told of it have come here, before anybody was told.
        connection.Rows(
            """
            WITH RECURSIVE
              retracted (id) AS (
                SELECT (SELECT alerts.story_id FROM alerts WHERE alerts.id = alert_id) FROM told WHERE subscriber = @subscriber AND story_id = @story AND retracted = 1),
              came (id) AS (
                SELECT @story WHERE EXISTS (SELECT 1 FROM retracted)
                UNION SELECT stories.id FROM came JOIN stories ON merged_into = came.id)
            SELECT story_id, at, author, reason FROM story_retractions
            WHERE story_id IN (
              SELECT id FROM retracted UNION SELECT id FROM came
              UNION SELECT @story WHERE NOT EXISTS (SELECT 1 FROM told WHERE subscriber = @subscriber AND told.story_id = @story))
            ORDER BY story_id IN (SELECT id FROM retracted) DESC, at DESC LIMIT 1
            """,
            new { subscriber, story },
            ReadRetraction).SingleOrDefault();

    /// <summary>Articles of outlets that take back or correct, of which no alert knew. Of what was never told only where somebody asks for corrections.</summary>
    public static List<RetractingArticle> Articles(
        SqliteConnection connection, string story, IReadOnlyList<Alert> told, IEnumerable<(Subscription Subscription, SubscriptionMatch Match)> matches)
    {
        if ((told.Count == 0 ? Asked(matches) : told.Max(alert => alert.Assignment)) is not { } known)
            return [];
        return [.. connection.Rows(
                """
                SELECT source, title, assigned_at FROM articles
                WHERE story_id = @story AND assignment > @known AND copy_of IS NULL ORDER BY assignment
                """,
                new { story, known },
                row => new RetractingArticle(row.GetString(0), row.GetString(1), row.Time(2)!.Value))
            .Where(article => RetractingTitle.Is(article.Title))];
    }

    private static long? Asked(IEnumerable<(Subscription Subscription, SubscriptionMatch Match)> matches) =>
        matches.Any(m => m.Match.Residual.Contains("is:corrected", StringComparison.Ordinal)) ? 0 : null;

    public static StoryRetraction ReadRetraction(System.Data.IDataRecord row) => new(row.GetString(0), row.Time(1)!.Value, row.GetString(2), row.GetString(3));

    private static string Headline(SqliteConnection connection, string story) =>
        connection.QueryFirstOrDefault<string>("SELECT headline FROM stories WHERE id = @story", new { story }) ?? story;
}
