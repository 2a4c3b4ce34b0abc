using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Settings of the embedded database.</summary>
public sealed record SqliteStorageOptions
{
    /// <summary>The database file; its folder is made when it is missing.</summary>
    public required string File { get; init; }

    /// <summary>How long a statement waits for another process's lock before it fails; in whole seconds, at least one.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Writes that may wait their turn; more make the writers wait (back-pressure).</summary>
    public int WriteQueue { get; init; } = 1024;

    /// <summary>Writes that are committed together at most.</summary>
    public int GroupCommit { get; init; } = 128;

    /// <summary>Connections that read at the same time.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Pages in memory in KiB, for the writer and for each reader at most.</summary>
    public int CacheKilobytes { get; init; } = 16 * 1024;

    /// <summary>Feeds that stay in memory after a poll, about a kilobyte each, so that the next one does not read them again; 0 for none.</summary>
    public int RecentFeeds { get; init; } = 10_000;

    /// <summary>
    /// Pages of 4 KiB that the write-ahead log holds before it is written into the file. A page that changes often meanwhile is written there once.
    /// </summary>
    public int CheckpointPages { get; init; } = 16000;

    /// <summary>Limit of the file's size in bytes, as a quota against a full disk; null for none.</summary>
    public long? MaximumBytes { get; init; }
}
