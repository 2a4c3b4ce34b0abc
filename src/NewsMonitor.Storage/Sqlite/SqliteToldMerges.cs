using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A merge by which another half came to what had been told of one.</summary>
/// <param name="Sequence">Of the change.</param>
/// <param name="Other">The half that came: the story that it was.</param>
/// <param name="Assignment">The highest of both at the time.</param>
internal sealed record SqliteToldMerge(long Sequence, string Other, long Assignment);

/// <summary>By which merges another half came to what was told. What they brought is not kept but looked up in the story as it is, for a split may take it away again.</summary>
internal static class SqliteToldMerges
{
    /// <param name="connection">In the transaction that follows the merge, before what was told goes to the story that stays.</param>
    /// <param name="merge">The merge.</param>
    /// <param name="apart">Subscribers who were told of the halves as of two stories: what they were told is known, and nothing came beside it.</param>
    public static void Note(SqliteConnection connection, StoryChange merge, IEnumerable<string> apart) => connection.Execute(
        """
        INSERT OR IGNORE INTO told_merges (alert_id, change_seq, other_id)
        SELECT alert_id, @Sequence, iif(story_id = @From, @To, @From) FROM told
        WHERE story_id IN (@From, @To) AND subscriber NOT IN (SELECT value FROM json_each(@apart))
        ORDER BY story_id = @From
        """,
        new { merge.Sequence, merge.From, merge.To, apart = apart.ToJson() });

    public static List<SqliteToldMerge> Read(SqliteConnection connection, IEnumerable<Alert> told) => connection.Rows(
        """
        SELECT DISTINCT seq, other_id, coalesce(assignment, 0) FROM told_merges JOIN story_changes ON seq = change_seq
        WHERE alert_id IN (SELECT value FROM json_each(@alerts))
        """,
        new { alerts = told.Select(alert => alert.Id).ToJson() },
        row => new SqliteToldMerge(row.GetInt64(0), row.GetString(1), row.GetInt64(2)));
}
