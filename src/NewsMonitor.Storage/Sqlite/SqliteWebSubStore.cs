using System.Data;
using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds.WebSub;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Subscriptions at hubs in SQLite.</summary>
public sealed class SqliteWebSubStore(SqliteDatabase database) : IWebSubStore
{
    private const string Columns =
        """
        w.id, w.feed_id, w.topic, w.topic_in_body, w.hubs, w.hub, w.callback, w.secret, w.state, w.version, w.due_at, w.requested_at, w.renew_at,
        w.live_since, w.expires_at, w.last_push_at, w.last_push_hash, w.failures, w.reason
        """;

    /// <summary>Scheme, host and port of a hub: up to the first slash behind the two. URLs are stored with one.</summary>
    private const string Origin = "substr(hub, 1, 8 + instr(substr(hub, 9), '/'))";

    public Task<WebSubSubscription?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.First($"SELECT {Columns} FROM websub w WHERE w.id = @id", Read, ("@id", id)), cancellationToken);

    public Task<WebSubSubscription?> OfFeedAsync(string feedId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.First($"SELECT {Columns} FROM websub w WHERE w.feed_id = @feed AND w.state <> 'Ending'", Read, ("@feed", feedId)), cancellationToken);

    public Task<IReadOnlyList<DueSubscription>> DueAsync(DateTimeOffset now, int perHub, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DueSubscription>>(
            connection => connection.All(
                $"""
                SELECT {Columns}, f.id IS NOT NULL, coalesce(f.paused = 0 AND f.stopped_at IS NULL, 0)
                FROM (SELECT *, row_number() OVER (PARTITION BY {Origin} ORDER BY due_at, id) AS place FROM websub WHERE due_at <= @now) w
                  LEFT JOIN feeds f ON f.id = w.feed_id
                WHERE w.place <= @perHub ORDER BY w.place, w.due_at LIMIT @limit
                """,
                row => new DueSubscription(Read(row), row.GetInt64(19) != 0, row.GetInt64(20) != 0),
                ("@now", now.ToColumn()),
                ("@perHub", perHub),
                ("@limit", limit)),
            cancellationToken);

    public Task PutOffAsync(string hub, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Run(
                $"""
                UPDATE websub SET due_at = CASE WHEN expires_at > @now AND expires_at < @until THEN max(due_at, expires_at) ELSE @until END
                WHERE due_at < @until AND {Origin} = @origin
                """,
                ("@origin", new Uri(hub).GetLeftPart(UriPartial.Authority) + "/"),
                ("@now", now.ToColumn()),
                ("@until", until.ToColumn())),
            cancellationToken);

    public Task<bool> StoreAsync(IReadOnlyList<WebSubSubscription> changes, CancellationToken cancellationToken) =>
        // Until when a feed is pushed is part of the feed as it is read.
        database.ChangeFeedsAsync(
            connection =>
            {
                // There is one writer: what holds here holds until the commit.
                var ended = changes.Where(change => change.State is WebSubState.Ending or WebSubState.Ended).Select(change => change.Id).ToHashSet(StringComparer.Ordinal);
                foreach (var change in changes)
                {
                    var version = connection.Value("SELECT version FROM websub WHERE id = @id", ("@id", change.Id)) as long? ?? 0;
                    if (version != change.Version)
                        return false;
                    if (version == 0 && connection.Value("SELECT id FROM websub WHERE feed_id = @feed AND state <> 'Ending'", ("@feed", change.FeedId)) is string other
                        && !ended.Contains(other))
                        return false;
                }

                // The old one makes room for the new one.
                foreach (var change in changes.OrderBy(change => ended.Contains(change.Id) ? 0 : 1))
                    Write(connection, change);
                return true;
            },
            cancellationToken);

    public Task PushedAsync(string id, DateTimeOffset at, string hash, CancellationToken cancellationToken) =>
        database.ChangeFeedsAsync(
            connection => connection.Run("UPDATE websub SET last_push_at = @at, last_push_hash = @hash WHERE id = @id", ("@id", id), ("@at", at.ToColumn()), ("@hash", hash)),
            cancellationToken);

    public Task HurryAsync(string callbackPrefix, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Run(
                "UPDATE websub SET due_at = @now, version = version + 1 WHERE state <> 'Ending' AND substr(callback, 1, length(@prefix)) <> @prefix",
                ("@now", now.ToColumn()),
                ("@prefix", callbackPrefix)),
            cancellationToken);

    public Task<IReadOnlyDictionary<WebSubState, int>> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<WebSubState, int>>(
            connection => connection.All("SELECT state, count(*) FROM websub GROUP BY state", row => (Enum.Parse<WebSubState>(row.GetString(0)), row.GetInt32(1)))
                .ToDictionary(),
            cancellationToken);

    private static void Write(SqliteConnection connection, WebSubSubscription change)
    {
        if (change.State == WebSubState.Ended)
        {
            connection.Run("DELETE FROM websub WHERE id = @id", ("@id", change.Id));
            return;
        }

        // Pushes have a write of their own, which a change that was decided before it must not take back.
        connection.Run(
            """
            INSERT INTO websub (id, feed_id, topic, topic_in_body, hubs, hub, callback, secret, state, version, due_at, requested_at, renew_at, live_since, expires_at, failures, reason)
            VALUES (@id, @feed, @topic, @inBody, @hubs, @hub, @callback, @secret, @state, @version + 1, @due, @requested, @renew, @since, @expires, @failures, @reason)
            ON CONFLICT (id) DO UPDATE SET
              hubs = excluded.hubs, state = excluded.state, version = excluded.version, due_at = excluded.due_at, requested_at = excluded.requested_at,
              renew_at = excluded.renew_at, live_since = excluded.live_since, expires_at = excluded.expires_at, failures = excluded.failures, reason = excluded.reason
            """,
            ("@id", change.Id),
            ("@feed", change.FeedId),
            ("@topic", change.Topic),
            ("@inBody", change.TopicInBody ? 1 : 0),
            ("@hubs", change.Hubs.ToColumn()),
            ("@hub", change.Hub),
            ("@callback", change.Callback),
            ("@secret", change.Secret),
            ("@state", change.State.ToString()),
            ("@version", change.Version),
            ("@due", change.Due.ToColumn()),
            ("@requested", change.RequestedAt?.ToColumn()),
            ("@renew", change.RenewAt?.ToColumn()),
            ("@since", change.LiveSince?.ToColumn()),
            ("@expires", change.ExpiresAt?.ToColumn()),
            ("@failures", change.Failures),
            ("@reason", change.Reason));
    }

    private static WebSubSubscription Read(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        FeedId = row.GetString(1),
        Topic = row.GetString(2),
        TopicInBody = row.GetInt64(3) != 0,
        Hubs = row.List(4),
        Hub = row.GetString(5),
        Callback = row.GetString(6),
        Secret = row.GetString(7),
        State = Enum.Parse<WebSubState>(row.GetString(8)),
        Version = row.GetInt64(9),
        Due = row.Time(10)!.Value,
        RequestedAt = row.Time(11),
        RenewAt = row.Time(12),
        LiveSince = row.Time(13),
        ExpiresAt = row.Time(14),
        LastPush = row.Time(15),
        LastPushHash = row.Text(16),
        Failures = row.GetInt32(17),
        Reason = row.GetString(18),
    };
}
