using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Stories that quiet hours dropped, by the stories as they are now.</summary>
internal static class SqliteDropped
{
    public static Dictionary<string, DroppedStory> Read(SqliteConnection connection, string subscriber, string story) => connection.Rows(
            """
            SELECT subscription_id, at, sources, assignment FROM dropped
            WHERE story_id = @story AND subscription_id IN (SELECT id FROM subscriptions WHERE subscriber = @subscriber)
            """,
            new { subscriber, story },
            row => (Subscription: row.GetString(0), Story: new DroppedStory(row.Time(1)!.Value, row.GetInt32(2), row.GetInt64(3))))
        .ToDictionary(row => row.Subscription, row => row.Story, StringComparer.Ordinal);

    /// <returns>False when the story as it is was dropped already: nothing changed, and judging it at once again would not either.</returns>
    public static bool Store(SqliteConnection connection, Judgement judgement, IReadOnlyList<string> subscriptions, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO dropped (subscription_id, story_id, at, sources, assignment)
        SELECT id, @story, @at, @IndependentSources, @Assignment FROM subscriptions WHERE id IN (SELECT value FROM json_each(@subscriptions))
        ON CONFLICT (subscription_id, story_id) DO UPDATE SET at = excluded.at, sources = excluded.sources, assignment = excluded.assignment
          WHERE sources <> excluded.sources OR assignment <> excluded.assignment
        """,
        new { story = judgement.Story.Id, at = now.ToColumn(), judgement.Story.IndependentSources, judgement.Assignment, subscriptions = subscriptions.ToJson() }) > 0;

    /// <summary>After a merge the union counts as dropped as its larger half was; after a split or move both stories do.</summary>
    public static void Follow(SqliteConnection connection, StoryChange change)
    {
        connection.Execute(
            """
            INSERT INTO dropped (subscription_id, story_id, at, sources, assignment)
            SELECT subscription_id, @To, at, sources, assignment FROM dropped WHERE story_id = @From
            ON CONFLICT (subscription_id, story_id) DO UPDATE SET
              at = max(at, excluded.at), sources = max(sources, excluded.sources), assignment = max(assignment, excluded.assignment)
            """,
            new { change.From, change.To });
        if (change.Kind == StoryChangeKind.Merged)
            connection.Execute("DELETE FROM dropped WHERE story_id = @From", new { change.From });
    }
}
