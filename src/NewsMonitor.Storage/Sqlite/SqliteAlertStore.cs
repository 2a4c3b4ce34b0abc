using System.Globalization;
using Dapper;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Matches, judgements, alerts and deliveries in SQLite.</summary>
public sealed class SqliteAlertStore(SqliteDatabase database) : IAlertStore
{
    // Named indexes: to save itself the sorting, SQLite would read all that is pending in another order instead of what is due.
    private const string Subscribers =
        "SELECT DISTINCT subscriber FROM judgements INDEXED BY judgements_due WHERE due_at <= @now UNION SELECT subscriber FROM gathered";

    private const string Endpoints =
        "SELECT DISTINCT endpoint_id FROM deliveries INDEXED BY deliveries_next WHERE state = 'Pending' AND next_attempt_at <= @now";

    // Of the story that an id leads to, and of what went up into it where the alerts have not followed that yet.
    private const string ToldOf =
        """
        WITH story (id) AS (SELECT coalesce((SELECT merged_into FROM stories WHERE id = @storyId), @storyId))
        SELECT alert_id FROM told WHERE story_id IN (SELECT id FROM story UNION SELECT id FROM stories WHERE merged_into = (SELECT id FROM story))
        """;

    public Task<IReadOnlyList<string>> LanguagesWithEventsAsync(CancellationToken cancellationToken) =>
        NamesAsync("SELECT DISTINCT language FROM story_events UNION SELECT language FROM story_changes WHERE pending = 1", null, cancellationToken);

    public Task<PendingChange?> PendingChangeAsync(string language, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteFollowing.Oldest(connection, language), cancellationToken);

