using Microsoft.Data.Sqlite;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Keeps a story's headline the most central title of its latest articles.</summary>
internal static class SqliteCentralTitle
{
    public static void Choose(SqliteConnection connection, string story, string language, FaceOptions options)
    {
        var current = (string?)connection.Value("SELECT headline_article FROM stories WHERE id = @story", ("@story", story));
        var titles = connection.Rows(
            """
            SELECT id, title, assignment FROM (
              SELECT id, title, assignment FROM articles WHERE story_id = @story AND copy_of IS NULL AND title <> '' ORDER BY assignment DESC LIMIT @limit)
            UNION
            SELECT id, title, assignment FROM articles WHERE id = @current AND story_id = @story AND title <> ''
            ORDER BY assignment
            """,
            new { story, current, limit = options.HeadlineTitles },
            row => new ArticleTitle(row.GetString(0), row.GetString(1)));
        if (HeadlineChoice.Choose(titles, current, language, options) is { } chosen && chosen != current)
            Set(connection, story, chosen);
    }

    /// <summary>The title of one of its articles becomes a story's headline, if it is one of its articles and has a title.</summary>
    /// <returns>1 when it did.</returns>
    public static int Set(SqliteConnection connection, string story, string article) => connection.Run(
        """
        UPDATE stories SET (headline_article, headline, url) = (SELECT id, title, url FROM articles WHERE id = @article)
        WHERE id = @story AND EXISTS (SELECT 1 FROM articles WHERE id = @article AND story_id = @story AND title <> '')
        """,
        ("@article", article),
        ("@story", story));
}
