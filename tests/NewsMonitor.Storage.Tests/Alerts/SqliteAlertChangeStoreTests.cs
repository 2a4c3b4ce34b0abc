using Dapper;
using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Storage.Tests.Sqlite;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Alerts;

public sealed class SqliteAlertChangeStoreTests : AlertChangeStoreTests
{
    private readonly TemporaryDatabase _file = new();

    protected override IAlertStore Alerts => new SqliteAlertStore(_file.Database);

    protected override ISubscriptionStore Subscriptions => new SqliteSubscriptionStore(_file.Database);

    protected override IFeedStore Feeds => new SqliteFeedStore(_file.Database);

    protected override IStoryStore Stories => new SqliteStoryStore(_file.Database);

    protected override IStoryChangeStore Changes => new SqliteStoryChangeStore(_file.Database);

    public override Task DisposeAsync() => _file.DisposeAsync().AsTask();

    [Theory]
    [InlineData("SELECT seq FROM story_changes WHERE language = 'en' AND pending = 1 ORDER BY seq LIMIT 1", "story_changes_pending ")]
    [InlineData("SELECT DISTINCT language FROM story_events UNION SELECT language FROM story_changes WHERE pending = 1", "story_changes_pending")]
    [InlineData("SELECT 1 FROM story_changes WHERE from_id = 's' AND pending = 1", "story_changes_pending_from")]
    [InlineData("SELECT 1 FROM story_changes WHERE to_id = 's' AND pending = 1", "story_changes_pending_to")]
    [InlineData("SELECT articles FROM told WHERE story_id = 's'", "told_story")]
    [InlineData("SELECT id FROM articles WHERE set_aside IS NOT NULL ORDER BY first_seen_at DESC LIMIT 9", "articles_set_aside")]
    public async Task Statements_are_served_by_an_index(string sql, string index)
    {
        var plan = string.Join('\n', await _file.Database.ReadAsync(c => c.Query("EXPLAIN QUERY PLAN " + sql).Select(row => (string)row.detail).ToList(), default));
        Assert.Contains(index, plan + " ", StringComparison.Ordinal);
    }
}
