using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Alerts;

public sealed class SqliteAlertChangeStoreTests : AlertChangeStoreTests
{
    protected override SqliteStores Stores { get; } = new();

    [Theory]
    [InlineData("SELECT seq FROM story_changes WHERE language = 'en' AND pending = 1 ORDER BY seq LIMIT 1", "story_changes_pending ")]
    [InlineData("SELECT DISTINCT language FROM story_events UNION SELECT language FROM story_changes WHERE pending = 1", "story_changes_pending")]
    [InlineData("SELECT 1 FROM story_changes WHERE from_id = 's' AND pending = 1", "story_changes_pending_from")]
    [InlineData("SELECT 1 FROM story_changes WHERE to_id = 's' AND pending = 1", "story_changes_pending_to")]
    [InlineData("SELECT id FROM alerts WHERE story_id IN (SELECT value FROM json_each('[]')) AND subscriber = 'x'", "alerts_story (story_id=? AND subscriber=?)")]
    [InlineData("SELECT articles FROM told WHERE story_id = 's'", "told_story")]
    [InlineData("SELECT id FROM articles WHERE set_aside IS NOT NULL ORDER BY first_seen_at DESC LIMIT 9", "articles_set_aside")]
    public async Task Statements_are_served_by_an_index(string sql, string index)
    {
        var plan = await Stores.PlanAsync(sql);
        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
    }
}
