using Dapper;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>
/// Random merges and splits after the last article came, followed and judged in any order, over restarts. However large what comes together is, nobody is told of
/// a development: what came with a merge is known, and what a split took is not news when it comes back.
/// </summary>
public sealed class MergesTellNothingNewTests
{
    private const int Steps = 50;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 15)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Without_an_article_there_is_no_development(int seed)
    {
        await using var world = new AlertWorld();
        var random = new Random(seed);
        await world.SubscribeAsync("calls", "call", "asia");
        await world.SubscribeAsync("either", "call OR visit", "europe");
        for (var i = 0; i < 40; i++)
            await world.ArriveAsync(random.Next(3) switch { 0 => "A call", 1 => "A visit", _ => "A storm" }, $"story_{random.Next(8)}", $"outlet{random.Next(30)}.example");
        await world.Database.WriteAsync(c => c.Execute("""UPDATE articles SET development = '{"facts":["new: more dead"]}' WHERE seq % 5 = 0"""), default);
        // Who is told by then knows all of the story.
        await world.RunAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.RunAsync();

        var history = new List<string>();
        for (var i = 0; i < Steps; i++)
        {
            history.Add(await StepAsync(world, random));
            var developed = (await world.AlertsAsync()).FirstOrDefault(alert => alert.Occasion == AlertOccasion.Developed);
            Assert.True(developed is null, $"{developed?.Subscriber} is told of {developed?.StoryId}: {string.Join(' ', developed?.Why ?? [])}\n{string.Join('\n', history)}");
        }
    }

    private static async Task<string> StepAsync(AlertWorld world, Random random)
    {
        var stories = await world.Database.ReadAsync(
            c => c.Query<(string Story, string Article)>("SELECT story_id, id FROM articles ORDER BY seq")
                .GroupBy(row => row.Story, row => row.Article, StringComparer.Ordinal).Select(story => (Id: story.Key, Articles: story.ToList())).ToList(),
            default);
        switch (random.Next(8))
        {
            case 0 or 1 when stories.Count > 1:
                var (from, into) = (stories[random.Next(stories.Count)].Id, stories[random.Next(stories.Count)].Id);
                if (from != into)
                    await world.ChangeAsync(StoryChangeProposal.Merge(from, into) with { By = "operator" });
                return $"merge {from} into {into}";
            case 2 when stories[random.Next(stories.Count)] is { Articles.Count: > 1 } large:
                var some = large.Articles.Where(_ => random.Next(3) == 0).Take(large.Articles.Count - 1).DefaultIfEmpty(large.Articles[0]).ToList();
                var split = await world.ChangeAsync(StoryChangeProposal.Split(large.Id, some) with { By = "operator" });
                return $"{string.Join(' ', some)} leave {large.Id} for {split.To}";
            case 3:
                await world.ChangeMatcher.RunAsync("en", default);
                return "follow";
            case 4:
                world.Clock.Advance(TimeSpan.FromSeconds(random.Next(3) == 0 ? 3600 : 31));
                return "time passes";
            case 5:
                await world.RestartAsync();
                return "restart";
            default:
                await world.RunAsync();
                return "run";
        }
    }
}
