using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Alerts;

public sealed class SqliteSubscriptionStoreTests : SubscriptionStoreTests
{
    protected override SqliteStores Stores { get; } = new();
}
