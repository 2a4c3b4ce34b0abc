using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Feeds;

/// <summary>How articles are read.</summary>
public abstract partial class FeedStoreTests
{
    [Fact]
    public async Task An_article_reads_back_as_it_was_written()
    {
        var feed = await AddAsync();
        var article = Article(feed, "one") with
        {
            Url = "https://outlet.example/one",
            Author = "A. Writer",
            Categories = ["Trade", "Chips, \"and\" more"],
            Published = Start.AddHours(-2),
            PublishedClaim = Start.AddDays(2),
        };

        await IngestAsync(feed, [article]);

        Assert.Equivalent(article, await Store.FindArticleAsync(article.Id, default), strict: true);
        Assert.Null(await Store.FindArticleAsync("art_none", default));
    }

    [Fact]
    public async Task Articles_are_listed_newest_arrival_first_page_by_page_each_once()
    {
        var feed = await AddAsync();
        for (var n = 0; n < 7; n++)
            await IngestAsync(feed, [Article(feed, $"a{n}") with { FirstSeen = Start.AddMinutes(n / 2) }]);

        var ids = await AllAsync(cursor => Store.ListArticlesAsync(new ArticleFilter(), new PageRequest(cursor, 3), default), article => article.Identity);

        Assert.Equal(["a6", "a5", "a4", "a3", "a2", "a1", "a0"], ids);
    }

    [Fact]
    public async Task Articles_are_found_by_feed_by_time_and_by_words_that_are_all_in_title_or_text()
    {
        var feed = await AddAsync();
        var other = (await Store.AddAsync(new NewFeed("https://other.example/", null, [], Start), default)).Feed;
        await IngestAsync(feed, [Article(feed, "one") with { Title = "Chips and cars", Text = "Talks in Beijing", FirstSeen = Start.AddHours(1) }]);
        await IngestAsync(other, [Article(other, "two") with { Title = "100%_sure", Text = "chips", FirstSeen = Start.AddHours(2) }]);

        Assert.Equal(["two"], await FoundAsync(new ArticleFilter(FeedId: other.Id)));
        Assert.Equal(["two"], await FoundAsync(new ArticleFilter(Since: Start.AddHours(2))));
        Assert.Equal(["two", "one"], await FoundAsync(new ArticleFilter(Text: "CHIPS")));
        Assert.Equal(["one"], await FoundAsync(new ArticleFilter(Text: " beijing  chips ")));
        Assert.Equal(["two"], await FoundAsync(new ArticleFilter(Text: "0%_")));
        Assert.Empty(await FoundAsync(new ArticleFilter(Text: "o_e")));
        Assert.Empty(await FoundAsync(new ArticleFilter(StoryId: "story_none")));
    }

    [Theory]
    [InlineData("nonsense", 50, "cursor")]
    [InlineData(null, 0, "limit")]
    [InlineData(null, 501, "limit")]
    public async Task A_wrong_cursor_or_limit_is_refused_by_name(string? cursor, int limit, string field)
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => Store.ListArticlesAsync(new ArticleFilter(), new PageRequest(cursor, limit), default));

        Assert.Equal(field, refused.Field);
    }
}
