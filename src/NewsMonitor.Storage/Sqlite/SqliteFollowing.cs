using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The statements by which matches, judgements and what was told follow a merge, split or move.</summary>
internal static class SqliteFollowing
{
    public static PendingChange? Oldest(SqliteConnection connection, string language)
    {
        var change = connection.Rows(
            $"SELECT {SqliteStoryChangeRow.Columns} FROM story_changes WHERE language = @language AND pending = 1 ORDER BY seq LIMIT 1",
            new { language },
            SqliteStoryChangeRow.Read).SingleOrDefault();
        return change is null
            ? null
            : new PendingChange(
                change,
                connection.Query<string>("SELECT DISTINCT subscription_id FROM matches WHERE story_id IN (@From, @To)", new { change.From, change.To })
                    .ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// What a story had before a change: what the change and those after it took from it, and what it has now (the story that it went up into, if it
    /// was merged since).
    /// </summary>
    public static List<(StoryArticle Article, long Sequence)> Articles(SqliteConnection connection, StoryChange change, long after, int limit) =>
        connection.Rows(
            $"""
            SELECT {SqliteArticleRow.Columns}, story_id, seq, {SqliteArticleFeed.Columns} FROM articles {SqliteArticleFeed.Join}
            WHERE seq > @after AND seq IN (
              SELECT seq FROM articles WHERE id IN (SELECT value FROM story_changes AS c, json_each(c.articles) WHERE c.from_id = @From AND c.seq >= @Sequence)
              UNION SELECT seq FROM articles WHERE story_id = coalesce((SELECT merged_into FROM stories WHERE id = @From), @From))
            ORDER BY seq LIMIT @limit
            """,
            new { after, limit, change.From, change.Sequence },
            row => (
                new StoryArticle(SqliteArticleRow.Read(row), row.GetString(SqliteArticleRow.Count)) { Feed = SqliteArticleFeed.Read(row, SqliteArticleRow.Count + 2) },
                row.GetInt64(SqliteArticleRow.Count + 1)));

    public static IReadOnlyList<string> Store(SqliteConnection connection, StoryChange change, IReadOnlyList<SubscriptionMatch> matches, DateTimeOffset now)
    {
        if (connection.Execute("UPDATE story_changes SET pending = 0 WHERE seq = @Sequence AND pending = 1", new { change.Sequence }) == 0)
            return [];
        matches = SqliteMatches.Standing(connection, matches);
        SqliteMatches.AskAnew(connection, change, matches);
        SqliteMatches.Move(connection, change);
        SqliteTold.Follow(connection, change, matches);
        SqliteMutes.Follow(connection, change);
        SqliteDropped.Follow(connection, change);
        if (change.Kind == StoryChangeKind.Merged)
            MoveJudgements(connection, change);
        var stories = SqliteMatches.Insert(connection, SqliteMatches.Joined(matches));
        stories.Add(change.From);
        stories.Add(change.To);
        return SqliteMatching.Due(connection, stories, now);
    }

    private static void MoveJudgements(SqliteConnection connection, StoryChange change)
    {
        connection.Execute(
            """
            INSERT INTO judgements (subscriber, story_id, due_at, version)
            SELECT subscriber, @To, due_at, random() FROM judgements WHERE story_id = @From
            ON CONFLICT (subscriber, story_id) DO UPDATE SET due_at = min(due_at, excluded.due_at), version = excluded.version
            """,
            new { change.From, change.To });
        connection.Execute("DELETE FROM judgements WHERE story_id = @From", new { change.From });
    }
}
