using NewsMonitor.Alerts;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Alerts;

public sealed class SqliteSubscriptionStoreTests : SubscriptionStoreTests
{
    private readonly TemporaryDatabase _temporary = new();

    protected override ISubscriptionStore Store => new SqliteSubscriptionStore(_temporary.Database);

    protected override IAlertStore Alerts => new SqliteAlertStore(_temporary.Database);

    public override Task InitializeAsync() => Task.CompletedTask;

    public override async Task DisposeAsync() => await _temporary.DisposeAsync();
}
