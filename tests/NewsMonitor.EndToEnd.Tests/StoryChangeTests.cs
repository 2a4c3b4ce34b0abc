using System.Text.Json;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>Stories that an operator makes one, and two again, with the process killed right after each change.</summary>
public sealed class StoryChangeTests
{
    [Fact]
    public async Task A_merge_and_a_split_by_hand_survive_a_kill_and_nobody_is_told_again()
    {
        await using var scene = await Scene.SetAsync();
        string bridge, quay;
        await using (var server = await ServerProcess.ServeAsync(scene.DataDirectory))
        {
            await scene.SetUpAsync(server);
            scene.Press.Happen(1);
            scene.Press.Happen(2);
            await scene.SettledAsync(server);
            (bridge, quay) = (await StoryOfAsync(server, "event-1-0"), await StoryOfAsync(server, "event-2-0"));
            Assert.NotEqual(bridge, quay);
            await server.PostAsync("/api/v1/stories/merge", $$"""{"into": "{{bridge}}", "stories": ["{{quay}}"], "reason": "one ceremony"}""");
            // Neither the index nor the alerts have followed for certain.
            await server.KillAsync();
        }

        string[] articles;
        await using (var server = await ServerProcess.ServeAsync(scene.DataDirectory))
        {
            await JoinsAsync(scene, server, 2, 3, bridge);
            await ToldAsync(scene, server, 2);
            Assert.Equal(bridge, Text((await server.GetAsync($"/api/v1/stories/{quay}")).GetProperty("story"), "id"));
            articles = [.. (await server.AllAsync("/api/v1/articles")).Where(a => Text(a, "url").Contains("/event-2-", StringComparison.Ordinal)).Select(a => Text(a, "id"))];
            Assert.Equal(4, articles.Length);
            var split = await server.PostAsync($"/api/v1/stories/{bridge}/split", $$"""{"articles": ["{{string.Join("\", \"", articles)}}"]}""");
            Assert.Equal(quay, Text(split.GetProperty("splitOff"), "id"));
            await server.KillAsync();
        }

        await using var last = await ServerProcess.ServeAsync(scene.DataDirectory);
        await JoinsAsync(scene, last, 2, 4, quay);
        await JoinsAsync(scene, last, 1, 3, bridge);
        await ToldAsync(scene, last, 2);
        var changes = (await last.GetAsync($"/api/v1/stories/{bridge}")).GetProperty("changes").EnumerateArray().Select(c => (Text(c, "kind"), Text(c, "by")));
        Assert.Equal([("split", "operator"), ("merged", "operator")], changes);
        await scene.NothingIsLostAndNothingIsToldTwiceAsync(last, kills: 2);
    }

    private static async Task JoinsAsync(Scene scene, ServerProcess server, int number, int version, string story)
    {
        var guid = scene.Press.Report(number, version);
        await Eventually.TrueAsync(
            async () => await FindAsync(server, guid) is { } article && (await server.GetAsync($"/api/v1/articles/{article}")).GetProperty("assignment").ValueKind == JsonValueKind.Object,
            $"{guid} has its story\n{server.Words}");
        Assert.Equal(story, await StoryOfAsync(server, guid));
    }

    /// <summary>Everything is matched, judged and delivered, and besides corrections it came to so many alerts.</summary>
    private static async Task ToldAsync(Scene scene, ServerProcess server, int count)
    {
        await scene.QuietAsync();
        var alerts = await server.AllAsync("/api/v1/alerts");
        // Who was told of both halves hears that they are one story: a correction is no second first alert.
        Assert.Contains(alerts, IsCorrection);
        Assert.Equal(count, alerts.Count(alert => !IsCorrection(alert)));
        Assert.Equal(alerts.Count, scene.Inbox.Received.Select(webhook => webhook.Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static bool IsCorrection(JsonElement alert) => Text(alert, "occasion") == "corrected";

    private static async Task<string> StoryOfAsync(ServerProcess server, string guid) =>
        Text((await server.GetAsync($"/api/v1/articles/{await FindAsync(server, guid)}")).GetProperty("assignment"), "story");

    private static async Task<string?> FindAsync(ServerProcess server, string guid) =>
        (await server.AllAsync("/api/v1/articles")).Where(a => Text(a, "url").EndsWith($"/{guid}", StringComparison.Ordinal)).Select(a => Text(a, "id")).FirstOrDefault();

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
