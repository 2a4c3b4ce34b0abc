using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Judgements that are due, with everything that they need.</summary>
internal static class SqliteDueJudgements
{
    // Stories that a change has touched wait until the alerts have followed it.
    private const string Free =
        """
        EXISTS (SELECT 1 FROM stories WHERE id = story_id)
          AND NOT EXISTS (SELECT 1 FROM story_changes WHERE from_id = story_id AND pending = 1)
          AND NOT EXISTS (SELECT 1 FROM story_changes WHERE to_id = story_id AND pending = 1)
        """;

    private const string Columns = "story_id, version, due_at, held_at, held_until, held_reason, together";

    public static List<Judgement> Read(SqliteConnection connection, string subscriber, DateTimeOffset now, int limit, int articles) =>
        Read(
            connection,
            subscriber,
            now,
            articles,
            $"""
            SELECT {Columns} FROM judgements INDEXED BY judgements_subscriber
            WHERE subscriber = @subscriber AND due_at <= @now AND {Free}
            ORDER BY due_at, story_id LIMIT @limit
            """,
            new { subscriber, now = now.ToColumn(), limit });

    public static List<Judgement> ReadTogether(SqliteConnection connection, string subscriber, string together, DateTimeOffset now, int limit, int articles) =>
        Read(
            connection,
            subscriber,
            now,
            articles,
            $"""
            SELECT {Columns} FROM judgements INDEXED BY judgements_together
            WHERE subscriber = @subscriber AND together = @together AND due_at <= @now AND {Free}
            ORDER BY due_at, story_id LIMIT @limit
            """,
            new { subscriber, together, now = now.ToColumn(), limit });

    private static List<Judgement> Read(SqliteConnection connection, string subscriber, DateTimeOffset now, int articles, string sql, object parameters)
    {
        var due = connection.Rows(
            sql,
            parameters,
            row => (
                Story: row.GetString(0), Version: row.GetInt64(1), Due: row.Time(2)!.Value,
                Held: row.Time(3) is { } since ? new HeldJudgement(since, row.Time(4) ?? since, row.Text(5) ?? "", row.Text(6)) : null));
        return [.. due.Select(d => SqliteStanding.With(connection, now, Judgement(connection, subscriber, d.Story, articles)) with { Version = d.Version, Due = d.Due, Held = d.Held })];
    }

    private static Judgement Judgement(SqliteConnection connection, string subscriber, string story, int articles)
    {
        var told = SqliteTold.Alerts(connection, subscriber, story);
        var matches = Matches(connection, subscriber, story);
        var row = connection.Rows($"SELECT {SqliteStoryRow.Columns} FROM stories WHERE id = @story", new { story }, SqliteStoryRow.Read).Single();
        return new Judgement(
            subscriber,
            row,
            0,
            default,
            matches,
            told,
            Articles(connection, story, articles))
        {
            NewFacts = NewFacts(connection, story),
            Assignment = connection.ExecuteScalar<long>("SELECT coalesce(max(assignment), 0) FROM articles WHERE story_id = @story", new { story }),
            Corrections = SqliteCorrections.Changes(connection, subscriber, story),
            Known = SqliteKnownStory.Read(connection, subscriber, row, told),
            Retraction = SqliteCorrections.Retraction(connection, subscriber, story),
            Retracting = SqliteCorrections.Articles(connection, story, told, matches),
            Mute = SqliteMutes.Find(connection, subscriber, story),
            Dropped = SqliteDropped.Read(connection, subscriber, story),
        };
    }

    private static List<(Subscription, SubscriptionMatch)> Matches(SqliteConnection connection, string subscriber, string story)
    {
        var parameters = new { subscriber, story };
        var matches = SqliteMatches.Read(connection, "story_id = @story AND subscriber = @subscriber", parameters)
            .ToDictionary(match => match.SubscriptionId, StringComparer.Ordinal);
        return [.. SqliteSubscriptionRow.Read(
                connection,
                "WHERE paused = 0 AND id IN (SELECT subscription_id FROM matches WHERE story_id = @story AND subscriber = @subscriber) ORDER BY created_at, id",
                parameters)
            .Select(subscription => (subscription, matches[subscription.Id]))];
    }

    private static List<NewFacts> NewFacts(SqliteConnection connection, string story) =>
        [.. connection.Rows(
                "SELECT source, assigned_at, development, assignment FROM articles WHERE story_id = @story AND development IS NOT NULL AND copy_of IS NULL ORDER BY assignment",
                new { story },
                row => new NewFacts(row.GetString(0), row.Time(1)!.Value, SqliteJson.Read<StoryDevelopment>(row.GetString(2))!.Facts, row.GetInt64(3)))
            .Where(news => news.Facts.Length > 0)];

    /// <summary>A story's latest articles, in the order of arrival.</summary>
    public static List<Article> Articles(SqliteConnection connection, string story, int limit)
    {
        var latest = connection.Rows(
            $"SELECT {SqliteArticleRow.Columns} FROM articles WHERE story_id = @story ORDER BY assignment DESC LIMIT @limit", new { story, limit }, SqliteArticleRow.Read);
        latest.Reverse();
        return latest;
    }
}
