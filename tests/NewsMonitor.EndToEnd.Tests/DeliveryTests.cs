using System.Text.Json;

namespace NewsMonitor.EndToEnd.Tests;

public sealed class DeliveryTests
{
    [Fact]
    public async Task A_story_in_a_feed_reaches_the_subscriber_as_a_signed_webhook_once()
    {
        await using var scene = await Scene.SetAsync();
        await using var server = await ServerProcess.ServeAsync(scene.DataDirectory);
        await scene.SetUpAsync(server);
        scene.Press.Happen(1);

        await scene.SettledAsync(server);

        var webhook = Assert.Single(scene.Inbox.Received);
        using var body = JsonDocument.Parse(webhook.Body);
        Assert.Equal("story.new", body.RootElement.GetProperty("type").GetString());
        Assert.NotEmpty(body.RootElement.GetProperty("timestamp").GetString()!);
        var data = body.RootElement.GetProperty("data");
        foreach (var member in new[] { "alert", "subscriptions", "story", "why" })
            Assert.True(data.TryGetProperty(member, out _), $"The webhook has no data.{member}: {webhook.Body}");
        foreach (var member in new[] { "id", "headline", "firstSeen", "sources", "articles" })
            Assert.True(data.GetProperty("story").TryGetProperty(member, out _), $"The webhook has no data.story.{member}: {webhook.Body}");
        await scene.NothingIsLostAndNothingIsToldTwiceAsync(server, kills: 0);
    }
}
