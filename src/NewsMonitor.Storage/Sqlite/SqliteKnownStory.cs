using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What a subscriber knows of a story that was merged, split or moved since it was told: found out anew from its articles.</summary>
internal static class SqliteKnownStory
{
    /// <param name="story">As it is now.</param>
    /// <param name="told">What the subscriber was told of it, oldest first.</param>
    /// <returns>Null when it is as it was told last, but for articles that joined.</returns>
    public static KnownStory? Read(SqliteConnection connection, string subscriber, Story story, IReadOnlyList<Alert> told)
    {
        if (told.Count == 0 || (told[^1].StoryId == story.Id && told[^1].Story!.Change == story.Change))
            return null;
        var merges = SqliteToldMerges.Read(connection, told);
        Alert[] alerts = [.. told, .. Alerts(connection, subscriber, story.Id)];
        var origins = SqliteOrigins.Read(connection, story.Id, after: alerts.Min(alert => alert.Story!.Change));
        var known = connection.Rows(
                "SELECT id, source, assignment FROM articles WHERE story_id = @Id AND copy_of IS NULL",
                new { story.Id },
                row => new Independent(row.GetString(0), row.GetString(1), row.GetInt64(2)))
            .Where(article => alerts.Any(alert => Showed(alert, article, origins)) || merges.Any(merge => Brought(merge, article, origins)))
            .ToList();
        return new KnownStory(
            known.Select(article => article.Source).Distinct(StringComparer.Ordinal).Count(), known.Select(article => article.Assignment).ToHashSet());
    }

    /// <summary>All that told the subscriber of what is in this story, also those that count as told of another one since a split.</summary>
    private static List<Alert> Alerts(SqliteConnection connection, string subscriber, string story) => connection.Rows(
        $"""
        WITH RECURSIVE line (id) AS (SELECT @story UNION SELECT from_id FROM line JOIN story_changes ON to_id = line.id)
        SELECT {SqliteAlertRow.Columns} FROM alerts INDEXED BY alerts_story WHERE story_id IN (SELECT id FROM line) AND subscriber = @subscriber
        """,
        new { story, subscriber },
        SqliteAlertRow.Read);

    /// <summary>Whether an article was in the alert's story when the alert was decided.</summary>
    private static bool Showed(Alert alert, Independent article, SqliteOrigins origins) =>
        article.Assignment <= (alert.Assignment ?? long.MaxValue) && origins.After(article.Id, alert.Story!.Change) == alert.StoryId;

    /// <summary>Whether the half that came had an article.</summary>
    private static bool Brought(SqliteToldMerge merge, Independent article, SqliteOrigins origins) =>
        article.Assignment <= merge.Assignment && origins.After(article.Id, merge.Sequence - 1) == merge.Other;

    private sealed record Independent(string Id, string Source, long Assignment);
}
