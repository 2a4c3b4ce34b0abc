using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Marks on what was told: that it is no longer right, and by which change.</summary>
internal static class SqliteToldMarks
{
    /// <summary>Subscribers who were told of the halves of a merge as of two stories. Marks that the halves parted are taken back: they are one again.</summary>
    public static HashSet<string> Apart(SqliteConnection connection, StoryChange change)
    {
        var halves = new { change.From, change.To };
        connection.Execute(
            """
            UPDATE told SET corrected_by = NULL
            WHERE story_id IN (@From, @To) AND corrected_by IN (
              SELECT seq FROM story_changes WHERE from_id = @From AND to_id = @To UNION ALL SELECT seq FROM story_changes WHERE from_id = @To AND to_id = @From)
            """,
            halves);
        var told = connection.Query<(string Subscriber, string Story, string Alert)>(
            "SELECT subscriber, story_id, alert_id FROM told WHERE story_id IN (@From, @To)", halves);
        return [.. told.GroupBy(row => row.Subscriber, StringComparer.Ordinal)
            .Where(subscriber =>
            {
                // Told of both by the same alerts: as of one story, before a split.
                var (from, to) = (Of(subscriber, change.From), Of(subscriber, change.To));
                return from.Count > 0 && to.Count > 0 && !from.SetEquals(to);
            })
            .Select(subscriber => subscriber.Key)];

        static HashSet<string> Of(IEnumerable<(string Subscriber, string Story, string Alert)> rows, string story) =>
            [.. rows.Where(row => row.Story == story).Select(row => row.Alert)];
    }

    /// <param name="connection">In the transaction.</param>
    /// <param name="told">As it was before the change.</param>
    /// <param name="story">Where it is now.</param>
    /// <param name="change">The change by which it is not right; null for none that is new.</param>
    public static void Mark(SqliteConnection connection, SqliteTold.Told told, string story, long? change) => connection.Execute(
        """
        UPDATE told SET corrected_by = coalesce(@change, corrected_by), retracted = max(retracted, @Retracted)
        WHERE subscriber = @Subscriber AND story_id = @story AND alert_id = @Alert AND (@change IS NOT NULL OR @Retracted = 1)
        """,
        new { told.Subscriber, told.Alert, told.Retracted, story, change });
}
