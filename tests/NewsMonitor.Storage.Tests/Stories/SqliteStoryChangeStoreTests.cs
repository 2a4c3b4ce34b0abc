using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Stories;

public sealed class SqliteStoryChangeStoreTests : StoryChangeStoreTests
{
    protected override SqliteStores Stores { get; } = new();

    [Theory]
    [InlineData("SELECT at FROM story_changes WHERE language = 'en' AND seq > 3 ORDER BY seq LIMIT 9", "story_changes_language")]
    [InlineData("SELECT coalesce(max(seq), 0) FROM story_changes WHERE language = 'en'", "story_changes_language")]
    [InlineData("SELECT headline FROM stories WHERE language = 'en' AND review_at <= 9 ORDER BY review_at LIMIT 9", "stories_review")]
    [InlineData("DELETE FROM judgements WHERE story_id = 'a'", "judgements_story")]
    [InlineData("DELETE FROM story_separations WHERE story_id = 'a'", "PRIMARY KEY (story_id=?)")]
    [InlineData("DELETE FROM story_separations WHERE (story_id, other_id) IN (SELECT other_id, story_id FROM story_separations WHERE story_id = 'a')", "PRIMARY KEY (story_id=? AND other_id=?)")]
    [InlineData("SELECT id FROM stories WHERE merged_into = 'a'", "stories_merged")]
    public async Task Hot_statements_are_served_by_an_index_and_sort_nothing(string sql, string index)
    {
        var plan = await Stores.PlanAsync(sql);

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
