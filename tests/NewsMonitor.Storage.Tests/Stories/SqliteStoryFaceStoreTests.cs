using Dapper;
using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Stories;

public sealed class SqliteStoryFaceStoreTests : StoryFaceStoreTests
{
    protected override SqliteStores Stores { get; } = new();

    protected override Task ForgetMemoriesAsync() => Stores.Database.WriteAsync(connection => connection.Execute("UPDATE stories SET memory = NULL"), default);
}
