using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Storage.Tests.Sqlite;

/// <summary>A database file in a folder of its own that is deleted at the end of the test.</summary>
public sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-");
    private SqliteDatabase? _database;

    public TemporaryDatabase() => Options = new SqliteStorageOptions { File = Path.Combine(_folder.FullName, "newsmonitor.db") };

    public SqliteStorageOptions Options { get; set; }

    public SqliteDatabase Database => _database ??= SqliteDatabase.Open(Options);

    /// <summary>Closes the file and opens it again, as a restart does.</summary>
    public async Task<SqliteDatabase> ReopenAsync()
    {
        await CloseAsync();
        return Database;
    }

    public async Task CloseAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        _database = null;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }
}
