using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Storage.Tests.Sqlite;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>Second thoughts on the database: what the engine would do, and what it leaves because an operator wants it so.</summary>
public sealed class SecondThoughtTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _file = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeClock _clock = new(Start);
    private readonly StoryOptions _options = new();
    private StoryMetrics _metrics = null!;
    private StoryIndexer _indexer = null!;

    private SqliteStoryStore Stories => new(_file.Database);

    private SqliteStoryChangeStore Changes => new(_file.Database);

    public Task InitializeAsync()
    {
        _metrics = new StoryMetrics(_services.GetRequiredService<IMeterFactory>());
        _indexer = Indexer();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _metrics.Dispose();
        await _services.DisposeAsync();
        await _file.DisposeAsync();
    }

    [Theory]
    [InlineData(StoryChange.Engine, 1)]
    [InlineData("operator", 2)]
    public async Task Halves_of_one_event_are_merged_again_unless_an_operator_told_them_apart(string by, int stories)
    {
        await ArriveAsync(
            ("a", "Ferry Morning Star runs aground off Lindesk with 212 aboard"), ("b", "Morning Star ferry aground off Lindesk: all 212 aboard safe"),
            ("c", "Lindesk: ferry Morning Star with 212 people runs aground"), ("d", "All 212 aboard safe after ferry Morning Star runs aground off Lindesk"));
        var story = Assert.Single(await StoriesAsync());
        await ChangeAsync(StoryChangeProposal.Split(story.Id, ["c", "d"]) with { By = by });

        await LookAgainAsync();

        Assert.Equal(stories, (await StoriesAsync()).Count);
        // An index that starts anew sees the same.
        _indexer = Indexer();
        await LookAgainAsync();
        Assert.Equal(stories, (await StoriesAsync()).Count);
    }

    [Theory]
    [InlineData(StoryChange.Engine, 2)]
    [InlineData("operator", 1)]
    public async Task Two_events_in_one_story_part_again_unless_an_operator_made_them_one(string by, int stories)
    {
        await ArriveAsync(
            ("a", "Ferry Morning Star runs aground off Lindesk with 212 aboard"), ("b", "Morning Star ferry aground off Lindesk: all 212 aboard safe"),
            ("c", "Parliament of Norvania elects Petra Hollmann speaker"), ("d", "Petra Hollmann elected speaker by parliament of Norvania"));
        var two = await StoriesAsync();
        Assert.Equal(2, two.Count);
        await ChangeAsync(StoryChangeProposal.Merge(two[0].Id, two[1].Id) with { By = by });

        await LookAgainAsync();

        Assert.Equal(stories, (await StoriesAsync()).Count);
        Assert.Equal(4, (await StoriesAsync()).Sum(s => s.Articles));
    }

    private StoryIndexer Indexer()
    {
        var reviews = new StoryReviewRun(
            Changes, (engine, story, articles, apart) => StoryReviewer.Review(engine, story.Id, articles, apart), _options, _metrics, _clock, NullLogger<StoryReviewRun>.Instance);
        return new StoryIndexer("en", Stories, Changes, reviews, _options, new ArticleAnalyser(_options), _metrics, _clock, NullLogger<StoryIndexer>.Instance);
    }

    private async Task ArriveAsync(params (string Id, string Title)[] articles)
    {
        var feeds = new SqliteFeedStore(_file.Database);
        var (feed, _) = await feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default);
        await feeds.IngestAsync(
            new FeedPoll
            {
                FeedId = feed.Id,
                State = feed.Poll,
                Articles = [.. articles.Select(a => new Article
                {
                    Id = a.Id,
                    FeedId = feed.Id,
                    Identity = a.Id,
                    Source = $"{a.Id}.example",
                    Title = a.Title,
                    Text = "",
                    Language = "en",
                    Published = Start,
                    FirstSeen = Start,
                    Updated = Start,
                    ContentHash = a.Id,
                })],
            },
            default);
        while ((await _indexer.RunAsync(default)).Taken > 0)
        {
        }
    }

    /// <summary>Long enough for every story to have been due several times.</summary>
    private async Task LookAgainAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            await _indexer.RunAsync(default);
        }
    }

    private async Task ChangeAsync(StoryChangeProposal proposal) =>
        Assert.Equal(StoryChangeVerdict.Done, Assert.Single(await Changes.ChangeAsync([proposal], _clock.GetUtcNow(), _clock.GetUtcNow(), default)).Verdict);

    private async Task<IReadOnlyList<Story>> StoriesAsync() => (await Stories.ListAsync(new StoryFilter(), new PageRequest(), default)).Items;
}
