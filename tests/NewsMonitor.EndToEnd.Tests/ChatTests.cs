using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

public sealed class ChatTests
{
    private const string Feed = "/wire";

    private const string First =
        """
        <item><guid>a1</guid><title>Bridge at Ostrel closes after crack is found in main cable</title><link>http://harbour.example/bridge</link>
        <description>Engineers closed the suspension bridge at Ostrel on Tuesday after an inspection found a crack in the main cable. Ferries will run every ten minutes.</description></item>
        """;

    private const string Second =
        """
        <item><guid>a2</guid><title>Ostrel bridge closed: crack found in main cable</title><link>http://www.tide.example/ostrel</link>
        <description>The suspension bridge at Ostrel is closed after engineers found a crack in its main cable during an inspection on Tuesday. Ferries run instead.</description></item>
        """;

    [Fact]
    public async Task A_story_in_a_feed_becomes_a_message_in_a_chat_which_changes_when_the_story_develops()
    {
        await using var scene = await Scene.SetAsync(outlets: 0);
        var room = new SlackRoom(scene.Outside).Open();
        scene.Outside.On(Feed, Document(First), "application/rss+xml");
        // Each further source is a development, told at once.
        await using var server = await ServerProcess.ServeAsync(
            scene.DataDirectory,
            $"--NewsMonitor:Alerts:Chat:SlackApi={room.Api}",
            "--NewsMonitor:Alerts:FollowUpMinimumGap=00:00:00",
            "--NewsMonitor:Alerts:FollowUpFactor=1",
            "--NewsMonitor:Alerts:FollowUpSources=1");
        await server.PostAsync(
            "/api/v1/subscriptions",
            $$"""{"subscriber": "desk", "name": "Bridges", "query": "bridge", "channels": [{"type": "slack", "token": "{{SlackRoom.Token}}", "chat": "{{SlackRoom.Chat}}"}]}""");
        await server.PostAsync("/api/v1/feeds", $$"""{"url": "{{scene.Outside.Url(Feed)}}"}""");
        await ReadsAsync("New: Bridge at Ostrel closes", "1 independent source");
        // Until it is known which message the first became, the second would be another one.
        await DeliveredAsync(1);

        scene.Outside.On(Feed, Document(First + Second), "application/rss+xml");
        await ReadsAsync("Developed: ", "2 independent sources", "http://www.tide.example/ostrel");

        Assert.Single(scene.Outside.Requests.Of("/slack/chat.postMessage"));
        Assert.Single(scene.Outside.Requests.Of("/slack/chat.update"));
        await DeliveredAsync(2);
        Assert.Equal(["developed", "new"], (await server.AllAsync("/api/v1/alerts")).Select(alert => alert.GetProperty("occasion").GetString()));

        // One message stands in the room and says all of it.
        Task ReadsAsync(params string[] words) => Eventually.TrueAsync(
            () => room.Messages.Count > 0 && words.All(word => Assert.Single(room.Messages).Value.Contains(word, StringComparison.Ordinal)),
            $"the message says {string.Join(", ", words)}");

        Task DeliveredAsync(int count) => Eventually.TrueAsync(
            async () => (await server.AllAsync("/api/v1/deliveries?state=delivered")).Count == count, $"{count} deliveries are known to have arrived");
    }

    private static string Document(string items) => $"""<rss version="2.0"><channel><title>Wire</title><language>en</language>{items}</channel></rss>""";
}
