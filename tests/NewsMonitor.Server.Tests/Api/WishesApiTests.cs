using System.Net;
using System.Text.Json;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>Muting, acknowledging and retracting over HTTP.</summary>
public sealed class WishesApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    [Fact]
    public async Task A_story_is_muted_listed_and_unmuted()
    {
        var story = await ToldStoryAsync();
        using var response = await seeded.Server.PostAsync($"/api/v1/stories/{story}/mute", """{"subscriber": "muter", "until": "2099-01-01T00:00:00Z"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response, "A story can be muted for 366 days at most.");

        using var muted = await seeded.Server.PostAsync($"/api/v1/stories/{story}/mute", """{"subscriber": "muter"}""");
        var mute = JsonDocument.Parse(await muted.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("muter", story), (Text(mute, "subscriber"), Text(mute, "story")));
        Assert.True(mute.GetProperty("untilDeveloped").GetBoolean());
        Assert.Equal(story, Text(Assert.Single(await seeded.ItemsAsync("/api/v1/mutes?subscriber=muter")), "story"));

        using var ended = await seeded.Server.Http.DeleteAsync($"/api/v1/stories/{story}/mute?subscriber=muter");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Empty(await seeded.ItemsAsync("/api/v1/mutes?subscriber=muter"));
        using var again = await seeded.Server.Http.DeleteAsync($"/api/v1/stories/{story}/mute?subscriber=muter");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Theory]
    [InlineData("POST", "stories/story_none/mute", """{"subscriber": "desk"}""", HttpStatusCode.NotFound, "There is no story 'story_none'.")]
    [InlineData("POST", "stories/story_none/mute", "{}", HttpStatusCode.BadRequest, "Muting needs a subscriber")]
    [InlineData("POST", "stories/story_none/retract", """{"reason": "Not so."}""", HttpStatusCode.NotFound, "There is no story 'story_none'.")]
    [InlineData("POST", "stories/story_none/retract", """{"reason": " "}""", HttpStatusCode.BadRequest, "A retraction needs a reason")]
    [InlineData("POST", "alerts/alert_none/acknowledge", "", HttpStatusCode.NotFound, "There is no alert 'alert_none'.")]
    public async Task What_cannot_be_done_says_why(string method, string path, string body, HttpStatusCode status, string detail)
    {
        using var response = await seeded.Server.SendAsync(new HttpMethod(method), "/api/v1/" + path, body);
        await ProblemAssert.IsAsync(status, response, detail);
    }

    [Fact]
    public async Task An_alert_is_acknowledged_once()
    {
        using var response = await seeded.Server.PostAsync($"/api/v1/alerts/{seeded.AlertId}/acknowledge", "");
        var first = Text(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement, "acknowledged");
        using var again = await seeded.Server.PostAsync($"/api/v1/alerts/{seeded.AlertId}/acknowledge", "");
        Assert.Equal(first, Text(JsonDocument.Parse(await again.Content.ReadAsStringAsync()).RootElement, "acknowledged"));
        Assert.Equal(first, Text((await seeded.Server.GetAsync($"/api/v1/alerts/{seeded.AlertId}")).GetProperty("alert"), "acknowledged"));
    }

    [Fact]
    public async Task Who_was_told_of_a_story_is_told_that_it_was_retracted()
    {
        var story = await ToldStoryAsync();
        using var response = await seeded.Server.PostAsync($"/api/v1/stories/{story}/retract", """{"reason": "It was an exercise."}""");
        Assert.Equal("It was an exercise.", Text(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement, "reason"));

        await Eventually.TrueAsync(async () => (await seeded.ItemsAsync("/api/v1/alerts?subscriber=desk")).Any(a => Text(a, "occasion") == "corrected"), "the subscriber is told");
        var alert = (await seeded.ItemsAsync("/api/v1/alerts?subscriber=desk"))[0];
        Assert.Equal("Retracted by operator: It was an exercise.", alert.GetProperty("why")[0].GetString());
        Assert.Equal(seeded.AlertId, alert.GetProperty("follows")[0].GetString());
        await Eventually.TrueAsync(
            () => seeded.Outside.Requests.Of("/hook").Any(request => request.Text.Contains("\"story.corrected\"", StringComparison.Ordinal)), "the webhook receives the correction");
    }

    private async Task<string> ToldStoryAsync() => Text((await seeded.Server.GetAsync($"/api/v1/alerts/{seeded.AlertId}")).GetProperty("alert").GetProperty("story"), "id");
}
