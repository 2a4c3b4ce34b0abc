namespace NewsMonitor.Server.Settings;

/// <summary>Settings of where things are stored, <c>NewsMonitor:Storage:...</c>.</summary>
public sealed record StorageOptions
{
    /// <summary>Name of the database file in the data directory.</summary>
    public const string FileName = "newsmonitor.db";

    /// <summary>Connection string of a PostgreSQL database. Refused: this build stores in SQLite only.</summary>
    public string? PostgreSql { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Limit of the SQLite file's size in bytes, 1 MiB or more, as a quota against a full disk; no limit when not set.</summary>
    public long? MaximumBytes { get; init; }

    /// <summary>How long a statement waits for another process's lock before it fails. 0 to 1 minute.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sentences that say which settings are wrong, and why.</summary>
    public IEnumerable<string> Validate()
    {
        if (PostgreSql is not null)
            yield return "PostgreSql is set, but this build stores in SQLite only (NewsMonitor:DataDirectory). Remove the setting.";
        if (MaximumBytes is < 1024 * 1024)
            yield return $"MaximumBytes is {MaximumBytes}; it must be 1048576 or more.";
        if (BusyTimeout < TimeSpan.Zero || BusyTimeout > TimeSpan.FromMinutes(1))
            yield return $"BusyTimeout is {BusyTimeout}; it must be between 00:00:00 and 00:01:00.";
    }
}
