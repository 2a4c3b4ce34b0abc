using System.Globalization;
using System.Text.Json;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

public sealed class DeliveryCrashTests
{
    private const int Subscribers = 12;
    private const int Events = 20;
    private const int Kills = 3;

    // Of AlertOptions: attempts at one endpoint at the same time.
    private const int AttemptsUnderWay = 4;

    [Fact]
    public async Task Killed_three_times_among_deliveries_each_arrives_under_one_id_at_most_once_more_for_each_attempt_under_way_and_none_without_its_alert()
    {
        await using var scene = await Scene.SetAsync();
        WebhookInbox[] inboxes = [.. Enumerable.Range(0, Subscribers).Select(n => new WebhookInbox(scene.Outside, Path(n)).Open(TimeSpan.FromMilliseconds(20)))];
        for (var number = 0; number < Events; number++)
            scene.Press.Happen(number);

        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await ServerProcess.ServeAsync(scene.DataDirectory);
            if (kill == 0)
                await SetUpAsync(scene, server, inboxes);
            var some = Subscribers * Events * (kill + 1) / (Kills + 2);
            await Eventually.TrueAsync(() => inboxes.Sum(inbox => inbox.Received.Count) >= some, $"{some} webhooks have come\n{server.Words}");
            await server.KillAsync();
        }

        await using var last = await ServerProcess.ServeAsync(scene.DataDirectory);
        await Eventually.TrueAsync(() => EverybodyIsToldAsync(scene, last), $"everybody is told everything\n{last.Words}");
        await scene.QuietAsync();
        await AsPromisedAsync(last, inboxes);
    }

    private static string Path(int subscriber) => string.Create(CultureInfo.InvariantCulture, $"/hooks/{subscriber}");

    private static async Task SetUpAsync(Scene scene, ServerProcess server, WebhookInbox[] inboxes)
    {
        foreach (var (n, inbox) in inboxes.Index())
        {
            await server.PostAsync(
                "/api/v1/subscriptions",
                $$"""{"subscriber": "desk-{{n}}", "name": "Harbours", "query": "harbour", "channels": [{"type": "webhook", "url": "{{inbox.Url}}", "secret": "{{WebhookInbox.Secret}}"}]}""");
        }

        foreach (var url in scene.Press.FeedUrls)
            await server.PostAsync("/api/v1/feeds", $$"""{"url": "{{url}}"}""");
    }

    private static async Task<bool> EverybodyIsToldAsync(Scene scene, ServerProcess server)
    {
        var stories = await server.AllAsync("/api/v1/stories");
        if (stories.Sum(story => story.GetProperty("articleCount").GetInt32()) < scene.Press.Published.Count)
            return false;
        var told = (await server.AllAsync("/api/v1/alerts")).Select(alert => (Text(alert, "subscriber"), Text(alert.GetProperty("story"), "id"))).ToHashSet();
        return Enumerable.Range(0, Subscribers).All(n => stories.All(story => told.Contains((string.Create(CultureInfo.InvariantCulture, $"desk-{n}"), Text(story, "id")))))
            && (await server.AllAsync("/api/v1/deliveries?state=pending")).Count == 0;
    }

    private static async Task AsPromisedAsync(ServerProcess server, WebhookInbox[] inboxes)
    {
        var alerts = (await server.AllAsync("/api/v1/alerts")).Select(alert => Text(alert, "id")).ToHashSet(StringComparer.Ordinal);
        var deliveries = (await server.AllAsync("/api/v1/deliveries")).ToLookup(delivery => Text(delivery.GetProperty("endpoint"), "url"), StringComparer.Ordinal);
        Assert.Equal(alerts.Count, deliveries.Sum(ofOne => ofOne.Count()));
        foreach (var inbox in inboxes)
        {
            var received = inbox.Received;
            var stored = deliveries[inbox.Url].ToDictionary(delivery => Text(delivery, "id"), StringComparer.Ordinal);
            // At least once, and nothing that is not stored.
            Assert.Equal(stored.Keys.Order(StringComparer.Ordinal), received.Select(r => r.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            Assert.All(stored.Values, delivery => Assert.Equal("delivered", Text(delivery, "state")));
            // One id, one body, of the alert that is stored with it.
            foreach (var webhook in received.GroupBy(r => r.Id, StringComparer.Ordinal))
            {
                using var body = JsonDocument.Parse(Assert.Single(webhook.Select(r => r.Body).Distinct(StringComparer.Ordinal)));
                var alert = Text(body.RootElement.GetProperty("data"), "alert");
                Assert.Equal(Text(stored[webhook.Key], "alert"), alert);
                Assert.Contains(alert, alerts);
            }

            var recorded = stored.Values.Sum(delivery => delivery.GetProperty("attempts").GetArrayLength());
            Assert.InRange(received.Count - recorded, 0, Kills * AttemptsUnderWay);
        }
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
