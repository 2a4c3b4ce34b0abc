using System.Text.Json;
using Microsoft.Data.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>What every test needs: outlets, somebody who listens to webhooks, a data directory.</summary>
public sealed class Scene : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-e2e-");

    private Scene(LoopbackServer outside, int outlets)
    {
        Outside = outside;
        Press = new Press(outside, outlets).Open();
        Inbox = new WebhookInbox(outside, "/hook").Open(TimeSpan.FromMilliseconds(40));
    }

    /// <summary>Where everything that the server reaches is served.</summary>
    public LoopbackServer Outside { get; }

    public Press Press { get; }

    public WebhookInbox Inbox { get; }

    public string DataDirectory => Path.Combine(_folder.FullName, "data");

    public string DatabaseFile => Path.Combine(DataDirectory, "newsmonitor.db");

    public static async Task<Scene> SetAsync(int outlets = 5) => new(await LoopbackServer.StartAsync(), outlets);

    /// <summary>Has the server watch every outlet, and tell a subscriber of everything at the harbour.</summary>
    public async Task SetUpAsync(ServerProcess server)
    {
        await server.PostAsync(
            "/api/v1/subscriptions",
            $$"""{"subscriber": "desk", "name": "Harbours", "query": "harbour", "channels": [{"type": "webhook", "url": "{{Inbox.Url}}", "secret": "{{WebhookInbox.Secret}}"}]}""");
        foreach (var url in Press.FeedUrls)
            await server.PostAsync("/api/v1/feeds", $$"""{"url": "{{url}}"}""");
    }

    /// <summary>Waits until everything published is stored, told and delivered.</summary>
    public async Task SettledAsync(ServerProcess server)
    {
        var expected = Press.Published.Count;
        await Eventually.TrueAsync(async () => (await server.AllAsync("/api/v1/articles")).Count == expected, $"{expected} articles are stored\n{server.Words}");
        await Eventually.TrueAsync(() => IsFinishedAsync(server, expected), "every story is told and every alert delivered");
        await QuietAsync();
    }

    /// <summary>Waits until nothing is on its way from a story to whom it is told: what the API lists then does not change any more.</summary>
    public Task QuietAsync() => Eventually.TrueAsync(
        async () =>
        {
            await using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                SELECT NOT EXISTS (SELECT 1 FROM story_events) AND NOT EXISTS (SELECT 1 FROM story_changes WHERE pending = 1)
                   AND NOT EXISTS (SELECT 1 FROM judgements WHERE due_at <= @soon) AND NOT EXISTS (SELECT 1 FROM deliveries WHERE state = 'Pending')
                """;
            // A story may be held for minutes, until it may be told again; no test lasts so long.
            command.Parameters.AddWithValue("@soon", TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeMilliseconds());
            return (long)(await command.ExecuteScalarAsync())! == 1;
        },
        "everything is matched, judged and delivered");

    /// <summary>
    /// Checks the promise: every published article is stored once and in one story, every story was told the subscriber once, and every
    /// alert arrived under one id with one body.
    /// </summary>
    /// <param name="kills">How often the process was killed: only then may a webhook that was on its way come again.</param>
    public async Task NothingIsLostAndNothingIsToldTwiceAsync(ServerProcess server, int kills)
    {
        var articles = await server.AllAsync("/api/v1/articles");
        Assert.Equal(
            Press.Published.Order(StringComparer.Ordinal),
            articles.Select(article => Text(article, "url").Split('/')[^1]).Order(StringComparer.Ordinal));

        var stories = await server.AllAsync("/api/v1/stories");
        Assert.Equal(articles.Count, stories.Sum(story => story.GetProperty("articleCount").GetInt32()));

        var alerts = await server.AllAsync("/api/v1/alerts");
        Assert.Equal(
            stories.Select(story => Text(story, "id")).Order(StringComparer.Ordinal),
            alerts.Where(alert => Text(alert, "occasion") == "new").Select(alert => Text(alert.GetProperty("story"), "id")).Order(StringComparer.Ordinal));
        // A story may be corrected more than once.
        Assert.Distinct(alerts.Where(alert => Text(alert, "occasion") != "corrected").Select(alert => (Text(alert.GetProperty("story"), "id"), Text(alert, "occasion"))));

        var received = Inbox.Received;
        var attempts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var alert in alerts)
        {
            var delivery = Assert.Single((await server.GetAsync($"/api/v1/alerts/{Text(alert, "id")}")).GetProperty("deliveries").EnumerateArray());
            Assert.Equal("delivered", Text(delivery, "state"));
            attempts.Add(Text(delivery, "id"), delivery.GetProperty("attempts").GetArrayLength());
        }

        Assert.Equal(attempts.Keys.Order(StringComparer.Ordinal), received.Select(webhook => webhook.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(received.GroupBy(webhook => webhook.Id, StringComparer.Ordinal), webhook => Assert.Single(webhook.Select(w => w.Body).Distinct(StringComparer.Ordinal)));
        // An attempt that a kill interrupts is not recorded and is made again: at most as many as were under way at each kill.
        const int AttemptsUnderWay = 4;
        Assert.InRange(received.Count - attempts.Values.Sum(), 0, kills * AttemptsUnderWay);
    }

    public async ValueTask DisposeAsync()
    {
        await Outside.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> IsFinishedAsync(ServerProcess server, int articles)
    {
        // A story that settles has no alert yet: every story is to be told here.
        var stories = await server.AllAsync("/api/v1/stories");
        var alerts = await server.AllAsync("/api/v1/alerts");
        var told = alerts.Select(alert => Text(alert.GetProperty("story"), "id")).ToHashSet(StringComparer.Ordinal);
        if (stories.Sum(story => story.GetProperty("articleCount").GetInt32()) < articles || stories.Exists(story => !told.Contains(Text(story, "id"))))
            return false;
        foreach (var alert in alerts)
        {
            var detail = await server.GetAsync($"/api/v1/alerts/{Text(alert, "id")}");
            if (detail.GetProperty("deliveries").EnumerateArray().Any(delivery => Text(delivery, "state") == "pending"))
                return false;
        }

        return true;
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
