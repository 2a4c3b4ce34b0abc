using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Stories;

public sealed class SqliteStoryLinkStoreTests : StoryLinkStoreTests
{
    protected override SqliteStores Stores { get; } = new();
}
