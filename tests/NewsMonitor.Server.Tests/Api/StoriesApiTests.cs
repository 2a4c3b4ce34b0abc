using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

public sealed class StoriesApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    [Theory]
    [InlineData("", 2)]
    [InlineData("?q=ostrel%20bridge", 1)]
    [InlineData("?minSources=2", 1)]
    [InlineData("?minSources=3", 0)]
    [InlineData("?since=2999-01-01T00:00:00Z", 0)]
    public async Task Stories_are_found_by_words_time_and_sources(string query, int count) =>
        Assert.Equal(count, (await seeded.ItemsAsync("/api/v1/stories" + query)).Length);

    [Fact]
    public async Task A_story_is_shown_with_its_articles_and_why_each_is_in_it()
    {
        var listed = (await seeded.ItemsAsync("/api/v1/stories?minSources=2"))[0];

        var detail = await seeded.Server.GetAsync($"/api/v1/stories/{Text(listed, "id")}");

        var story = detail.GetProperty("story");
        Assert.Equal(("open", 2, 2), (Text(story, "state"), story.GetProperty("articleCount").GetInt32(), story.GetProperty("sourceCount").GetInt32()));
        var articles = detail.GetProperty("articles").GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["harbour.example", "tide.example"], articles.Select(a => Text(a.GetProperty("article"), "source")).Order(StringComparer.Ordinal));
        Assert.Equal([true, false], articles.Select(a => a.GetProperty("assignment").GetProperty("began").GetBoolean()));
        Assert.All(articles, a => Assert.NotEqual(0, a.GetProperty("assignment").GetProperty("reasons").GetArrayLength()));
    }

    [Fact]
    public async Task A_story_shows_its_face_and_its_articles_what_each_added()
    {
        var listed = (await seeded.ItemsAsync("/api/v1/stories?minSources=2"))[0];

        var detail = await seeded.Server.GetAsync($"/api/v1/stories/{Text(listed, "id")}");

        var story = detail.GetProperty("story");
        Assert.Equal(("emerging", "en"), (Text(story, "phase"), story.GetProperty("languages")[0].GetString()));
        Assert.Contains("Ostrel", story.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        var articles = detail.GetProperty("articles").GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(1, articles[0].GetProperty("adds").GetProperty("novelty").GetDouble());
        Assert.InRange(articles[1].GetProperty("adds").GetProperty("novelty").GetDouble(), 0, 0.7);
        Assert.All(articles, article => Assert.Equal(0, article.GetProperty("developed").GetArrayLength()));
    }

    [Fact]
    public async Task The_articles_of_a_story_are_paged()
    {
        var path = $"/api/v1/stories/{Text((await seeded.ItemsAsync("/api/v1/stories?minSources=2"))[0], "id")}";

        var first = (await seeded.Server.GetAsync($"{path}?limit=1")).GetProperty("articles");
        var second = (await seeded.Server.GetAsync($"{path}?limit=1&cursor={Uri.EscapeDataString(Text(first, "next"))}")).GetProperty("articles");

        Assert.Equal((1, 1), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.NotEqual(first.GetProperty("items")[0].ToString(), second.GetProperty("items")[0].ToString());
        Assert.Null(second.GetProperty("next").GetString());
    }
}
