using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The statements on stories that subscribers muted.</summary>
internal static class SqliteMutes
{
    private const string Columns = "subscriber, story_id, at, until_at, until_developed, sources, assignment";

    public static StoryMute? Find(SqliteConnection connection, string subscriber, string story) =>
        connection.Rows($"SELECT {Columns} FROM mutes WHERE subscriber = @subscriber AND story_id = @story", new { subscriber, story }, Read).SingleOrDefault();

    public static List<StoryMute> List(SqliteConnection connection, string subscriber, string after, int limit) =>
        connection.Rows(
            $"SELECT {Columns} FROM mutes WHERE subscriber = @subscriber AND story_id > @after ORDER BY story_id LIMIT @limit", new { subscriber, after, limit }, Read);

    public static StoryMute Store(SqliteConnection connection, string subscriber, string story, DateTimeOffset? until, bool untilDeveloped, DateTimeOffset now)
    {
        connection.Execute(
            """
            INSERT OR REPLACE INTO mutes (subscriber, story_id, at, until_at, until_developed, sources, assignment)
            SELECT @subscriber, id, @now, @until, @untilDeveloped, independent_sources,
                   coalesce((SELECT max(assignment) FROM articles WHERE story_id = stories.id), 0)
            FROM stories WHERE id = @story
            """,
            new { subscriber, story, now = now.ToColumn(), until = until?.ToColumn(), untilDeveloped });
        return Find(connection, subscriber, story)!;
    }

    public static bool Remove(SqliteConnection connection, string subscriber, string story) =>
        connection.Execute("DELETE FROM mutes WHERE subscriber = @subscriber AND story_id = @story", new { subscriber, story }) == 1;

    /// <summary>A merge takes a mute along, where the story that stays has none; of a split both are muted; a move takes nothing.</summary>
    public static void Follow(SqliteConnection connection, StoryChange change)
    {
        if (change.Kind == StoryChangeKind.Moved)
            return;
        connection.Execute(
            """
            INSERT OR IGNORE INTO mutes (subscriber, story_id, at, until_at, until_developed, sources, assignment)
            SELECT subscriber, @To, at, until_at, until_developed, sources, assignment FROM mutes WHERE story_id = @From
            """,
            new { change.From, change.To });
        if (change.Kind == StoryChangeKind.Merged)
            connection.Execute("DELETE FROM mutes WHERE story_id = @From", new { change.From });
    }

    private static StoryMute Read(IDataRecord row) => new()
    {
        Subscriber = row.GetString(0),
        StoryId = row.GetString(1),
        At = row.Time(2)!.Value,
        Until = row.Time(3),
        UntilDeveloped = row.GetInt64(4) == 1,
        Sources = row.GetInt32(5),
        Assignment = row.GetInt64(6),
    };
}
