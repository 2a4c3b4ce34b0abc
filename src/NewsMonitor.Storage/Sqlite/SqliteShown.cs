using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What an alert could tell of: the articles that its story had when it was decided, wherever they are by now.</summary>
internal static class SqliteShown
{
    /// <summary>Whether an article was in the alert's story when the alert was decided, and stayed in a story when a change took others from it.</summary>
    public static bool Stayed(SqliteConnection connection, Alert alert, string article, StoryChange change) =>
        !change.Articles.Contains(article, StringComparer.Ordinal)
        && StoryAfter(connection, article, change.Sequence) == change.From
        && Showed(connection, alert, article);

    /// <summary>Whether an article was in the alert's story when the alert was decided.</summary>
    public static bool Showed(SqliteConnection connection, Alert alert, string article) =>
        WasAssigned(connection, alert, article) && StoryAfter(connection, article, alert.Story!.Change) == alert.StoryId;

    private static bool WasAssigned(SqliteConnection connection, Alert alert, string article) => connection.ExecuteScalar<bool>(
        // Alerts from before the order was kept go by the clock.
        "SELECT EXISTS (SELECT 1 FROM articles WHERE id = @article AND iif(@Assignment IS NULL, assigned_at <= @created, assignment <= @Assignment))",
        new { article, alert.Assignment, created = alert.Created.ToColumn() });

    /// <summary>The story that an article belonged to right after a change: the later ones undone, the newest first.</summary>
    private static string? StoryAfter(SqliteConnection connection, string article, long sequence)
    {
        var story = connection.QueryFirstOrDefault<string?>("SELECT story_id FROM articles WHERE id = @article", new { article });
        for (var before = long.MaxValue; story is not null;)
        {
            var arrival = connection.QueryFirstOrDefault<Arrival>(
                """
                SELECT seq AS Sequence, from_id AS Source FROM story_changes
                WHERE to_id = @story AND seq > @sequence AND seq < @before AND EXISTS (SELECT 1 FROM json_each(articles) WHERE value = @article)
                ORDER BY seq DESC LIMIT 1
                """,
                new { story, sequence, before, article });
            if (arrival is null)
                break;
            (story, before) = (arrival.Source, arrival.Sequence);
        }

        return story;
    }

    private sealed record Arrival(long Sequence, string Source);
}
