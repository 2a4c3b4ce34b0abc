using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What a story says of its articles, counted anew.</summary>
internal static class SqliteRecount
{
    public static void Story(SqliteConnection connection, string story)
    {
        connection.Execute(
            """
            UPDATE stories
            SET (articles, sources, independent_sources, first_seen_at, latest_at, first_published_at, latest_published_at, latest_independent_at) =
              (SELECT count(*), count(DISTINCT source), count(DISTINCT iif(copy_of IS NULL, source, NULL)),
                      min(first_seen_at), max(first_seen_at), min(published_at), max(published_at),
                      coalesce(max(iif(copy_of IS NULL, first_seen_at, NULL)), max(first_seen_at))
               FROM articles WHERE story_id = @story)
            WHERE id = @story
            """,
            new { story });
        // A headline goes with its article.
        var first = connection.Rows(
            $"""
            SELECT {SqliteHeadline.Columns}, id FROM articles
            WHERE story_id = @story AND NOT EXISTS (
              SELECT 1 FROM stories AS s JOIN articles AS a ON a.id = s.headline_article WHERE s.id = @story AND a.story_id = s.id)
            ORDER BY assignment LIMIT 1
            """,
            new { story },
            row => (Headline: new SqliteHeadline(row.GetString(0), row.GetString(1), row.Text(2)), Id: row.GetString(3))).Take(1).ToList();
        foreach (var (headline, id) in first)
        {
            connection.Execute(
                "UPDATE stories SET headline = @Text, url = @Url, headline_article = @id WHERE id = @story", new { headline.Text, headline.Url, id, story });
        }
    }
}
