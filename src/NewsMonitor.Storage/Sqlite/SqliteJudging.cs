using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The statements of the step from judgements to alerts and deliveries.</summary>
internal static class SqliteJudging
{
    // Neither was the judgement overtaken nor the story merged, split or given articles.
    private const string Unchanged =
        "subscriber = @Subscriber AND story_id = @story AND version = @Version AND (SELECT change FROM stories WHERE id = @story) = @Change";

    public static bool Store(SqliteConnection connection, Judgement judgement, Alert? alert, IReadOnlyList<Delivery> deliveries, AlertHold? hold)
    {
        var parameters = new
        {
            judgement.Subscriber,
            story = judgement.Story.Id,
            judgement.Version,
            judgement.Story.Change,
            until = hold?.Until.ToColumn(),
            since = judgement.Held?.Since.ToColumn() ?? judgement.Due.ToColumn(),
            reason = hold?.Reason,
            together = hold?.Together,
        };
        var changed = connection.Execute(
            hold is null
                ? $"DELETE FROM judgements WHERE {Unchanged}"
                : $"""
                  UPDATE judgements SET due_at = @until, version = random(), held_at = @since, held_until = @until, held_reason = @reason, together = @together
                  WHERE {Unchanged}
                  """,
            parameters);
        if (changed == 0)
            return false;
        SqliteMatches.Reach(connection, judgement, hold?.Reached ?? new Dictionary<string, int>());
        if (alert is not null)
            Tell(connection, judgement, alert, deliveries);
        return true;
    }

    public static bool StoreDrop(SqliteConnection connection, Judgement judgement, IReadOnlyList<string> subscriptions, DateTimeOffset now)
    {
        if (connection.Execute($"UPDATE judgements SET version = random() WHERE {Unchanged}", Key(judgement)) == 0)
            return false;
        return SqliteDropped.Store(connection, judgement, subscriptions, now);
    }

    public static bool JudgeAgain(SqliteConnection connection, string subscriber, DateTimeOffset now) => connection.Execute(
        """
        UPDATE judgements SET due_at = min(due_at, @now), version = random()
        WHERE subscriber = @subscriber AND together >= 'digest:' AND together < 'digest;'
        """,
        new { subscriber, now = now.ToColumn() }) > 0;

    public static bool IsUnchanged(SqliteConnection connection, Judgement judgement) =>
        connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM judgements WHERE {Unchanged})", Key(judgement));

    /// <summary>Ends a judgement that <see cref="IsUnchanged"/> with an alert that has no deliveries of its own.</summary>
    /// <returns>False when the subscriber was told already.</returns>
    public static bool TellPart(SqliteConnection connection, Judgement judgement, Alert alert)
    {
        connection.Execute($"DELETE FROM judgements WHERE {Unchanged}", Key(judgement));
        SqliteMatches.Reach(connection, judgement, new Dictionary<string, int>());
        return Tell(connection, judgement, alert, []);
    }

    private static object Key(Judgement judgement) => new { judgement.Subscriber, story = judgement.Story.Id, judgement.Version, judgement.Story.Change };

    /// <returns>False when the subscriber was told already.</returns>
    private static bool Tell(SqliteConnection connection, Judgement judgement, Alert alert, IReadOnlyList<Delivery> deliveries)
    {
        if (!SqliteTold.Store(connection, judgement, alert) || !Insert(connection, alert))
            return false;
        Log(connection, alert);
        foreach (var delivery in deliveries)
            Insert(connection, delivery);
        return true;
    }

    /// <summary>Writes an alert of no story, which nothing but its id makes unique.</summary>
    public static void Tell(SqliteConnection connection, Alert alert, IReadOnlyList<Delivery> deliveries)
    {
        if (!Insert(connection, alert))
            return;
        Log(connection, alert);
        foreach (var delivery in deliveries)
            Insert(connection, delivery);
    }

    private static bool Insert(SqliteConnection connection, Alert alert)
    {
        var inserted = InsertRow(connection, alert);
        // What tells of several together is found by each of its parts.
        if (inserted && (alert.StoryId is not null || alert.Notice is not null))
        {
            connection.Execute(
                """
                INSERT INTO alert_subscriptions (subscription_id, alert_seq)
                SELECT DISTINCT value, seq FROM alerts, json_each(alerts.subscriptions) WHERE alerts.id = @Id
                """,
                new { alert.Id });
        }

        return inserted;
    }

    private static bool InsertRow(SqliteConnection connection, Alert alert) => connection.Execute(
        """
        INSERT INTO alerts (id, subscriber, story_id, occasion, created_at, subscriptions, story, why, assignment, parts, follows, notice, part_of)
        VALUES (@Id, @Subscriber, @StoryId, @occasion, @created, @subscriptions, @story, @why, @Assignment, @parts, @follows, @notice, @PartOf)
        ON CONFLICT DO NOTHING
        """,
        SqliteAlertRow.Write(alert)) == 1;

    private static void Insert(SqliteConnection connection, Delivery delivery) => connection.Execute(
        """
        INSERT INTO deliveries (sequence, id, alert_id, endpoint_id, state, payload, next_attempt_at, created_at, last_error)
        SELECT (SELECT coalesce(max(sequence), 0) + 1 FROM deliveries), @Id, @AlertId, @EndpointId, iif(disabled_reason IS NULL, @state, @cancelled), @Payload, iif(disabled_reason IS NULL, @next, NULL), @created,
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
            data = SqliteJson.Write(new
            {
                alert = alert.Id,
                occasion = alert.Occasion.ToString().ToLowerInvariant(),
                subscriber = alert.Subscriber,
                story = alert.StoryId,
                headline = alert.Story?.Headline,
                why = alert.Why,
                parts = alert.Parts.Length > 0 ? alert.Parts : null,
            }),
        });
}
