using Dapper;
using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Storage.Tests.Sqlite;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

public sealed class SqliteStoryFaceStoreTests : StoryFaceStoreTests
{
    private readonly TemporaryDatabase _file = new();

    protected override IStoryStore Store => new SqliteStoryStore(_file.Database);

    protected override IStoryChangeStore Changes => new SqliteStoryChangeStore(_file.Database);

    protected override IFeedStore Feeds => new SqliteFeedStore(_file.Database);

    protected override IEventLog Log => new SqliteEventLog(_file.Database);

    protected override IAlertStore Alerts => new SqliteAlertStore(_file.Database);

    protected override ISubscriptionStore Subscriptions => new SqliteSubscriptionStore(_file.Database);

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => _file.DisposeAsync().AsTask();

    protected override Task ForgetMemoriesAsync() => _file.Database.WriteAsync(connection => connection.Execute("UPDATE stories SET memory = NULL"), default);
}
