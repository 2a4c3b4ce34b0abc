using Dapper;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Second thoughts in SQLite. Making a change is in <see cref="SqliteChange"/>.</summary>
public sealed class SqliteStoryChangeStore(SqliteDatabase database) : IStoryChangeStore
{
    public async Task<IReadOnlyList<StoryChangeOutcome>> ChangeAsync(
        IReadOnlyList<StoryChangeProposal> proposals, DateTimeOffset now, DateTimeOffset? reviewAt, CancellationToken cancellationToken)
    {
        var outcomes = new List<StoryChangeOutcome>(proposals.Count);
        try
        {
            return await database.WriteAsync(
                connection =>
                {
                    var before = SqliteChange.Newest(connection);
                    foreach (var proposal in proposals)
                    {
                        outcomes.Add(SqliteChange.Make(connection, proposal, now.ToColumn(), reviewAt?.ToColumn(), before));
                        if (!outcomes[^1].Stands)
                            throw new RefusedException();
                    }

                    return outcomes;
                },
                cancellationToken);
        }
        catch (RefusedException)
        {
            return outcomes;
        }
    }

    public Task<long> NewestChangeAsync(string language, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteChange.Newest(connection, language), cancellationToken);

    public Task<IReadOnlyList<StoryChange>> ChangesAfterAsync(string language, long sequence, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoryChange>>(
            connection => connection.Rows(
                $"SELECT {SqliteStoryChangeRow.Columns} FROM story_changes WHERE language = @language AND seq > @sequence ORDER BY seq LIMIT @limit",
                new { language, sequence, limit },
                SqliteStoryChangeRow.Read),
            cancellationToken);

    public Task<IReadOnlyList<StoryChange>> ChangesOfAsync(string storyId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoryChange>>(
            connection => connection.Rows(
                $"""
                WITH one AS (SELECT @storyId AS id UNION SELECT id FROM stories WHERE merged_into = @storyId)
                SELECT {SqliteStoryChangeRow.Columns} FROM story_changes
                WHERE seq IN (SELECT seq FROM story_changes WHERE from_id IN (SELECT id FROM one) UNION SELECT seq FROM story_changes WHERE to_id IN (SELECT id FROM one))
                ORDER BY seq DESC LIMIT @limit
                """,
                new { storyId, limit },
                SqliteStoryChangeRow.Read),
            cancellationToken);

    public Task<IReadOnlyList<string>> LanguagesToReviewAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            // Steps from language to language in the index: the earliest of each says whether it is due.
            connection => [.. connection.Query<string>(
                """
                WITH RECURSIVE language (name) AS (
                  SELECT (SELECT language FROM stories WHERE review_at IS NOT NULL ORDER BY language LIMIT 1)
                  UNION ALL
                  SELECT (SELECT language FROM stories WHERE review_at IS NOT NULL AND language > name ORDER BY language LIMIT 1)
                  FROM language WHERE name IS NOT NULL)
                SELECT name FROM language
                WHERE name IS NOT NULL AND EXISTS (SELECT 1 FROM stories WHERE language = name AND review_at <= @now)
                """,
                new { now = now.ToColumn() })],
            cancellationToken);

    public Task<IReadOnlyList<Story>> DueReviewsAsync(string language, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Story>>(
            connection => connection.Rows(
                $"SELECT {SqliteStoryRow.Columns} FROM stories WHERE language = @language AND review_at <= @now ORDER BY review_at LIMIT @limit",
                new { language, now = now.ToColumn(), limit },
                SqliteStoryRow.Read),
            cancellationToken);

    public Task<IReadOnlySet<string>> ApartFromAsync(string storyId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<string>>(
            connection => connection.Query<string>("SELECT other_id FROM story_separations WHERE story_id = @storyId", new { storyId }).ToHashSet(StringComparer.Ordinal),
            cancellationToken);

    public Task<bool> ReviewedAsync(Story story, DateTimeOffset? next, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Execute(
                "UPDATE stories SET review_at = @next WHERE id = @Id AND version = @Version", new { next = next?.ToColumn(), story.Id, story.Version }) == 1,
            cancellationToken);

    /// <summary>Undoes the changes before the one that was refused.</summary>
    private sealed class RefusedException : Exception;
}
