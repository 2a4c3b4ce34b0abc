using System.Data;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Rows of <c>deliveries</c>, <c>attempts</c> and <c>endpoints</c>.</summary>
internal static class SqliteDeliveryRow
{
    public const string Columns = "id, alert_id, endpoint_id, state, payload, attempts, next_attempt_at, created_at, last_error, reference, sequence, replayed_after, replays";

    public const string AttemptColumns = "delivery_id, number, at, duration, http_status, error";

    public const string EndpointColumns = "id, subscriber, type, url, disabled_reason, secret, settings, previous_secret, previous_secret_until, ordered, failing_since, last_failure_at, failures";

    public static Delivery Read(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        AlertId = row.GetString(1),
        EndpointId = row.GetString(2),
        State = Enum.Parse<DeliveryState>(row.GetString(3)),
        Payload = row.GetString(4),
        Attempts = row.GetInt32(5),
        NextAttempt = row.Time(6),
        Created = row.Time(7)!.Value,
        LastError = row.Text(8),
        Reference = row.Text(9),
        Sequence = row.GetInt64(10),
        AttemptsBeforeReplay = row.GetInt32(11),
        Replays = row.GetInt32(12),
    };

    public static DeliveryAttempt ReadAttempt(IDataRecord row) =>
        new(row.GetString(0), row.GetInt32(1), row.Time(2)!.Value, row.Span(3)!.Value, row.Number(4), row.Text(5));

    public static AlertEndpoint ReadEndpoint(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        Subscriber = row.GetString(1),
        Type = row.GetString(2),
        Url = row.Text(3),
        DisabledReason = row.Text(4),
        Secret = row.Text(5),
        Settings = SqliteJson.Read<Dictionary<string, string>>(row.GetString(6))!,
        PreviousSecret = row.Text(7),
        PreviousSecretUntil = row.Time(8),
        Ordered = row.GetBoolean(9),
        Health = new EndpointHealth(row.Time(10), row.Time(11), row.GetInt32(12)),
    };
}
