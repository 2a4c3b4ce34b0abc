using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Tests.Sqlite;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>An index of English over a database in a file.</summary>
internal sealed class SqliteIndex : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly StoryMetrics _metrics;
    private StoryIndexer? _indexer;

    public SqliteIndex() => _metrics = new StoryMetrics(_services.GetRequiredService<IMeterFactory>());

    public SqliteStores Stores { get; } = new();

    public FakeClock Clock { get; } = new(Start);

    public StoryOptions Options { get; init; } = new();

    /// <summary>What second thoughts decide.</summary>
    public SecondLook Look { get; init; } = (_, _, _, _) => [];

    /// <returns>How many articles the outlet's feed had that were new.</returns>
    public async Task<int> ArriveAsync(string outlet, params IEnumerable<Article> articles)
    {
        var (feed, _) = await Stores.Feeds.AddAsync(new NewFeed($"https://{outlet}.example/feed", null, [], Start), default);
        return (await Stores.Feeds.IngestAsync(
            new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [.. articles.Select(a => a with { FeedId = feed.Id })] }, default)).New;
    }

    /// <summary>Gives what is pending its stories, or has second thoughts when nothing is.</summary>
    public async Task RunAsync()
    {
        while ((await Indexer.RunAsync(default)).Taken > 0)
        {
        }
    }

    /// <summary>Begins anew from what the database says.</summary>
    public async Task RestartAsync()
    {
        _indexer = null;
        await Stores.ReopenAsync();
    }

    /// <summary>Stories that were not merged into another, latest first.</summary>
    public async Task<IReadOnlyList<Story>> StoriesAsync() => (await Stores.Stories.ListAsync(new StoryFilter(), new PageRequest(null, 500), default)).Items;

    public async ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        await _services.DisposeAsync();
        await Stores.DisposeAsync();
    }

    private StoryIndexer Indexer => _indexer ??= new StoryIndexer(
        "en",
        Stores.Stories,
        Stores.Changes,
        new StoryReviewRun(Stores.Changes, Look, Options, _metrics, Clock, NullLogger<StoryReviewRun>.Instance),
        Options,
        new ArticleAnalyser(Options),
        _metrics,
        Clock,
        NullLogger<StoryIndexer>.Instance);
}
