using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Feeds;

public sealed class SqliteWebSubStoreTests : WebSubStoreTests
{
    private readonly SqliteStores _stores = new();

    protected override IStores Stores => _stores;

    [Theory]
    [InlineData("SELECT id FROM websub WHERE due_at <= 1 ORDER BY due_at LIMIT 9", "INDEX websub_due ")]
    [InlineData("SELECT id FROM websub WHERE feed_id = 'f' AND state <> 'Ending'", "INDEX websub_feed ")]
    [InlineData("UPDATE websub SET due_at = 0 WHERE feed_id = 'f'", "INDEX websub_feeds ")]
    [InlineData("SELECT (SELECT expires_at FROM websub WHERE feed_id = feeds.id AND state IN ('Active', 'Renewing')) FROM feeds WHERE id = 'f'", "INDEX websub_feed")]
    public async Task Its_statements_are_served_by_an_index(string sql, string index) => Assert.Contains(await _stores.PlanAsync(sql), step => step.Contains(index, StringComparison.Ordinal));
}
