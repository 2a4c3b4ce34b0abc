using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Gives articles another story, and sets right who copied whom: a copy counts as one only beside what it is a copy of.</summary>
internal static class SqliteMoveArticles
{
    public static void Move(SqliteConnection connection, StoryChange change, bool pin)
    {
        var who = change.By == StoryChange.Engine ? "second thoughts" : $"{change.By}, by hand";
        var why = $"came from story {change.From} ({change.Kind.ToString().ToLowerInvariant()}; {who})" + (change.Reasons.Length > 0 ? $": {change.Reasons[0]}" : "");
        connection.Execute(
            """
            UPDATE articles
            SET story_id = @To, began = 0, pinned = max(pinned, @pin),
                reasons = '[' || json_quote(@why) || iif(json_array_length(reasons) = 0, ']', ',' || substr(reasons, 2))
            WHERE id IN (SELECT value FROM json_each(@articles))
            """,
            new { change.To, pin, why, articles = change.Articles.ToColumn() });
        if (pin && change.Kind == StoryChangeKind.Merged)
        {
            // Those that are not yet: the rest is told by the small index, not by reading the articles.
            connection.Execute(
                "UPDATE articles SET pinned = 1 WHERE story_id = @To AND seq NOT IN (SELECT seq FROM articles WHERE story_id = @To AND pinned = 1)", new { change.To });
        }

        foreach (var story in new[] { change.From, change.To })
        {
            Copies(connection, story);
            connection.Execute(
                """
                UPDATE articles SET began = (assignment = (SELECT min(assignment) FROM articles WHERE story_id = @story))
                WHERE story_id = @story AND began <> (assignment = (SELECT min(assignment) FROM articles WHERE story_id = @story))
                """,
                new { story });
        }
    }

    private static void Copies(SqliteConnection connection, string story)
    {
        var here = new HashSet<string>(connection.Query<string>("SELECT id FROM articles WHERE story_id = @story", new { story }), StringComparer.Ordinal);
        var copies = connection.Query<(string Id, string Original, string? CopyOf)>(
            "SELECT id, original, copy_of FROM articles WHERE story_id = @story AND original IS NOT NULL ORDER BY assignment", new { story });
        // The first copy of an original that is elsewhere stands in for it.
        var firsts = new Dictionary<string, string>(StringComparer.Ordinal);
        var originals = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, found, before) in copies)
        {
            var original = Original(connection, found, here, originals);
            string? copyOf = original;
            if (!here.Contains(original))
                copyOf = firsts.TryAdd(original, id) ? null : firsts[original];
            if (copyOf == before)
                continue;
            connection.Execute("UPDATE articles SET copy_of = @copyOf WHERE id = @id", new { copyOf, id });
            connection.Execute("UPDATE article_analysis SET copy_of = @copyOf WHERE seq = (SELECT seq FROM articles WHERE id = @id)", new { copyOf, id });
        }
    }

    /// <summary>The first of what an article was copied from, over copies of copies, that is here; the last of them when none is.</summary>
    /// <param name="known">What was found before: copies of one that has gone have its way in common.</param>
    private static string Original(SqliteConnection connection, string found, HashSet<string> here, Dictionary<string, string> known)
    {
        var way = new List<string>();
        var original = found;
        while (!here.Contains(original) && !known.ContainsKey(original))
        {
            way.Add(original);
            if (connection.QueryFirstOrDefault<string?>("SELECT original FROM articles WHERE id = @original", new { original }) is not { } further)
                break;
            original = further;
        }

        original = known.GetValueOrDefault(original, original);
        foreach (var copy in way)
            known[copy] = original;
        return original;
    }
}
