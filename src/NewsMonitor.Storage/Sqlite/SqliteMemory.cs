using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What stories remember follows merges, splits and moves: what either half had told is no development of the other.</summary>
internal static class SqliteMemory
{
    /// <param name="connection">In the transaction, after both stories were counted anew.</param>
    /// <param name="change">Written already.</param>
    public static void Follow(SqliteConnection connection, StoryChange change)
    {
        var (from, to) = (Read(connection, change.From), Read(connection, change.To));
        switch (change.Kind)
        {
            case StoryChangeKind.Merged:
                // One that remembers nothing makes a union that does not know all: it learns before it tells.
                Write(connection, change.To, from.Memory is null || to.Memory is null ? null : DevelopmentRule.Unite(from.Memory, to.Memory, to.Independent));
                break;
            case StoryChangeKind.Split:
                Write(connection, change.From, from.Memory is null ? null : from.Memory with { Mark = from.Independent });
                Write(connection, change.To, from.Memory is null ? null : from.Memory with { Mark = to.Independent });
                break;
            case StoryChangeKind.Moved:
                Write(connection, change.From, from.Memory is null ? null : from.Memory with { Mark = from.Independent });
                Write(connection, change.To, to.Memory is null ? null : to.Memory with { Mark = to.Independent });
                break;
        }
    }

    private static Remembered Read(SqliteConnection connection, string story) => connection.First(
        "SELECT independent_sources, memory FROM stories WHERE id = @story",
        row => new Remembered(row.GetInt32(0), SqliteJson.Read<StoryMemory>(row.Text(1))),
        ("@story", story))!;

    private static void Write(SqliteConnection connection, string story, StoryMemory? memory) => connection.Run(
        "UPDATE stories SET memory = @memory WHERE id = @story", ("@memory", memory is null ? null : SqliteJson.Write(memory)), ("@story", story));

    private sealed record Remembered(int Independent, StoryMemory? Memory);
}
