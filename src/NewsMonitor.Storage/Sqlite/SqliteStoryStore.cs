using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Stories and their articles in SQLite. Writing them is in <see cref="SqliteAssign"/>.</summary>
public sealed class SqliteStoryStore(SqliteDatabase database) : IStoryStore
{
    // Articles read at a time when an index is rebuilt: a few megabytes of text.
    private const int RebuildChunk = 500;

    public Task<IReadOnlyList<string>> PendingLanguagesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            // Steps from language to language in the index instead of reading every pending article.
            connection => [.. connection.Query<string>(
                """
                WITH RECURSIVE language (name) AS (
                  SELECT (SELECT language FROM articles WHERE story_id IS NULL AND set_aside IS NULL ORDER BY language LIMIT 1)
                  UNION ALL
                  SELECT (SELECT language FROM articles WHERE story_id IS NULL AND set_aside IS NULL AND language > name ORDER BY language LIMIT 1)
                  FROM language WHERE name IS NOT NULL)
                SELECT name FROM language WHERE name IS NOT NULL
                """)],
            cancellationToken);

    public Task<IReadOnlyList<Article>> PendingAsync(string language, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Article>>(
            connection => Rows(
                connection,
                $"""
                SELECT {SqliteArticleRow.Columns} FROM articles
                WHERE language = @language AND story_id IS NULL AND set_aside IS NULL ORDER BY seq LIMIT @limit
                """,
                new { language, limit },
                SqliteArticleRow.Read),
            cancellationToken);

    public Task<bool> AssignAsync(string language, IReadOnlyList<StoryAssignment> assignments, DateTimeOffset now, CancellationToken cancellationToken) =>
        assignments.Count == 0
            ? Task.FromResult(true)
            : database.WriteAsync(connection => SqliteAssign.Store(connection, language, assignments, now), cancellationToken);

    public Task SetAsideAsync(string articleId, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Execute("UPDATE articles SET set_aside = @reason WHERE id = @articleId AND story_id IS NULL", new { articleId, reason }),
            cancellationToken);

    public async IAsyncEnumerable<AssignedArticle> OpenArticlesAsync(string language, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The order first, out of the indexes alone; then the articles themselves, a chunk at a time.
        var order = await database.ReadAsync(
            connection => connection.Query<long>(
                """
                SELECT a.seq FROM stories s JOIN articles a ON a.story_id = s.id
                WHERE s.language = @language AND s.state = 'Open' ORDER BY a.assignment
                """,
                new { language }).AsList(),
            cancellationToken);
        foreach (var chunk in order.Chunk(RebuildChunk))
        {
            var articles = await database.ReadAsync(
                connection => Rows(
                    connection,
                    $"""
                    SELECT {SqliteArticleRow.Columns}, {AssignmentColumns} FROM articles
                    WHERE seq IN (SELECT value FROM json_each(@seqs)) ORDER BY assignment
                    """,
                    new { seqs = JsonSerializer.Serialize(chunk) },
                    Assigned),
                cancellationToken);
            foreach (var article in articles)
                yield return article;
        }
    }

    public Task<IReadOnlyList<string>> CloseAsync(string language, DateTimeOffset latestBefore, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<string>>(
            connection => [.. connection.Query<string>(
                "UPDATE stories SET state = 'Closed' WHERE language = @language AND state = 'Open' AND latest_at < @before RETURNING id",
                new { language, before = latestBefore.ToColumn() })],
            cancellationToken);

    public Task<Story?> FindAsync(string storyId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => Rows(connection, $"SELECT {SqliteStoryRow.Columns} FROM stories WHERE id = @storyId", new { storyId }, SqliteStoryRow.Read)
                .SingleOrDefault(),
            cancellationToken);

    public Task<Page<Story>> ListAsync(StoryFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var (sql, parameters, limit) = SqliteStoryQuery.Build(filter, page);
        return database.ReadAsync(
            connection => SqliteCursor.Page(Rows(connection, sql, parameters, SqliteStoryRow.Read), limit, SqliteStoryQuery.Cursor), cancellationToken);
    }

    public Task<Page<AssignedArticle>> ArticlesAsync(string storyId, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        var after = page.Cursor is null ? 0L
            : long.TryParse(page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw SqliteCursor.Wrong(page.Cursor);
        return database.ReadAsync(
            connection =>
            {
                var rows = Rows(
                    connection,
                    $"""
                    SELECT {SqliteArticleRow.Columns}, {AssignmentColumns}, assignment FROM articles
                    WHERE story_id = @storyId AND assignment > @after ORDER BY assignment LIMIT @take
                    """,
                    new { storyId, after, take = limit + 1 },
                    row => (Article: Assigned(row), Number: row.GetInt64(SqliteArticleRow.Count + AssignmentCount)));
                var found = SqliteCursor.Page(rows, limit, row => row.Number.ToString(CultureInfo.InvariantCulture));
                return new Page<AssignedArticle>([.. found.Items.Select(row => row.Article)], found.Next);
            },
            cancellationToken);
    }

    public Task<StoryAssignment?> AssignmentAsync(string articleId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => Rows(
                connection,
                $"SELECT id, {AssignmentColumns} FROM articles WHERE id = @articleId AND story_id IS NOT NULL",
                new { articleId },
                row => Assignment(row, row.GetString(0), 1)).SingleOrDefault(),
            cancellationToken);

    public Task<StoryCounts> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => Rows(
                connection,
                """
                SELECT (SELECT count(*) FROM stories), (SELECT count(*) FROM stories WHERE state = 'Open'), count(*),
                       (SELECT count(*) FROM articles WHERE set_aside IS NOT NULL), min(first_seen_at)
                FROM articles WHERE story_id IS NULL AND set_aside IS NULL
                """,
                new { },
                row => new StoryCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.Time(4))).Single(),
            cancellationToken);

    private const string AssignmentColumns = "story_id, began, score, margin, copy_of, reasons";

    private const int AssignmentCount = 6;

    private static AssignedArticle Assigned(IDataRecord row)
    {
        var article = SqliteArticleRow.Read(row);
        return new AssignedArticle(article, Assignment(row, article.Id, SqliteArticleRow.Count));
    }

    private static StoryAssignment Assignment(IDataRecord row, string articleId, int at) => new()
    {
        ArticleId = articleId,
        StoryId = row.GetString(at),
        Began = row.GetInt64(at + 1) != 0,
        Score = row.IsDBNull(at + 2) ? null : row.GetDouble(at + 2),
        Margin = row.IsDBNull(at + 3) ? null : row.GetDouble(at + 3),
        CopyOf = row.Text(at + 4),
        Reasons = row.List(at + 5),
    };

    private static List<T> Rows<T>(SqliteConnection connection, string sql, object parameters, Func<IDataRecord, T> read)
    {
        using var reader = connection.ExecuteReader(sql, parameters);
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
