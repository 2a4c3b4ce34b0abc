using System.Text.Json;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

public sealed class ArticlesApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    [Fact]
    public async Task Articles_are_listed_newest_arrival_first_and_without_their_whole_text()
    {
        var articles = await seeded.ItemsAsync("/api/v1/articles");

        Assert.Equal(3, articles.Length);
        Assert.All(articles, article =>
        {
            Assert.Equal(seeded.FeedId, Text(article, "feed"));
            Assert.False(article.TryGetProperty("text", out _));
            Assert.NotEmpty(Text(article, "excerpt"));
        });
    }

    [Theory]
    [InlineData("?q=cable%20crack", 2)]
    [InlineData("?q=welm", 1)]
    [InlineData("?q=nothing", 0)]
    [InlineData("?since=2000-01-01T00:00:00Z", 3)]
    [InlineData("?since=2999-01-01T00:00:00%2B02:00", 0)]
    [InlineData("?feed=feed_unknown", 0)]
    public async Task Articles_are_found_by_words_feed_and_time(string query, int count) =>
        Assert.Equal(count, (await seeded.ItemsAsync("/api/v1/articles" + query)).Length);

    [Fact]
    public async Task Articles_are_found_by_their_feed() =>
        Assert.Equal(3, (await seeded.ItemsAsync($"/api/v1/articles?feed={seeded.FeedId}")).Length);

    [Fact]
    public async Task An_article_is_shown_whole_with_its_story_and_why_it_is_there()
    {
        var listed = (await seeded.ItemsAsync("/api/v1/articles?q=choir"))[0];

        var article = await seeded.Server.GetAsync($"/api/v1/articles/{Text(listed, "id")}");

        Assert.Equal("harbour.example", Text(article, "source"));
        Assert.Contains("old fishing songs", Text(article, "text"), StringComparison.Ordinal);
        Assert.Equal("en", Text(article, "language"));
        Assert.Equal(JsonValueKind.Null, article.GetProperty("published").ValueKind);
        var assignment = article.GetProperty("assignment");
        Assert.True(assignment.GetProperty("began").GetBoolean());
        Assert.NotEqual(0, assignment.GetProperty("reasons").GetArrayLength());
        Assert.Equal(Text(assignment, "story"), Text((await seeded.ItemsAsync("/api/v1/stories?q=choir"))[0], "id"));
    }
}
