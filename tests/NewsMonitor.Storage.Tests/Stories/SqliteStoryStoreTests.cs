using Dapper;
using NewsMonitor.Model;
using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Stories;

public sealed class SqliteStoryStoreTests : StoryStoreTests
{
    protected override SqliteStores Stores { get; } = new();

    [Theory]
    [InlineData("SELECT language FROM articles WHERE story_id IS NULL AND set_aside IS NULL AND language > 'en' ORDER BY language LIMIT 1", "articles_pending")]
    [InlineData("SELECT title FROM articles WHERE language = 'en' AND story_id IS NULL AND set_aside IS NULL ORDER BY seq LIMIT 9", "articles_pending")]
    [InlineData("SELECT 1 FROM articles WHERE story_id = 's' AND source = 'x' AND copy_of IS NULL", "articles_story_source")]
    [InlineData("SELECT title FROM articles WHERE story_id = 's' AND assignment > 3 ORDER BY assignment LIMIT 9", "articles_story ")]
    [InlineData("SELECT id FROM stories WHERE language = 'en' AND state = 'Open' AND latest_at < 9 LIMIT 9", "stories_open")]
    [InlineData("DELETE FROM article_analysis WHERE seq IN (SELECT seq FROM articles WHERE story_id = 's')", "COVERING INDEX articles_story")]
    [InlineData("SELECT headline FROM stories WHERE (latest_at, id) < (1, 'a') ORDER BY latest_at DESC, id DESC LIMIT 9", "stories_latest")]
    public async Task Hot_statements_are_served_by_an_index_and_sort_nothing(string sql, string index)
    {
        var plan = await Stores.PlanAsync(sql);

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    protected override Task<long> AnalysesAsync() =>
        Stores.Database.ReadAsync(connection => connection.QuerySingle<long>("SELECT count(*) FROM article_analysis"), default);

    protected override Task<StoryEvent[]> EventsAsync() =>
        Stores.Database.ReadAsync(
            connection => connection.Query<(long Seq, string Story, string Article, string Language, string Kind, long At)>(
                    "SELECT seq, story_id, article_id, language, kind, at FROM story_events ORDER BY seq")
                .Select(row => new StoryEvent(
                    row.Seq, row.Story, row.Article, row.Language, Enum.Parse<StoryEventKind>(row.Kind), DateTimeOffset.FromUnixTimeMilliseconds(row.At)))
                .ToArray(),
            default);
}
