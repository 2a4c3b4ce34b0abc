using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The statements of the step that delivers.</summary>
internal static class SqliteDelivering
{
    // A replay that was asked for during the attempt stands: the delivery stays pending and due as the replay made it. An attempt that would have
    // ended it is what is replayed, so the retries begin anew after it; one that failed is retried at once.
    public static bool StoreAttempt(SqliteConnection connection, Delivery after, DeliveryAttempt attempt)
    {
        var written = connection.Execute(
            """
            UPDATE deliveries SET
              state = CASE WHEN state = @cancelled THEN iif(@state = @delivered, @state, state) WHEN replays > @Replays THEN @pending ELSE @state END,
              next_attempt_at = CASE WHEN state = @cancelled THEN NULL WHEN replays > @Replays THEN next_attempt_at ELSE @next END,
              replayed_after = iif(replays > @Replays AND @state <> @pending, @Attempts, replayed_after),
              attempts = @Attempts,
              last_error = @LastError,
              reference = coalesce(@Reference, reference)
            WHERE id = @Id AND attempts = @Attempts - 1
            """,
            new
            {
                after.Id,
                after.Attempts,
                after.Replays,
                after.LastError,
                after.Reference,
                state = after.State.ToString(),
                next = after.NextAttempt?.ToColumn(),
                pending = nameof(DeliveryState.Pending),
                cancelled = nameof(DeliveryState.Cancelled),
                delivered = nameof(DeliveryState.Delivered),
            });
        if (written == 0)
            return false;
        connection.Execute(
            "INSERT INTO attempts (delivery_id, number, at, duration, http_status, error) VALUES (@DeliveryId, @Number, @at, @duration, @HttpStatus, @Error)",
            new { attempt.DeliveryId, attempt.Number, at = attempt.At.ToColumn(), duration = attempt.Duration.ToColumn(), attempt.HttpStatus, attempt.Error });
        connection.Execute(
            after.State == DeliveryState.Delivered
                ? "UPDATE endpoints SET failing_since = NULL, last_failure_at = NULL, failures = 0 WHERE id = @EndpointId AND failures > 0"
                : "UPDATE endpoints SET failing_since = coalesce(failing_since, @at), last_failure_at = @at, failures = failures + 1 WHERE id = @EndpointId",
            new { after.EndpointId, at = attempt.At.ToColumn() });
        return true;
    }

    // The alerts that told of what is one story now stand beside one another in told, whatever merged or split meanwhile. A message that told
    // of what are two stories now is left as it is: each would overwrite what the other says. So is one that a later alert has changed already: what comes
    // late, retried or replayed, would put its older text over it.
    public static string? PreviousReference(SqliteConnection connection, Delivery delivery) => connection.Rows(
        """
        SELECT latest.reference
        FROM (
          SELECT before.reference, this.subscriber, this.story_id
          FROM told AS this
          JOIN told AS other ON other.subscriber = this.subscriber AND other.story_id = this.story_id
          JOIN alerts AS alert ON alert.id = other.alert_id AND alert.seq < (SELECT seq FROM alerts WHERE id = @AlertId)
          JOIN deliveries AS before ON before.alert_id = alert.id AND before.endpoint_id = @EndpointId AND before.reference IS NOT NULL
          WHERE this.alert_id = @AlertId
            AND NOT EXISTS (SELECT 1 FROM told AS also WHERE also.alert_id = alert.id AND also.story_id <> this.story_id)
          ORDER BY alert.seq DESC LIMIT 1) AS latest
        WHERE NOT EXISTS (
          SELECT 1 FROM told AS other
          JOIN alerts AS alert ON alert.id = other.alert_id AND alert.seq > (SELECT seq FROM alerts WHERE id = @AlertId)
          JOIN deliveries AS later ON later.alert_id = alert.id AND later.endpoint_id = @EndpointId AND later.reference = latest.reference
          WHERE other.subscriber = latest.subscriber AND other.story_id = latest.story_id)
        """,
        new { delivery.AlertId, delivery.EndpointId },
        row => row.GetString(0)).SingleOrDefault();

