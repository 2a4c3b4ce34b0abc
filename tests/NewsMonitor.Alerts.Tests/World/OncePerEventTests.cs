using System.Text.Json;
using Dapper;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>
/// Random merges, splits and moves between the steps of the room, by second thoughts and by hand. Whatever the order, a first alert never
/// tells of a story with an article for which its subscriber was told before, nor with one that an alert had shown to its
/// subscriber and that was not split off since, and nobody is forgotten.
/// </summary>
public sealed class OncePerEventTests
{
    private const int Steps = 60;

    private static readonly string[] Subscribers = ["asia", "europe"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 15)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_interleaving_of_changes_tells_each_subscriber_of_each_event_once(int seed)
    {
        await using var world = new AlertWorld();
        var random = new Random(seed);
        var history = new List<string>();
        await world.SubscribeAsync("calls", "call", "asia");
        await world.SubscribeAsync("visits", "visit", "asia");
        await world.SubscribeAsync("either", "call OR visit", "europe");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var told = new HashSet<(string Subscriber, string Article)>();
        var shown = new HashSet<(string Subscriber, string Article)>();
        for (var i = 0; i < Steps; i++)
        {
            history.Add(await StepAsync(world, random, shown));
            await CheckAsync(world, seen, told, shown, history);
        }

        for (var i = 0; i < 3; i++)
        {
            await world.RunAsync();
            world.Clock.Advance(TimeSpan.FromHours(1));
            await CheckAsync(world, seen, told, shown, history);
        }

        var forgotten = await ForgottenAsync(world);
        Assert.True(forgotten.Count == 0, $"Forgotten: {string.Join(", ", forgotten)}\n{string.Join('\n', history)}");
    }

    private static async Task<string> StepAsync(AlertWorld world, Random random, HashSet<(string Subscriber, string Article)> shown)
    {
        var stories = await StoriesAsync(world);
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3:
                var story = stories.Count > 0 && random.Next(3) > 0 ? stories[random.Next(stories.Count)].Id : $"story_{random.Next(1000)}";
                var title = random.Next(4) switch { 0 => "A call", 1 => "A visit", 2 => "A call and a visit", _ => "A storm" };
                return $"{await world.ArriveAsync(title, story, $"outlet{random.Next(30)}.example")} {title} in {story}";
            case 4 when stories.Count > 1:
                var (from, into) = (stories[random.Next(stories.Count)].Id, stories[random.Next(stories.Count)].Id);
                if (from != into)
                    await world.ChangeAsync(StoryChangeProposal.Merge(from, into) with { By = "operator" });
                return $"merge {from} into {into}";
            case 5 or 6 when stories.Find(s => s.Articles.Count > 1) is { Id: not null } large:
                var some = large.Articles.Where(_ => random.Next(2) == 0).Take(large.Articles.Count - 1).DefaultIfEmpty(large.Articles[0]).ToList();
                var to = stories.Count > 1 && random.Next(2) == 0 ? stories.Find(s => s.Id != large.Id).Id : null;
                var change = await world.ChangeAsync(
                    (to is null ? StoryChangeProposal.Split(large.Id, some) : StoryChangeProposal.Move(large.Id, to, some)) with { By = "operator" });
                // What was shown of these counts for the story that they left, not for theirs.
                shown.RemoveWhere(known => change.Articles.Contains(known.Article));
                return $"{string.Join(' ', some)} leave {large.Id} for {change.To}";
            case 7:
                await world.ChangeMatcher.RunAsync("en", default);
                return "follow";
            case 8:
                await world.Matcher.RunAsync("en", default);
                return "match";
            case 9:
                var subscriber = Subscribers[random.Next(2)];
                await Task.WhenAll(world.Judge.RunAsync(subscriber, default), world.Judge.RunAsync(subscriber, default));
                return $"judge {subscriber}";
            case 10:
                world.Clock.Advance(TimeSpan.FromSeconds(random.Next(3) == 0 ? 1000 : 31));
                return "time passes";
            default:
                await world.RestartAsync();
                return "restart";
        }
    }

    /// <summary>Every first alert that is new since the last look tells of articles of which its subscriber had not been told.</summary>
    private static async Task CheckAsync(AlertWorld world, HashSet<string> seen, HashSet<(string, string)> told, HashSet<(string, string)> shown, List<string> history)
    {
        foreach (var alert in (await world.AlertsAsync()).Reverse())
        {
            if (!seen.Add(alert.Id))
                continue;
            // Nothing has changed since the step that wrote it.
            var story = await world.Database.ReadAsync(
                c => c.Query<(string Id, string Title)>("SELECT id, title FROM articles WHERE story_id = @StoryId", new { alert.StoryId }).ToList(), default);
            history.Add($"  {alert.Subscriber} is told of {alert.StoryId} as {alert.Occasion}");
            Assert.True(
                alert.Occasion != AlertOccasion.New || !story.Exists(article => told.Contains((alert.Subscriber, article.Id)) || shown.Contains((alert.Subscriber, article.Id))),
                $"Told twice.\n{string.Join('\n', history)}");
            foreach (var article in await world.Database.ReadAsync(
                c => c.Query<string>("SELECT one.value FROM told, json_each(told.articles) AS one WHERE alert_id = @Id", new { alert.Id }).ToList(), default))
            {
                told.Add((alert.Subscriber, article));
            }

            var asked = await world.Database.ReadAsync(
                c => c.Query<string>("SELECT query FROM subscriptions WHERE id IN (SELECT value FROM json_each(@asked))", new { asked = JsonSerializer.Serialize(alert.Subscriptions) })
                    .SelectMany(query => query.Split(" OR ")).ToList(),
                default);
            shown.UnionWith(story.Where(article => asked.Exists(word => article.Title.Contains(word, StringComparison.Ordinal))).Select(article => (alert.Subscriber, article.Id)));
        }
    }

    /// <summary>Subscribers with a story that a query of theirs holds for and of which they were never told.</summary>
    private static Task<List<string>> ForgottenAsync(AlertWorld world) =>
        world.Database.ReadAsync(
            c => c.Query<string>(
                """
                SELECT DISTINCT s.subscriber || ' ' || a.story_id FROM articles AS a, (SELECT 'asia' AS subscriber UNION SELECT 'europe') AS s
                WHERE a.title <> 'A storm' AND NOT EXISTS (SELECT 1 FROM told WHERE told.subscriber = s.subscriber AND told.story_id = a.story_id)
                """).ToList(),
            default);

    private static Task<List<(string Id, List<string> Articles)>> StoriesAsync(AlertWorld world) =>
        world.Database.ReadAsync(
            c => c.Query<(string Story, string Article)>("SELECT story_id, id FROM articles ORDER BY seq")
                .GroupBy(row => row.Story, row => row.Article, StringComparer.Ordinal).Select(story => (story.Key, story.ToList())).ToList(),
            default);
}
