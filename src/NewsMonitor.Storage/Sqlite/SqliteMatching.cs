using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The statements of the step from story events to matches and judgements.</summary>
internal static class SqliteMatching
{
    // Columns of the articles stand unqualified in these statements: what they are joined with is renamed.
    private const string Pending =
        $"""
        SELECT {SqliteArticleRow.Columns}, event_seq, event_story, event_language, event_kind, event_at, {SqliteArticleFeed.Columns}
        FROM (SELECT seq AS event_seq, story_id AS event_story, article_id AS event_article, language AS event_language, kind AS event_kind, at AS event_at
              FROM story_events WHERE language = @language)
        JOIN articles ON id = event_article {SqliteArticleFeed.Join}
        ORDER BY event_seq LIMIT @limit
        """;

    private const string Recent =
        $"""
        SELECT {SqliteArticleRow.Columns}, assignment, story_id, language,
               CASE WHEN began = 1 THEN 'Began' WHEN copy_of IS NOT NULL THEN 'Copied' ELSE 'Joined' END, assigned_at, {SqliteArticleFeed.Columns}
        FROM articles {SqliteArticleFeed.Join}
        WHERE first_seen_at >= @since AND story_id IS NOT NULL AND (SELECT state FROM stories WHERE stories.id = articles.story_id) = 'Open'
        ORDER BY first_seen_at DESC, seq DESC LIMIT @limit
        """;

    public static List<PendingEvent> ReadPending(SqliteConnection connection, string language, int limit) =>
        connection.Rows(Pending, new { language, limit }, Read);

    public static List<PendingEvent> ReadRecent(SqliteConnection connection, DateTimeOffset since, int limit) =>
        connection.Rows(Recent, new { since = since.ToColumn(), limit }, Read);

    public static IReadOnlyList<string> Store(
        SqliteConnection connection, IReadOnlyList<long> events, IReadOnlyList<SubscriptionMatch> matches, DateTimeOffset now)
    {
        var sequences = events.ToJson();
        // The stories that the articles belong to by now: they may have been merged or split since.
        var stories = connection
            .Query<string>(
                "SELECT DISTINCT story_id FROM articles WHERE id IN (SELECT article_id FROM story_events WHERE seq IN (SELECT value FROM json_each(@sequences)))", new { sequences })
            .ToHashSet(StringComparer.Ordinal);
        connection.Execute("DELETE FROM story_events WHERE seq IN (SELECT value FROM json_each(@sequences))", new { sequences });
        stories.UnionWith(SqliteMatches.Insert(connection, SqliteMatches.Standing(connection, matches)));
        return Due(connection, stories, now);
    }

    /// <summary>Makes judgements due for those who have a match in one of the stories.</summary>
    /// <returns>Their subscribers.</returns>
    public static IReadOnlyList<string> Due(SqliteConnection connection, IEnumerable<string> stories, DateTimeOffset now) =>
        // A version is never used twice, not even by a row that was removed and came back.
        [.. connection.Query<string>(
            """
            INSERT INTO judgements (subscriber, story_id, due_at, version)
            SELECT subscriber, story_id, @now, random()
            FROM (SELECT DISTINCT subscriber, story_id FROM matches WHERE story_id IN (SELECT value FROM json_each(@stories)))
            WHERE true
            ON CONFLICT (subscriber, story_id) DO UPDATE SET due_at = min(due_at, excluded.due_at), version = excluded.version
            RETURNING subscriber
            """,
            new { now = now.ToColumn(), stories = stories.ToJson() }).Distinct(StringComparer.Ordinal)];

    /// <summary>Has the open stories judged that a subscription matches.</summary>
    /// <returns>Whether there is any.</returns>
    public static bool DueForSubscription(SqliteConnection connection, string subscription, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO judgements (subscriber, story_id, due_at, version)
        SELECT subscriber, story_id, @now, random()
        FROM matches WHERE subscription_id = @subscription AND (SELECT state FROM stories WHERE id = story_id) = 'Open'
        ON CONFLICT (subscriber, story_id) DO UPDATE SET due_at = min(due_at, excluded.due_at), version = excluded.version
        """,
        new { now = now.ToColumn(), subscription }) > 0;

    /// <summary>Has a story judged for those whose queries ask how many languages it has: another one was linked to it.</summary>
    public static void DueForLanguages(SqliteConnection connection, string story, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO judgements (subscriber, story_id, due_at, version)
        SELECT subscriber, story_id, @now, random()
        FROM (SELECT DISTINCT subscriber, story_id FROM matches
              WHERE story_id = coalesce((SELECT merged_into FROM stories WHERE id = @story), @story) AND instr(residual, 'languages') > 0)
        WHERE true
        ON CONFLICT (subscriber, story_id) DO UPDATE SET due_at = min(due_at, excluded.due_at), version = excluded.version
        """,
        new { now = now.ToColumn(), story });

    private static PendingEvent Read(System.Data.IDataRecord row)
    {
        var article = SqliteArticleRow.Read(row);
        const int From = SqliteArticleRow.Count;
        return new PendingEvent(
            new StoryEvent(
                row.GetInt64(From),
                row.GetString(From + 1),
                article.Id,
                row.GetString(From + 2),
                Enum.Parse<StoryEventKind>(row.GetString(From + 3)),
                row.Time(From + 4)!.Value),
            article)
        {
            Feed = SqliteArticleFeed.Read(row, From + 5),
        };
    }
}
