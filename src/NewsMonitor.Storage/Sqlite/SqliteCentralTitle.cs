using Microsoft.Data.Sqlite;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Keeps a story's headline the most central title of its latest articles.</summary>
internal static class SqliteCentralTitle
{
    public static void Choose(SqliteConnection connection, string story, string language, FaceOptions options)
    {
        var current = connection.First(
            "SELECT headline_article, headline, articles FROM stories WHERE id = @story",
            row => new Current(row.Text(0), row.GetString(1), row.GetInt64(2)),
            ("@story", story))!;
        // Of two titles neither is more central; and a big story's stays until the second look.
        if (current.Articles < 3 || current.Articles > 2 * options.HeadlineTitles)
            return;
        var titles = connection.All(
            "SELECT id, title FROM articles WHERE story_id = @story AND copy_of IS NULL AND title <> '' ORDER BY assignment DESC LIMIT @limit",
            row => new ArticleTitle(row.GetString(0), row.GetString(1)),
            ("@story", story),
            ("@limit", options.HeadlineTitles));
        if (current.Article is { } article && !titles.Exists(title => title.ArticleId == article))
            titles.Add(new ArticleTitle(article, current.Headline));
        titles.Reverse();
        if (HeadlineChoice.Choose(titles, current.Article, language, options) is { } chosen && chosen != current.Article)
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

    private sealed record Current(string? Article, string Headline, long Articles);
}
