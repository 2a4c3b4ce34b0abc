using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests.Indexing;

/// <summary>Tests of an index of English over a store in memory.</summary>
public abstract class IndexerTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly StoryMetrics _metrics;

    protected IndexerTests() => _metrics = new StoryMetrics(_services.GetRequiredService<IMeterFactory>());

    private protected InMemoryStoryStore Store { get; } = new();

    protected FakeClock Clock { get; } = new(Wire.Start);

    /// <summary>What second thoughts decide.</summary>
    protected SecondLook Look { get; set; } = (_, _, _, _) => [];

    public void Dispose()
    {
        _metrics.Dispose();
        _services.Dispose();
        GC.SuppressFinalize(this);
    }

    protected StoryIndexer Indexer(StoryOptions? options = null)
    {
        options ??= new StoryOptions();
        var reviews = new StoryReviewRun(Store, (engine, story, articles, apart) => Look(engine, story, articles, apart), options, _metrics, Clock, NullLogger<StoryReviewRun>.Instance);
        return new StoryIndexer("en", Store, Store, reviews, options, new ArticleAnalyser(options), _metrics, Clock, NullLogger<StoryIndexer>.Instance);
    }

    /// <summary>The story that an article has.</summary>
    protected string Story(string article) => Store.Assigned.Single(a => a.Article.Id == article).Assignment.StoryId;
}
