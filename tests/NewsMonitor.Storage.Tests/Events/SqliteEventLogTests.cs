using Dapper;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Storage.Tests.Events;

public sealed class SqliteEventLogTests : EventLogTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-events-");
    private SqliteDatabase? _database;

    protected override IEventLog Log => new SqliteEventLog(_database!);

    public override Task InitializeAsync()
    {
        _database = SqliteDatabase.Open(new SqliteStorageOptions { File = Path.Combine(_folder.FullName, "test.db") });
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync()
    {
        await _database!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override Task WriteAsync(DateTimeOffset at, string type, string subject, string data) =>
        _database!.WriteAsync(
            connection => connection.Execute(
                "INSERT INTO event_log (at, type, subject, data) VALUES (@at, @type, @subject, @data)",
                new { at = at.ToUnixTimeMilliseconds(), type, subject, data }),
            default);
}
