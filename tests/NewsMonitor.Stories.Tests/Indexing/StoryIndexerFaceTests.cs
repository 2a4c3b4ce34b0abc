using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests.Indexing;

/// <summary>What an index writes of what articles add, and of what stories show.</summary>
public sealed class StoryIndexerFaceTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly InMemoryStoryStore _store = new();
    private readonly FakeClock _clock = new(Wire.Start);
    private readonly StoryMetrics _metrics;

    public StoryIndexerFaceTests() => _metrics = new StoryMetrics(_services.GetRequiredService<IMeterFactory>());

    public void Dispose()
    {
        _metrics.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task An_assignment_says_what_its_article_added_and_the_first_gives_its_story_a_face()
    {
        await ArriveAsync(Indexer());

        var (first, second) = (_store.Assigned[0].Assignment, _store.Assigned[1].Assignment);
        Assert.Equal(1, first.Adds!.Novelty);
        Assert.Equal(["Rana Osmet", "Talavan"], first.Face!.Names.Order());
        Assert.Equal(["en"], first.Face.Languages);
        Assert.InRange(second.Adds!.Novelty, 0.01, 0.99);
        Assert.Equal(["Bekir Tal"], second.Adds.Names);
        Assert.Equal(["23 dead"], second.Adds.Figures);
        Assert.Null(second.Face);
    }

    [Fact]
    public async Task The_second_look_gives_a_story_its_face_and_the_headline_of_its_articles()
    {
        var indexer = Indexer();
        await ArriveAsync(indexer);
        var story = _store.Assigned[0].Assignment.StoryId;
        _store.ReviewAt(story, _clock.GetUtcNow());

        await indexer.RunAsync(default);

        var (face, headline) = _store.Faces[story];
        Assert.Equal("a", headline);
        Assert.Contains("Talavan", face.Names);
        Assert.Contains("quake", face.KeyTerms);
        Assert.Equal(["en"], face.Languages);
    }

    private async Task ArriveAsync(StoryIndexer indexer)
    {
        _store.Arrive(
            Wire.Article("a", "Quake in Talavan kills nine", "A strong quake shook Talavan and killed nine people, said Rana Osmet. The quake cut the road."),
            Wire.Article("b", "Quake in Talavan: 23 dead", "The quake that shook Talavan killed 23 people, said Bekir Tal and Rana Osmet. The road is cut."));
        Assert.Equal(2, (await indexer.RunAsync(default)).Assigned);
        Assert.Single(_store.Assigned.Select(a => a.Assignment.StoryId).Distinct());
    }

    private StoryIndexer Indexer()
    {
        var options = new StoryOptions();
        var reviews = new StoryReviewRun(_store, (_, _, _, _) => [], options, _metrics, _clock, NullLogger<StoryReviewRun>.Instance);
        return new StoryIndexer("en", _store, _store, reviews, options, new ArticleAnalyser(options), _metrics, _clock, NullLogger<StoryIndexer>.Instance);
    }
}
