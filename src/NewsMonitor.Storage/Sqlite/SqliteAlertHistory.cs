using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Alerts for who comes and gets them, in SQLite.</summary>
public sealed class SqliteAlertHistory(SqliteDatabase database) : IAlertHistory
{
    public Task<IReadOnlyList<Alert>> AfterAsync(AlertAudience audience, long sequence, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Alert>>(connection => Read(connection, audience, $"{Sequence(audience)} > @sequence", "ASC", sequence, limit), cancellationToken);

    public Task<IReadOnlyList<Alert>> LatestAsync(AlertAudience audience, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Alert>>(connection => Read(connection, audience, "true", "DESC", 0, limit), cancellationToken);

    public Task<long> SkipAsync(AlertAudience audience, long sequence, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.Rows(
                $"SELECT {Sequence(audience)} FROM {From(audience)} AND {Sequence(audience)} > @sequence ORDER BY {Sequence(audience)} DESC LIMIT 1 OFFSET @most",
                new { audience.Subscriber, audience.Subscription, sequence, most },
                row => row.GetInt64(0)).FirstOrDefault(sequence),
            cancellationToken);

    public Task<long> NewestAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.Rows("SELECT coalesce(max(seq), 0) FROM alerts", null, row => row.GetInt64(0)).Single(), cancellationToken);

    private static List<Alert> Read(SqliteConnection connection, AlertAudience audience, string where, string order, long sequence, int limit) => connection.Rows(
        $"""
        SELECT {SqliteAlertRow.Columns} FROM {From(audience)} AND {where} ORDER BY {Sequence(audience)} {order} LIMIT @limit
        """,
        new { audience.Subscriber, audience.Subscription, sequence, limit },
        SqliteAlertRow.Read);

    private static string From(AlertAudience audience) => audience switch
    {
        { Subscription: not null } =>
            "alert_subscriptions JOIN alerts ON alerts.seq = alert_seq WHERE subscription_id = @Subscription AND (@Subscriber IS NULL OR subscriber = @Subscriber)",
        { Subscriber: not null } => "alerts WHERE subscriber = @Subscriber AND occasion NOT IN ('Digest', 'More')",
        _ => "alerts WHERE occasion NOT IN ('Digest', 'More')",
    };

    private static string Sequence(AlertAudience audience) => audience.Subscription is null ? "seq" : "alert_seq";
}
