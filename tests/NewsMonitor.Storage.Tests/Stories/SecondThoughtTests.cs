using NewsMonitor.Model;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Review;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>Second thoughts on the database: what the engine would do, and what it leaves because an operator wants it so.</summary>
public sealed class SecondThoughtTests : IAsyncDisposable
{
    private readonly SqliteIndex _index = new() { Look = (engine, story, articles, apart) => StoryReviewer.Review(engine, story.Id, articles, apart) };

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Theory]
    [InlineData(StoryChange.Engine, 1)]
    [InlineData("operator", 2)]
    public async Task Halves_of_one_event_are_merged_again_unless_an_operator_told_them_apart(string by, int stories)
    {
        await ArriveAsync(
            ("a", "Ferry Morning Star runs aground off Lindesk with 212 aboard"), ("b", "Morning Star ferry aground off Lindesk: all 212 aboard safe"),
            ("c", "Lindesk: ferry Morning Star with 212 people runs aground"), ("d", "All 212 aboard safe after ferry Morning Star runs aground off Lindesk"));
        var story = Assert.Single(await _index.StoriesAsync());
        await ChangeAsync(StoryChangeProposal.Split(story.Id, ["c", "d"]) with { By = by });

        await LookAgainAsync();

        Assert.Equal(stories, (await _index.StoriesAsync()).Count);
        // An index that starts anew sees the same.
        await _index.RestartAsync();
        await LookAgainAsync();
        Assert.Equal(stories, (await _index.StoriesAsync()).Count);
    }

    [Theory]
    [InlineData(StoryChange.Engine, 2)]
    [InlineData("operator", 1)]
    public async Task Two_events_in_one_story_part_again_unless_an_operator_made_them_one(string by, int stories)
    {
        await ArriveAsync(
            ("a", "Ferry Morning Star runs aground off Lindesk with 212 aboard"), ("b", "Morning Star ferry aground off Lindesk: all 212 aboard safe"),
            ("c", "Parliament of Norvania elects Petra Hollmann speaker"), ("d", "Petra Hollmann elected speaker by parliament of Norvania"));
        var two = await _index.StoriesAsync();
        Assert.Equal(2, two.Count);
        await ChangeAsync(StoryChangeProposal.Merge(two[0].Id, two[1].Id) with { By = by });

        await LookAgainAsync();

        Assert.Equal(stories, (await _index.StoriesAsync()).Count);
        Assert.Equal(4, (await _index.StoriesAsync()).Sum(s => s.Articles));
    }

    private async Task ArriveAsync(params (string Id, string Title)[] articles)
    {
        await _index.ArriveAsync("outlet", articles.Select(a => new Article
        {
            Id = a.Id,
            FeedId = "",
            Identity = a.Id,
            Source = $"{a.Id}.example",
            Title = a.Title,
            Text = "",
            Language = "en",
            Published = SqliteIndex.Start,
            FirstSeen = SqliteIndex.Start,
            Updated = SqliteIndex.Start,
            ContentHash = a.Id,
        }));
        await _index.RunAsync();
    }

    /// <summary>Long enough for every story to have been due several times.</summary>
    private async Task LookAgainAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            _index.Clock.Advance(TimeSpan.FromMinutes(10));
            await _index.RunAsync();
        }
    }

    private async Task ChangeAsync(StoryChangeProposal proposal)
    {
        var now = _index.Clock.GetUtcNow();
        Assert.Equal(StoryChangeVerdict.Done, Assert.Single(await _index.Stores.Changes.ChangeAsync([proposal], now, now, default)).Verdict);
    }
}
