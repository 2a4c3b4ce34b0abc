using Dapper;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;
using NewsMonitor.Stories;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>
/// Random articles, merges, splits and moves between the steps of the room. In the end every story is asked for what any of its own articles is
/// content with, for each subscription: no less, so that nobody is told too early, and no more, so that nobody is forgotten.
/// </summary>
public sealed class ResidualsFollowTests
{
    private const int Steps = 40;

    private static readonly string[] Queries =
        ["call AND sources>=3", "(call AND sources>=5) OR (visit AND is:new)", "visit AND (languages>=2 OR sources>=4)", "call OR (visit AND sources>=2)"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_any_changes_a_story_is_asked_for_what_its_own_articles_ask_for(int seed)
    {
        await using var world = new AlertWorld();
        var random = new Random(seed);
        foreach (var query in Queries)
            await world.SubscribeAsync(query, query);
        var history = new List<string>();
        for (var i = 0; i < Steps; i++)
            history.Add(await StepAsync(world, random));
        await world.RunAsync();

        var stories = await ArticlesAsync(world);
        var matches = await world.Database.ReadAsync(
            c => c.Query<(string Name, string Story, string Residual)>("SELECT s.name, m.story_id, m.residual FROM matches AS m JOIN subscriptions AS s ON s.id = m.subscription_id").ToList(),
            default);
        foreach (var story in stories)
        {
            foreach (var query in Queries)
            {
                var asked = story.Select(article => Query.Parse(query).Match(new ArticleText(Article(article.Id, article.Title)))?.Residual).OfType<string>().ToArray();
                var kept = matches.Where(match => match.Name == query && match.Story == story.Key).Select(match => match.Residual).ToArray();
                Assert.True(
                    kept.Length == Math.Min(1, asked.Length) && Stories().All(standing => kept.Any(one => Residual.Holds(one, standing)) == asked.Any(one => Residual.Holds(one, standing))),
                    $"{query} of {story.Key}: {string.Join(" | ", kept)} instead of {string.Join(" | ", asked)}\n{string.Join('\n', history)}");
            }
        }
    }

    private static async Task<string> StepAsync(AlertWorld world, Random random)
    {
        var stories = (await ArticlesAsync(world)).ToList();
        var story = stories.Count > 0 ? stories[random.Next(stories.Count)] : null;
        switch (random.Next(10))
        {
            case var step when step < 4 || story is null:
                var into = story is not null && random.Next(3) > 0 ? story.Key : $"story_{random.Next(1000)}";
                var title = random.Next(4) switch { 0 => "A call", 1 => "A visit", 2 => "A call and a visit", _ => "A storm" };
                return $"{await world.ArriveAsync(title, into, $"outlet{random.Next(9)}.example")} {title} in {into}";
            case 4 when stories.Find(other => other.Key != story.Key) is { } other:
                await world.ChangeAsync(StoryChangeProposal.Merge(story.Key, other.Key) with { By = "operator" });
                return $"merge {story.Key} into {other.Key}";
            case 5 or 6 when story.Count() > 1:
                var some = story.Select(article => article.Id).Where(_ => random.Next(2) == 0).Take(story.Count() - 1).DefaultIfEmpty(story.First().Id).ToList();
                var to = random.Next(2) == 0 ? stories.Find(other => other.Key != story.Key)?.Key : null;
                await world.ChangeAsync((to is null ? StoryChangeProposal.Split(story.Key, some) : StoryChangeProposal.Move(story.Key, to, some)) with { By = "operator" });
                return $"{string.Join(' ', some)} leave {story.Key} for {to ?? "a new one"}";
            case 7:
                await world.ChangeMatcher.RunAsync("en", default);
                return "follow";
            case 8:
                await world.Matcher.RunAsync("en", default);
                return "match";
            default:
                await world.RunAsync();
                return "run";
        }
    }

    /// <summary>Enough stories to tell the residuals of these queries apart.</summary>
    private static IEnumerable<Func<StoryNode, bool>> Stories() =>
        from sources in Enumerable.Range(1, 6)
        from languages in Enumerable.Range(1, 2)
        from isNew in new[] { false, true }
        select (Func<StoryNode, bool>)(asked => asked.Predicate switch
        {
            StoryPredicate.Sources => sources >= asked.Least,
            StoryPredicate.Languages => languages >= asked.Least,
            _ => isNew,
        });

    private static Task<ILookup<string, (string Id, string Title)>> ArticlesAsync(AlertWorld world) => world.Database.ReadAsync(
        c => c.Query<(string Story, string Id, string Title)>("SELECT story_id, id, title FROM articles ORDER BY seq").ToLookup(row => row.Story, row => (row.Id, row.Title)), default);
}
