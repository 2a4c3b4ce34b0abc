using Dapper;
using NewsMonitor.Feeds;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Storage.Tests.Sqlite;

namespace NewsMonitor.Storage.Tests.Feeds;

public sealed class SqliteFeedStoreTests : FeedStoreTests
{
    private readonly TemporaryDatabase _file = new();

    protected override IFeedStore Store => new SqliteFeedStore(_file.Database);

    protected override IPageStore Pages => new SqlitePageStore(_file.Database);

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => _file.DisposeAsync().AsTask();

    [Theory]
    [InlineData("SELECT id FROM feeds WHERE paused = 0 AND stopped_at IS NULL AND next_poll_at <= 1 AND bucket % 4 = 1 ORDER BY next_poll_at LIMIT 9", "USING INDEX feeds_due")]
    [InlineData("SELECT content_hash FROM articles WHERE id = 'a'", "USING INDEX sqlite_autoindex_articles_1")]
    [InlineData("SELECT id FROM articles WHERE (first_seen_at, seq) < (1, 1) ORDER BY first_seen_at DESC, seq DESC LIMIT 9", "USING COVERING INDEX articles_arrival|USING INDEX articles_arrival")]
    [InlineData("SELECT article_id FROM awaited_pages WHERE next_at <= 1 AND bucket % 4 = 1 ORDER BY next_at LIMIT 9", "USING INDEX awaited_pages_due")]
    [InlineData("SELECT article FROM awaited_pages WHERE until_at <= 1 ORDER BY until_at LIMIT 9", "USING INDEX awaited_pages_until")]
    [InlineData("SELECT at FROM feed_polls WHERE feed_id = 'a' AND (at < 1 OR number < 5)", "USING PRIMARY KEY (feed_id=?)")]
    [InlineData("SELECT next_poll_at FROM feeds WHERE paused = 0 AND stopped_at IS NULL ORDER BY next_poll_at LIMIT 1", "INDEX feeds_due")]
    [InlineData("SELECT id FROM articles WHERE feed_id = 'f' AND identity = 'i'", "USING INDEX sqlite_autoindex_articles_2")]
    [InlineData("UPDATE feeds SET next_poll_at = 2 WHERE host = 'h' AND id <> 'f' AND next_poll_at < 2 AND stopped_at IS NULL", "USING INDEX feeds_host")]
    public async Task Hot_statements_are_served_by_an_index_and_sort_nothing(string sql, string index)
    {
        var plan = string.Join('\n', await _file.Database.ReadAsync(
            connection => connection.Query($"EXPLAIN QUERY PLAN {sql}").Select(row => (string)row.detail).ToList(), default));

        Assert.Contains(index.Split('|'), plan.Contains);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_process_changes_of_a_feed_is_found_after_the_next_write()
    {
        var (feed, _) = await Store.AddAsync(new NewFeed("https://outlet.example/feed", null, [], DateTimeOffset.UnixEpoch), default);
        await Store.FindAsync(feed.Id, default);
        await using (var other = SqliteDatabase.Open(_file.Options))
            await new SqliteFeedStore(other).ChangeAsync(feed.Id, new FeedChange(Title: "Mine"), default);

        await _file.Database.WriteAsync(_ => 0, default);

        Assert.Equal("Mine", (await Store.FindAsync(feed.Id, default))!.Title);
    }

    protected override async Task ReopenAsync() => await _file.ReopenAsync();

    protected override Task<string[]> PendingAsync(string language) =>
        _file.Database.ReadAsync(
            connection => connection.Query<string>(
                "SELECT id FROM articles WHERE language = @language AND story_id IS NULL AND set_aside IS NULL ORDER BY seq", new { language }).ToArray(),
            default);
}
