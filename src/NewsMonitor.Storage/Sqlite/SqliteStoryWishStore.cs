using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Mutes, acknowledgements and retractions in SQLite.</summary>
public sealed class SqliteStoryWishStore(SqliteDatabase database) : IStoryWishStore
{
    public Task<StoryMute?> MuteAsync(
        string subscriber, string storyId, DateTimeOffset? until, bool untilDeveloped, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                if (Current(connection, storyId) is not { } story)
                    return null;
                Overtake(connection, subscriber, story);
                return SqliteMutes.Store(connection, subscriber, story, until, untilDeveloped, now);
            },
            cancellationToken);

    public Task<bool> UnmuteAsync(string subscriber, string storyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                if (Current(connection, storyId) is not { } story || !SqliteMutes.Remove(connection, subscriber, story))
                    return false;
                connection.Execute(
                    """
                    INSERT INTO judgements (subscriber, story_id, due_at, version)
                    SELECT DISTINCT subscriber, story_id, @now, random() FROM matches WHERE story_id = @story AND subscriber = @subscriber
                    ON CONFLICT (subscriber, story_id) DO UPDATE SET due_at = min(due_at, excluded.due_at), version = excluded.version
                    """,
                    new { subscriber, story, now = now.ToColumn() });
                return true;
            },
            cancellationToken);

    public Task<Page<StoryMute>> MutesAsync(string subscriber, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = SqliteCursor.Limit(page);
        return database.ReadAsync(
            connection => SqliteCursor.Page(SqliteMutes.List(connection, subscriber, page.Cursor ?? "", limit + 1), limit, mute => mute.StoryId), cancellationToken);
    }

    // Of many parts the alert names the first only. All are written between the first of them and the alert, and found there.
    public Task<Alert?> AcknowledgeAsync(string alertId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                var seen = connection.Execute(
                    """
                    UPDATE alerts SET acknowledged_at = @now
                    WHERE acknowledged_at IS NULL AND (id = @alertId OR seq IN (
                      SELECT part.seq FROM alerts AS whole CROSS JOIN alerts AS part INDEXED BY alerts_subscriber
                      WHERE whole.id = @alertId AND part.subscriber = whole.subscriber AND part.part_of = whole.id AND part.seq < whole.seq
                        AND part.seq >= (SELECT min(seq) FROM alerts WHERE id IN (SELECT value FROM json_each(whole.parts)))))
                    """,
                    new { alertId, now = now.ToColumn() });
                var alert = connection.Rows($"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE id = @alertId", new { alertId }, SqliteAlertRow.Read).SingleOrDefault();
                if (alert is not null && seen > 0)
                    Log(connection, now, LoggedEventTypes.AlertAcknowledged, alertId, new { alert = alertId, subscriber = alert.Subscriber, story = alert.StoryId });
                return alert;
            },
            cancellationToken);

    public Task<(StoryRetraction Retraction, IReadOnlyList<string> Subscribers)?> RetractAsync(
        string storyId, string by, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync<(StoryRetraction Retraction, IReadOnlyList<string> Subscribers)?>(
            connection => Current(connection, storyId) is { } story ? Retract(connection, story, by, reason, now) : null, cancellationToken);

    private static (StoryRetraction Retraction, IReadOnlyList<string> Subscribers) Retract(
        SqliteConnection connection, string story, string by, string reason, DateTimeOffset now)
    {
        var first = connection.Execute(
            "INSERT OR IGNORE INTO story_retractions (story_id, at, author, reason) VALUES (@story, @now, @by, @reason)", new { story, now = now.ToColumn(), by, reason }) == 1;
        var retraction = connection.Rows(
            "SELECT story_id, at, author, reason FROM story_retractions WHERE story_id = @story", new { story }, SqliteCorrections.ReadRetraction).Single();
        if (!first)
            return (retraction, []);
        connection.Execute("UPDATE told SET retracted = 1 WHERE story_id = @story", new { story });
        var headline = connection.QuerySingle<string>("SELECT headline FROM stories WHERE id = @story", new { story });
        Log(connection, now, LoggedEventTypes.StoryRetracted, story, new { story, headline, by, reason });
        return (retraction, SqliteMatching.Due(connection, [story], now));
    }

    private static string? Current(SqliteConnection connection, string storyId) =>
        connection.QueryFirstOrDefault<string>("SELECT coalesce(merged_into, id) FROM stories WHERE id = @storyId", new { storyId });

    /// <summary>A decision that was made before is not written any more.</summary>
    private static void Overtake(SqliteConnection connection, string subscriber, string story) =>
        connection.Execute("UPDATE judgements SET version = random() WHERE subscriber = @subscriber AND story_id = @story", new { subscriber, story });

    private static void Log(SqliteConnection connection, DateTimeOffset now, string type, string subject, object data) => connection.Execute(
        "INSERT INTO event_log (at, type, subject, data) VALUES (@at, @type, @subject, @data)", new { at = now.ToColumn(), type, subject, data = SqliteJson.Write(data) });
}
