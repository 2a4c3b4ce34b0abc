using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Stories and their articles in SQLite. Writing them is in <see cref="SqliteAssign"/>.</summary>
/// <param name="options">By which it is decided whether a story has developed; the defaults when null.</param>
public sealed class SqliteStoryStore(SqliteDatabase database, StoryOptions? options = null) : IStoryStore
{
    private readonly FaceOptions _faces = (options ?? new StoryOptions()).Faces;

    // Articles read at a time when an index is rebuilt: about a megabyte.
    private const int RebuildChunk = 500;

    // Stories closed in a transaction: others get to write in between.
    private const int CloseChunk = 200;

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
            connection => connection.Rows(
                $"""
                SELECT {SqliteArticleRow.Columns} FROM articles
                WHERE language = @language AND story_id IS NULL AND set_aside IS NULL ORDER BY seq LIMIT @limit
                """,
                new { language, limit },
                SqliteArticleRow.Read),
            cancellationToken);

    public Task<bool> AssignAsync(AssignedBatch batch, CancellationToken cancellationToken) =>
        batch.Assignments.Count == 0
            ? Task.FromResult(true)
            : database.WriteAsync(connection => SqliteAssign.Store(connection, batch, _faces), cancellationToken);

    public Task StoreFaceAsync(string storyId, StoryFace face, string? headlineArticle, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                connection.Run("UPDATE stories SET face = @face WHERE id = @story", ("@face", SqliteJson.Write(face)), ("@story", storyId));
                return headlineArticle is null ? 0 : SqliteCentralTitle.Set(connection, storyId, headlineArticle);
            },
            cancellationToken);

    public Task SetAsideAsync(string articleId, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Execute("UPDATE articles SET set_aside = @reason WHERE id = @articleId AND story_id IS NULL", new { articleId, reason }),
            cancellationToken);

    public Task<string?> RetryAsync(string articleId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.QueryFirstOrDefault<string?>(
                "UPDATE articles SET set_aside = NULL WHERE id = @articleId AND set_aside IS NOT NULL RETURNING language", new { articleId }),
            cancellationToken);

    public IAsyncEnumerable<IndexedArticle> OpenArticlesAsync(string language, CancellationToken cancellationToken) =>
        InChunksAsync(
            $"""
            SELECT a.seq, s.id, {Pinned} FROM stories s JOIN articles a ON a.story_id = s.id
            WHERE s.language = @language AND s.state = 'Open' ORDER BY a.assignment
            """,
            new { language },
            cancellationToken);

    public IAsyncEnumerable<IndexedArticle> OpenArticlesAsync(IReadOnlyList<string> storyIds, CancellationToken cancellationToken) =>
        InChunksAsync(
            $"""
            SELECT a.seq, s.id, {Pinned} FROM json_each(@ids) AS one JOIN stories s ON s.id = one.value JOIN articles a ON a.story_id = s.id
            WHERE s.state = 'Open' ORDER BY a.assignment
            """,
            new { ids = storyIds.ToJson() },
            cancellationToken);

    public Task<IReadOnlyList<IndexedArticle>> LatestArticlesAsync(string storyId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IndexedArticle>>(
            connection =>
            {
                var latest = Order(
                    connection,
                    $"""
                    SELECT a.seq, s.id, {Pinned} FROM stories s JOIN articles a ON a.story_id = s.id
                    WHERE s.id = @storyId AND s.state = 'Open' ORDER BY a.assignment DESC LIMIT @limit
                    """,
                    new { storyId, limit });
                latest.Reverse();
                return Analyses(connection, latest);
            },
            cancellationToken);

    private async IAsyncEnumerable<IndexedArticle> InChunksAsync(string sql, object parameters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The order first, out of the indexes alone; then the analyses, a chunk at a time.
        var order = await database.ReadAsync(connection => Order(connection, sql, parameters), cancellationToken);
        foreach (var chunk in order.Chunk(RebuildChunk))
        {
            foreach (var article in await database.ReadAsync(connection => Analyses(connection, chunk), cancellationToken))
                yield return article;
        }
    }

    public Task<IReadOnlyList<Article>> ReadAsync(IReadOnlyList<string> articleIds, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Article>>(
            connection => connection.Rows(
                $"SELECT {SqliteArticleRow.Columns} FROM articles WHERE id IN (SELECT value FROM json_each(@ids))",
                new { ids = articleIds.ToJson() },
                SqliteArticleRow.Read),
            cancellationToken);

    public async Task<IReadOnlyList<string>> CloseAsync(string language, DateTimeOffset latestBefore, CancellationToken cancellationToken)
    {
        var closed = new List<string>();
        int before;
        do
        {
            before = closed.Count;
            closed.AddRange(await database.WriteAsync(connection => CloseSome(connection, language, latestBefore), cancellationToken));
        }
        while (closed.Count - before == CloseChunk);

        return closed;
    }

    public Task<Story?> FindAsync(string storyId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.Rows($"SELECT {SqliteStoryRow.Columns} FROM stories WHERE id = {Resolved}", new { storyId }, SqliteStoryRow.Read)
                .SingleOrDefault(),
            cancellationToken);

    public Task<Page<Story>> ListAsync(StoryFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var (sql, parameters, limit) = SqliteStoryQuery.Build(filter, page);
        return database.ReadAsync(
            connection => SqliteCursor.Page(connection.Rows(sql, parameters, SqliteStoryRow.Read), limit, SqliteStoryQuery.Cursor), cancellationToken);
    }

    public Task<Page<AssignedArticle>> ArticlesAsync(string storyId, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        var after = SqliteCursor.Number(page, none: 0);
        return database.ReadAsync(
            connection =>
            {
                var rows = connection.Rows(
                    $"""
                    SELECT {SqliteArticleRow.Columns}, {AssignmentColumns}, assignment FROM articles
                    WHERE story_id = {Resolved} AND assignment > @after ORDER BY assignment LIMIT @take
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
            connection => connection.Rows(
                $"SELECT id, {AssignmentColumns} FROM articles WHERE id = @articleId AND story_id IS NOT NULL",
                new { articleId },
                row => Assignment(row, row.GetString(0), 1)).SingleOrDefault(),
            cancellationToken);

    public Task<StoryCounts> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.Rows(
                // Out of indexes: the rows of stories are long.
                """
                SELECT (SELECT count(*) FROM stories) - (SELECT count(*) FROM stories WHERE merged_into IS NOT NULL), (SELECT count(*) FROM stories WHERE state = 'Open'), count(*),
                       (SELECT count(*) FROM articles WHERE set_aside IS NOT NULL), min(first_seen_at)
                FROM articles WHERE story_id IS NULL AND set_aside IS NULL
                """,
                null,
                row => new StoryCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.Time(4))).Single(),
            cancellationToken);

    private static List<string> CloseSome(SqliteConnection connection, string language, DateTimeOffset latestBefore)
    {
        var closed = connection.Query<string>(
            """
            UPDATE stories SET state = 'Closed', version = version + 1, review_at = NULL
            WHERE id IN (SELECT id FROM stories WHERE language = @language AND state = 'Open' AND latest_at < @before LIMIT @limit)
            RETURNING id
            """,
            new { language, before = latestBefore.ToColumn(), limit = CloseChunk }).AsList();
        connection.Execute(
            "DELETE FROM article_analysis WHERE seq IN (SELECT a.seq FROM json_each(@ids) AS one JOIN articles a ON a.story_id = one.value)",
            new { ids = closed.ToJson() });
        return closed;
    }

    private static List<(long Seq, string StoryId, bool Pinned)> Order(SqliteConnection connection, string sql, object parameters) =>
        connection.Rows(sql, parameters, row => (row.GetInt64(0), row.GetString(1), row.GetBoolean(2)));

    private static List<IndexedArticle> Analyses(SqliteConnection connection, IReadOnlyList<(long Seq, string StoryId, bool Pinned)> articles) =>
        connection.Rows(
            """
            SELECT one.key, coalesce(n.article_id, (SELECT id FROM articles WHERE seq = one.value)), n.analysis,
                   CASE WHEN n.seq IS NULL THEN (SELECT copy_of FROM articles WHERE seq = one.value) ELSE n.copy_of END
            FROM json_each(@seqs) AS one LEFT JOIN article_analysis n ON n.seq = one.value ORDER BY one.key
            """,
            new { seqs = articles.Select(a => a.Seq).ToJson() },
            row => new IndexedArticle(
                row.GetString(1), articles[row.GetInt32(0)].StoryId, row.Text(3), row.IsDBNull(2) ? null : (byte[])row.GetValue(2), articles[row.GetInt32(0)].Pinned));

    // Out of its own small index: the column itself stands behind the article's text.
    private const string Pinned = "EXISTS (SELECT 1 FROM articles AS p WHERE p.pinned = 1 AND p.story_id = s.id AND p.seq = a.seq)";

    private const string Resolved = "coalesce((SELECT merged_into FROM stories WHERE id = @storyId), @storyId)";

    private const string AssignmentColumns = "story_id, began, score, margin, copy_of, reasons, pinned, adds, development";

    private const int AssignmentCount = 9;

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
        Pinned = row.GetInt64(at + 6) != 0,
        Adds = SqliteJson.Read<ArticleAdds>(row.Text(at + 7)),
        Development = SqliteJson.Read<StoryDevelopment>(row.Text(at + 8)) ?? StoryDevelopment.None,
    };
}
