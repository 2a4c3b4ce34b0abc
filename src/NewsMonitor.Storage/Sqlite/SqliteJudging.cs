using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The statements of the step from judgements to alerts and deliveries.</summary>
internal static class SqliteJudging
{
    // Neither was the judgement overtaken nor the story merged, split or given articles.
    private const string Unchanged =
        "subscriber = @Subscriber AND story_id = @story AND version = @Version AND (SELECT change FROM stories WHERE id = @story) = @Change";

    public static List<Judgement> ReadDue(SqliteConnection connection, string subscriber, DateTimeOffset now, int limit, int articles)
    {
        var due = connection.Rows(
            """
            SELECT story_id, version, due_at FROM judgements
            WHERE subscriber = @subscriber AND due_at <= @now AND EXISTS (SELECT 1 FROM stories WHERE id = story_id)
              AND NOT EXISTS (SELECT 1 FROM story_changes WHERE from_id = story_id AND pending = 1)
              AND NOT EXISTS (SELECT 1 FROM story_changes WHERE to_id = story_id AND pending = 1)
            ORDER BY due_at, story_id LIMIT @limit
            """,
            new { subscriber, now = now.ToColumn(), limit },
            row => (Story: row.GetString(0), Version: row.GetInt64(1), Due: row.Time(2)!.Value));
        return [.. due.Select(d => new Judgement(
            subscriber,
            connection.Rows($"SELECT {SqliteStoryRow.Columns} FROM stories WHERE id = @Story", new { d.Story }, SqliteStoryRow.Read).Single(),
            d.Version,
            d.Due,
            Matches(connection, subscriber, d.Story),
            connection.Rows(
                $"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE id IN (SELECT alert_id FROM told WHERE subscriber = @subscriber AND story_id = @Story) ORDER BY seq",
                new { subscriber, d.Story },
                SqliteAlertRow.Read),
            Articles(connection, d.Story, articles))
        {
            NewFacts = NewFacts(connection, d.Story),
            Assignment = connection.ExecuteScalar<long>("SELECT coalesce(max(assignment), 0) FROM articles WHERE story_id = @Story", new { d.Story }),
        })];
    }

    public static bool Store(SqliteConnection connection, Judgement judgement, Alert? alert, IReadOnlyList<Delivery> deliveries, DateTimeOffset? judgeAgain)
    {
        var changed = connection.Execute(
            judgeAgain is null
                ? $"DELETE FROM judgements WHERE {Unchanged}"
                : $"UPDATE judgements SET due_at = @again, version = random() WHERE {Unchanged}",
            new { judgement.Subscriber, story = judgement.Story.Id, judgement.Version, judgement.Story.Change, again = judgeAgain?.ToColumn() });
        if (changed == 0)
            return false;
        if (alert is not null && SqliteTold.Store(connection, judgement, alert) && Insert(connection, alert))
        {
            Log(connection, alert);
            foreach (var delivery in deliveries)
                Insert(connection, delivery);
        }

        return true;
    }

    private static List<(Subscription, SubscriptionMatch)> Matches(SqliteConnection connection, string subscriber, string story)
    {
        var parameters = new { subscriber, story };
        var matches = connection.Rows(
            "SELECT subscription_id, article_id, why, at FROM matches WHERE story_id = @story AND subscriber = @subscriber",
            parameters,
            row => new SubscriptionMatch(row.GetString(0), subscriber, story, row.GetString(1), row.List(2), row.Time(3)!.Value))
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

    private static List<Article> Articles(SqliteConnection connection, string story, int limit)
    {
        var latest = connection.Rows(
            $"SELECT {SqliteArticleRow.Columns} FROM articles WHERE story_id = @story ORDER BY assignment DESC LIMIT @limit", new { story, limit }, SqliteArticleRow.Read);
        latest.Reverse();
        return latest;
    }

    private static bool Insert(SqliteConnection connection, Alert alert) => connection.Execute(
        """
        INSERT INTO alerts (id, subscriber, story_id, occasion, created_at, subscriptions, story, why, assignment)
        VALUES (@Id, @Subscriber, @StoryId, @occasion, @created, @subscriptions, @story, @why, @Assignment)
        ON CONFLICT DO NOTHING
        """,
        SqliteAlertRow.Write(alert)) == 1;

    private static void Insert(SqliteConnection connection, Delivery delivery) => connection.Execute(
        """
        INSERT INTO deliveries (id, alert_id, endpoint_id, state, payload, next_attempt_at, created_at, last_error)
        SELECT @Id, @AlertId, @EndpointId, iif(disabled_reason IS NULL, @state, @cancelled), @Payload, iif(disabled_reason IS NULL, @next, NULL), @created,
               coalesce(disabled_reason, @LastError)
        FROM endpoints WHERE id = @EndpointId
        """,
        new
        {
            delivery.Id,
            delivery.AlertId,
            delivery.EndpointId,
            delivery.Payload,
            delivery.LastError,
            state = delivery.State.ToString(),
            cancelled = nameof(DeliveryState.Cancelled),
            next = delivery.NextAttempt?.ToColumn(),
            created = delivery.Created.ToColumn(),
        });

    private static void Log(SqliteConnection connection, Alert alert) => connection.Execute(
        "INSERT INTO event_log (at, type, subject, data) VALUES (@at, @type, @Id, @data)",
        new
        {
            at = alert.Created.ToColumn(),
            type = LoggedEventTypes.AlertCreated,
            alert.Id,
            data = JsonSerializer.Serialize(new
            {
                alert = alert.Id,
                occasion = alert.Occasion == AlertOccasion.New ? "new" : "developed",
                subscriber = alert.Subscriber,
                story = alert.StoryId,
                headline = alert.Story.Headline,
                why = alert.Why,
            }),
        });
}