    public Task<Page<StoryArticle>> ChangedArticlesAsync(StoryChange change, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        var after = SqliteCursor.Number(page, none: 0);
        return database.ReadAsync(
            connection =>
            {
                var found = SqliteCursor.Page(
                    SqliteFollowing.Articles(connection, change, after, limit + 1), limit, row => row.Sequence.ToString(CultureInfo.InvariantCulture));
                return new Page<StoryArticle>([.. found.Items.Select(row => row.Article)], found.Next);
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<string>> StoreChangeAsync(
        StoryChange change, IReadOnlyList<SubscriptionMatch> matches, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteFollowing.Store(connection, change, matches, now), cancellationToken);

    public Task<IReadOnlyList<PendingEvent>> PendingEventsAsync(string language, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PendingEvent>>(connection => SqliteMatching.ReadPending(connection, language, limit), cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> MatchedAlreadyAsync(IReadOnlyCollection<string> articles, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, IReadOnlySet<string>>>(connection => SqliteMatches.Already(connection, articles), cancellationToken);

    public Task<IReadOnlyList<string>> StoreMatchesAsync(
        IReadOnlyList<long> events, IReadOnlyList<SubscriptionMatch> matches, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteMatching.Store(connection, events, matches, now), cancellationToken);

    public Task<IReadOnlyList<PendingEvent>> RecentAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PendingEvent>>(connection => SqliteMatching.ReadRecent(connection, since, limit), cancellationToken);

    public Task<IReadOnlyList<string>> SubscribersWithDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        NamesAsync(Subscribers, new { now = now.ToColumn() }, cancellationToken);

    public Task<IReadOnlyList<Judgement>> DueJudgementsAsync(string subscriber, DateTimeOffset now, int limit, int articles, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Judgement>>(connection => SqliteDueJudgements.Read(connection, subscriber, now, limit, articles), cancellationToken);

    public Task<bool> StoreDecisionAsync(
        Judgement judgement, Alert? alert, IReadOnlyList<Delivery> deliveries, AlertHold? hold, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteJudging.Store(connection, judgement, alert, deliveries, hold), cancellationToken);

    public Task<IReadOnlyList<Judgement>> DueTogetherAsync(
        string subscriber, string together, DateTimeOffset now, int limit, int articles, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Judgement>>(
            connection => SqliteDueJudgements.ReadTogether(connection, subscriber, together, now, limit, articles), cancellationToken);

    public Task<IReadOnlyList<GatheredStories>> GatheredAsync(string subscriber, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<GatheredStories>>(connection => SqliteGathered.Read(connection, subscriber), cancellationToken);

    public Task<GatheredAlerts> GatheredAlertsAsync(GatheredStories gathered, int articles, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteGathered.Alerts(connection, gathered, articles), cancellationToken);

    public Task<bool> GatherAsync(IReadOnlyList<(Judgement Judgement, Alert Alert)> parts, GatheredStories gathered, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteTogether.Gather(connection, parts, gathered), cancellationToken);

    public Task<bool> StoreTogetherAsync(
        IReadOnlyList<(Judgement Judgement, Alert Alert)> parts,
        Alert together,
        IReadOnlyList<Delivery> deliveries,
        GatheredStories? gathered,
        CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteTogether.Store(connection, parts, together, deliveries, gathered), cancellationToken);

    public Task<int> SentSinceAsync(string subscriber, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.ExecuteScalar<int>(
                "SELECT count(*) FROM alerts WHERE subscriber = @subscriber AND created_at >= @since AND part_of IS NULL AND occasion <> 'Notice'",
                new { subscriber, since = since.ToColumn() }),
            cancellationToken);
    public Task<bool> StoreDropAsync(Judgement judgement, IReadOnlyList<string> subscriptions, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteJudging.StoreDrop(connection, judgement, subscriptions, now), cancellationToken);

    public Task<bool> JudgeAgainAsync(string subscriber, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteJudging.JudgeAgain(connection, subscriber, now), cancellationToken);

    public Task<bool> JudgeMatchedAsync(string subscriptionId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteMatching.DueForSubscription(connection, subscriptionId, now), cancellationToken);

    public Task<IReadOnlyList<string>> EndpointsWithDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        NamesAsync(Endpoints, new { now = now.ToColumn() }, cancellationToken);

    public Task<AlertEndpoint?> FindEndpointAsync(string endpointId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteDelivering.Endpoint(connection, endpointId), cancellationToken);

    public Task<IReadOnlyList<Delivery>> DueDeliveriesAsync(string endpointId, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Delivery>>(
            connection => connection.Rows(
                $"""
                SELECT {SqliteDeliveryRow.Columns} FROM deliveries
                WHERE endpoint_id = @endpointId AND state = 'Pending' AND next_attempt_at <= @now
                ORDER BY next_attempt_at LIMIT @limit
                """,
                new { endpointId, now = now.ToColumn(), limit },
                SqliteDeliveryRow.Read),
            cancellationToken);

    public Task<string?> PreviousReferenceAsync(Delivery delivery, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteDelivering.PreviousReference(connection, delivery), cancellationToken);

    public Task<IReadOnlyList<Delivery>> QueuedDeliveriesAsync(string endpointId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Delivery>>(
            connection => connection.Rows(
                $"SELECT {SqliteDeliveryRow.Columns} FROM deliveries INDEXED BY deliveries_queue WHERE endpoint_id = @endpointId AND state = 'Pending' ORDER BY sequence LIMIT @limit",
                new { endpointId, limit },
                SqliteDeliveryRow.Read),
            cancellationToken);

    public Task<AttemptStart?> StartAttemptAsync(Delivery delivery, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteDelivering.Start(connection, delivery), cancellationToken);

    public Task<bool> StoreAttemptAsync(Delivery after, DeliveryAttempt attempt, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteDelivering.StoreAttempt(connection, after, attempt), cancellationToken);

    public Task<EndpointOwner> EndpointOwnerAsync(string endpointId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteDelivering.Owner(connection, endpointId, limit), cancellationToken);

    public Task<bool> DisableEndpointAsync(Alert notice, IReadOnlyList<Delivery> deliveries, AlertEndpoint? attempted, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteDelivering.Disable(connection, notice, deliveries, attempted), cancellationToken);

    public Task DisableEndpointAsync(string endpointId, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteDelivering.Disable(connection, endpointId, reason), cancellationToken);

    public Task<bool> EnableEndpointAsync(string endpointId, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SqliteDelivering.Enable(connection, endpointId, reason), cancellationToken);

    public Task<Alert?> FindAsync(string alertId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.Rows($"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE id = @alertId", new { alertId }, SqliteAlertRow.Read).SingleOrDefault(),
            cancellationToken);

    public Task<Page<Alert>> ListAsync(string? subscriber, string? storyId, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        var before = SqliteCursor.Number(page, none: long.MaxValue);
        var where = "seq < @before" + (subscriber is null ? "" : " AND subscriber = @subscriber") + (storyId is null ? "" : $" AND id IN ({ToldOf})");
        return database.ReadAsync(
            connection => SqliteCursor.Page(
                connection.Rows(
                    $"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE {where} ORDER BY seq DESC LIMIT @take",
                    new { before, subscriber, storyId, take = limit + 1 },
                    SqliteAlertRow.Read),
                limit,
                alert => alert.Sequence.ToString(CultureInfo.InvariantCulture)),
            cancellationToken);
    }

    public Task<IReadOnlyList<DeliveryRecord>> DeliveriesAsync(string alertId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DeliveryRecord>>(
            connection => SqliteDeliveryRecord.Read(connection, "WHERE alert_id = @alertId ORDER BY id", new { alertId }),
            cancellationToken);

    public Task<AlertCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.Rows(
                """
                SELECT (SELECT count(*) FROM subscriptions), (SELECT count(*) FROM alerts),
                       (SELECT count(*) FROM story_events) + (SELECT count(*) FROM story_changes WHERE pending = 1),
                       (SELECT min(at) FROM (SELECT at FROM (SELECT at FROM story_events ORDER BY seq LIMIT 1)
                                             UNION ALL SELECT at FROM story_changes WHERE pending = 1)),
                       (SELECT count(*) FROM deliveries WHERE state = 'Pending'), (SELECT min(created_at) FROM deliveries WHERE state = 'Pending'),
                       (SELECT count(*) FROM deliveries WHERE state = 'Dead'), (SELECT count(*) FROM endpoints WHERE disabled_reason IS NOT NULL)
                """,
                null,
                row => new AlertCounts(
                    row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.Time(3), row.GetInt64(4), row.Time(5), row.GetInt64(6), row.GetInt64(7))).Single(),
            cancellationToken);

    private Task<IReadOnlyList<string>> NamesAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(connection => connection.Rows(sql, parameters, row => row.GetString(0)), cancellationToken);
}
