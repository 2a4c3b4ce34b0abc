using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Storage.Tests.Sqlite;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

public sealed class SqliteStoryLinkStoreTests : StoryLinkStoreTests
{
    private readonly TemporaryDatabase _file = new();

    protected override IStoryLinkStore Links => new SqliteStoryLinkStore(_file.Database);

    protected override IStoryStore Stories => new SqliteStoryStore(_file.Database);

    protected override IStoryChangeStore Changes => new SqliteStoryChangeStore(_file.Database);

    protected override IFeedStore Feeds => new SqliteFeedStore(_file.Database);

    protected override IEventLog Log => new SqliteEventLog(_file.Database);

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => _file.DisposeAsync().AsTask();

    protected override async Task ReopenAsync() => await _file.ReopenAsync();
}
