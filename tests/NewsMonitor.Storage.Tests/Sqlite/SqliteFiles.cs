namespace NewsMonitor.Storage.Tests.Sqlite;

internal static class SqliteFiles
{
    /// <summary>Deletes a database with its write-ahead log.</summary>
    public static void Delete(string file)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(file + suffix);
    }
}
