using System.Net;
using System.Text.Json;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>Merging and splitting by hand. Each test leaves the stories as it found them.</summary>
public sealed class StoryChangesApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    [Fact]
    public async Task Stories_are_merged_by_hand_and_the_old_id_answers_the_one_that_stays()
    {
        var (bridge, choir) = await StoriesAsync();

        var merged = await PostAsync("/api/v1/stories/merge", $$"""{"into": "{{bridge}}", "stories": ["{{choir}}"], "reason": "same day"}""");

        Assert.Equal((bridge, 3), (Text(merged.GetProperty("story"), "id"), merged.GetProperty("story").GetProperty("articleCount").GetInt32()));
        var change = Assert.Single(merged.GetProperty("changes").EnumerateArray());
        Assert.Equal(("merged", choir, bridge, "operator"), (Text(change, "kind"), Text(change, "from"), Text(change, "to"), Text(change, "by")));
        var old = await seeded.Server.Http.GetAsync($"/api/v1/stories/{choir}");
        Assert.Equal($"/api/v1/stories/{bridge}", old.Content.Headers.ContentLocation?.ToString());
        var detail = JsonDocument.Parse(await old.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(bridge, Text(detail.GetProperty("story"), "id"));
        Assert.Equal("same day", detail.GetProperty("changes")[0].GetProperty("reasons")[0].GetString());
        Assert.Equal([true, true, true], detail.GetProperty("articles").GetProperty("items").EnumerateArray().Select(a => a.GetProperty("assignment").GetProperty("pinned").GetBoolean()));
        Assert.Single(await seeded.ItemsAsync("/api/v1/stories"));
        Assert.Single(await seeded.ItemsAsync($"/api/v1/alerts?story={choir}"));

        // Once more changes nothing.
        var again = await PostAsync("/api/v1/stories/merge", $$"""{"into": "{{bridge}}", "stories": ["{{choir}}", "{{bridge}}"]}""");
        Assert.Equal(change.GetProperty("sequence").GetInt64(), again.GetProperty("changes")[0].GetProperty("sequence").GetInt64());

        var article = Text(await ArticleAsync("choir"), "id");
        var split = await PostAsync($"/api/v1/stories/{bridge}/split", $$"""{"articles": ["{{article}}"]}""");
        Assert.Equal((bridge, choir), (Text(split.GetProperty("story"), "id"), Text(split.GetProperty("splitOff"), "id")));
        Assert.Null((await seeded.Server.Http.GetAsync($"/api/v1/stories/{choir}")).Content.Headers.ContentLocation);
        var repeated = await PostAsync($"/api/v1/stories/{bridge}/split", $$"""{"articles": ["{{article}}"]}""");
        Assert.Equal(choir, Text(repeated.GetProperty("splitOff"), "id"));
        Assert.Equal(2, (await seeded.ItemsAsync("/api/v1/stories")).Length);

        var events = await seeded.Server.GetAsync($"/api/v1/stories/{bridge}");
        Assert.Equal(["split", "merged"], events.GetProperty("changes").EnumerateArray().Take(2).Select(c => Text(c, "kind")));
        // Nobody is told of the bridge again.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => seeded.Server.GetAsync("/api/v1/alerts")));
        Assert.Single(await seeded.ItemsAsync("/api/v1/alerts"));
    }

    [Fact]
    public async Task What_cannot_be_done_says_why()
    {
        var (bridge, choir) = await StoriesAsync();
        var articles = (await seeded.Server.GetAsync($"/api/v1/stories/{bridge}")).GetProperty("articles").GetProperty("items")
            .EnumerateArray().Select(a => Text(a.GetProperty("article"), "id")).ToArray();
        var stranger = Text(await ArticleAsync("choir"), "id");

        await ProblemAsync(HttpStatusCode.NotFound, "merge", $$"""{"into": "story_none", "stories": ["{{bridge}}"]}""", "There is no story 'story_none'.");
        await ProblemAsync(HttpStatusCode.NotFound, "merge", $$"""{"into": "{{bridge}}", "stories": ["{{choir}}", "story_none"]}""", "There is no story 'story_none'.");
        await ProblemAsync(HttpStatusCode.BadRequest, "merge", $$"""{"into": "{{bridge}}", "stories": []}""", "empty", "stories");
        await ProblemAsync(HttpStatusCode.BadRequest, "merge", $$"""{"into": "{{bridge}}", "stories": [null]}""", "empty id", "stories");
        await ProblemAsync(HttpStatusCode.BadRequest, "merge", $$"""{"into": "{{bridge}}"}""", "stories");
        await ProblemAsync(HttpStatusCode.BadRequest, "merge", $$"""{"into": "{{bridge}}", "stories": ["{{choir}}"], "reason": "{{new string('x', 501)}}"}""", "501", "reason");
        await ProblemAsync(HttpStatusCode.NotFound, "story_none/split", $$"""{"articles": ["{{stranger}}"]}""", "There is no story 'story_none'.");
        await ProblemAsync(HttpStatusCode.BadRequest, $"{bridge}/split", """{"articles": []}""", "empty", "articles");
        await ProblemAsync(HttpStatusCode.BadRequest, $"{bridge}/split", """{"articles": ["art_none"]}""", "'art_none' is no article of the story", "articles");
        await ProblemAsync(HttpStatusCode.BadRequest, $"{bridge}/split", $$"""{"articles": ["{{string.Join("\", \"", articles)}}"]}""", "nothing would be left", "articles");
        Assert.Equal(2, (await seeded.ItemsAsync("/api/v1/stories")).Length);
    }

    [Fact]
    public async Task A_story_that_was_merged_is_named_by_the_one_that_it_went_up_into()
    {
        var (bridge, choir) = await StoriesAsync();
        var article = Text(await ArticleAsync("choir"), "id");
        await PostAsync("/api/v1/stories/merge", $$"""{"into": "{{bridge}}", "stories": ["{{choir}}"]}""");

        await ProblemAsync(HttpStatusCode.Conflict, $"{choir}/split", $$"""{"articles": ["{{article}}"]}""", $"merged into '{bridge}'");
        await ProblemAsync(HttpStatusCode.Conflict, "merge", $$"""{"into": "{{choir}}", "stories": ["{{bridge}}"]}""", $"merged into '{bridge}'");

        await PostAsync($"/api/v1/stories/{bridge}/split", $$"""{"articles": ["{{article}}"]}""");
    }

    private async Task<(string Bridge, string Choir)> StoriesAsync()
    {
        var bridge = Text((await seeded.ItemsAsync("/api/v1/stories?minSources=2"))[0], "id");
        return (bridge, Text((await seeded.ItemsAsync("/api/v1/stories")).Single(s => Text(s, "id") != bridge), "id"));
    }

    private async Task<JsonElement> ArticleAsync(string word) => Assert.Single(await seeded.ItemsAsync($"/api/v1/articles?q={word}"));

    private async Task<JsonElement> PostAsync(string path, string json)
    {
        var response = await seeded.Server.PostAsync(path, json);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task ProblemAsync(HttpStatusCode status, string path, string json, string detail, string? field = null) =>
        await ProblemAssert.IsAsync(status, await seeded.Server.PostAsync($"/api/v1/stories/{path}", json), detail, field);
}