    public static AlertEndpoint? Endpoint(SqliteConnection connection, string endpointId) => connection.Rows(
        $"SELECT {SqliteDeliveryRow.EndpointColumns} FROM endpoints WHERE id = @endpointId", new { endpointId }, SqliteDeliveryRow.ReadEndpoint).SingleOrDefault();

    public static AttemptStart? Start(SqliteConnection connection, Delivery delivery) => Endpoint(connection, delivery.EndpointId) is { } endpoint
        ? new AttemptStart(endpoint, connection.ExecuteScalar<int>("SELECT replays FROM deliveries WHERE id = @Id", new { delivery.Id }))
        : null;

    // Feeds and logs come last: they always take what they are given, and may have nobody who looks.
    public static EndpointOwner Owner(SqliteConnection connection, string endpointId, int limit) => new(
        SqliteSubscriptionRow.Read(
            connection, "WHERE id IN (SELECT subscription_id FROM subscription_endpoints WHERE endpoint_id = @endpointId) ORDER BY created_at, id", new { endpointId }),
        [.. connection.Rows(
                $"""
                SELECT {SqliteDeliveryRow.EndpointColumns} FROM endpoints AS other
                WHERE subscriber = (SELECT subscriber FROM endpoints WHERE id = @endpointId) AND id <> @endpointId AND disabled_reason IS NULL
                  AND EXISTS (SELECT 1 FROM subscription_endpoints WHERE endpoint_id = other.id)
                ORDER BY failures > 0, type IN ('feed', 'log'), type = (SELECT type FROM endpoints WHERE id = @endpointId),
                         NOT EXISTS (SELECT 1 FROM subscription_endpoints AS its JOIN subscription_endpoints AS theirs ON theirs.subscription_id = its.subscription_id
                                     WHERE its.endpoint_id = @endpointId AND theirs.endpoint_id = other.id),
                         id
                LIMIT @limit
                """,
                new { endpointId, limit },
                SqliteDeliveryRow.ReadEndpoint)
            .Select(endpoint => endpoint.WithoutSecrets())]);

    public static bool Disable(SqliteConnection connection, Alert notice, IReadOnlyList<Delivery> deliveries, AlertEndpoint? attempted)
    {
        var endpointId = notice.Notice!.EndpointId;
        if (attempted is not null && Endpoint(connection, endpointId)?.IsWrittenAs(attempted) != true)
            return false;
        if (!Disable(connection, endpointId, notice.Notice.Reason, ended: attempted is null))
            return false;
        SqliteJudging.Tell(connection, notice, deliveries);
        return true;
    }

    /// <param name="ended">By whoever it goes to: that counts beside any other reason.</param>
    /// <returns>False when it was disabled before.</returns>
    public static bool Disable(SqliteConnection connection, string endpointId, string reason, bool ended = false)
    {
        var disabled = connection.Execute(
            "UPDATE endpoints SET disabled_reason = @reason WHERE id = @endpointId AND (disabled_reason IS NULL OR (@ended AND disabled_reason <> @reason))",
            new { endpointId, reason, ended }) == 1;
        connection.Execute(
            """
            UPDATE deliveries SET state = @cancelled, next_attempt_at = NULL, last_error = coalesce(last_error, @reason)
            WHERE endpoint_id = @endpointId AND state = 'Pending'
            """,
            new { endpointId, reason, cancelled = nameof(DeliveryState.Cancelled) });
        return disabled;
    }

    /// <summary>What failed before counts no longer, or the next failure would disable it again.</summary>
    /// <returns>False when it is disabled for another reason.</returns>
    public static bool Enable(SqliteConnection connection, string endpointId, string reason) => connection.Execute(
        """
        UPDATE endpoints SET disabled_reason = NULL, failing_since = NULL, last_failure_at = NULL, failures = 0
        WHERE id = @endpointId AND coalesce(disabled_reason, @reason) = @reason
        """,
        new { endpointId, reason }) == 1;
}
