using Dapper;
using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Events;

public sealed class SqliteEventLogTests : EventLogTests
{
    protected override SqliteStores Stores { get; } = new();

    protected override Task WriteAsync(DateTimeOffset at, string type, string subject, string data) =>
        Stores.Database.WriteAsync(
            connection => connection.Execute(
                "INSERT INTO event_log (at, type, subject, data) VALUES (@at, @type, @subject, @data)",
                new { at = at.ToUnixTimeMilliseconds(), type, subject, data }),
            default);
}
