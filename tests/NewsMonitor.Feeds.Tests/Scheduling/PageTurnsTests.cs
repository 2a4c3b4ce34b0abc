using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Scheduling;

/// <summary>Pages of articles take their turns in the line of feeds.</summary>
public sealed class PageTurnsTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly DueFeeds _feeds = new();
    private readonly DuePages _pages = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<FeedMetrics>().BuildServiceProvider();
    private readonly ConcurrentQueue<string> _began = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PollScheduler? _scheduler;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _end.TrySetResult();
        if (_scheduler is not null)
            await _scheduler.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_page_and_a_feed_of_one_host_begin_the_spacing_apart()
    {
        _feeds.Add("feed", "a.example", _clock.GetUtcNow().AddSeconds(-1));
        _pages.Due.Add(new DuePage("page", "a.example", _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(5)));

        await SweepAsync(new FeedOptions { HostSpacing = TimeSpan.FromSeconds(10), HostConcurrency = 2 });
        await BeganAsync("feed");
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(1, _scheduler!.Polls.Started);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        await BeganAsync("feed", "page");
    }

    [Fact]
    public async Task A_page_counts_towards_the_concurrency_of_its_host()
    {
        _feeds.Add("feed", "a.example", _clock.GetUtcNow().AddSeconds(-1));
        _pages.Due.Add(new DuePage("page", "a.example", _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(5)));
        _pages.Due.Add(new DuePage("elsewhere", "b.example", _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(5)));

        await SweepAsync(new FeedOptions { HostSpacing = TimeSpan.Zero, HostConcurrency = 1 });
        await BeganAsync("elsewhere", "feed");
        Assert.Equal(2, _scheduler!.Polls.Started);
        _end.SetResult();

        await BeganAsync("elsewhere", "feed", "page");
    }

    [Fact]
    public async Task Few_pages_of_each_host_are_asked_for_at_a_time_so_that_its_feeds_wait_for_few()
    {
        await SweepAsync(new FeedOptions { HostConcurrency = 2, FullText = new() { MaximumConcurrentPages = 7 } });

        Assert.Equal([(3, 7)], _pages.Asked);
    }

    [Fact]
    public async Task What_has_waited_long_enough_goes_however_busy_the_shard_is()
    {
        _feeds.Add("feed", "a.example", _clock.GetUtcNow());
        await SweepAsync(new FeedOptions { MaximumConcurrentPolls = 1 });
        await BeganAsync("feed");

        await _scheduler!.SweepAsync(default);

        Assert.Equal(2, _pages.Releases);
    }

    [Fact]
    public async Task A_store_that_refuses_to_let_articles_go_stops_intake()
    {
        _feeds.Add("feed", "a.example", _clock.GetUtcNow());
        _pages.Refusal = new StoreUnavailableException("The disk is full.");

        await SweepAsync(new FeedOptions());
        await _scheduler!.SweepAsync(default);

        Assert.Equal((0, 1), (_scheduler.Polls.Started, _pages.Releases));
    }

    private async Task SweepAsync(FeedOptions options)
    {
        _scheduler = new PollScheduler(
            0, _feeds, async (feed, _) => { await BeginAsync(feed); return null; }, options, _clock, _services.GetRequiredService<FeedMetrics>(), NullLogger.Instance,
            new PageWork(_pages, async (page, _) => { await BeginAsync(page); return true; }, _ => _pages.ReleaseAsync(), options.FullText.MaximumConcurrentPages));
        await _scheduler.SweepAsync(default);
    }

    private Task BeginAsync(string what)
    {
        _began.Enqueue(what);
        return _end.Task;
    }

    private Task BeganAsync(params string[] expected) =>
        Eventually.TrueAsync(() => _began.Order(StringComparer.Ordinal).SequenceEqual(expected), $"these have begun: {string.Join(", ", expected)}");

    private sealed class DuePages : IPageStore
    {
        public List<DuePage> Due { get; } = [];

        public List<(int PerHost, int Limit)> Asked { get; } = [];

        public int Releases { get; private set; }

        public Exception? Refusal { get; set; }

        public Task ReleaseAsync()
        {
            Releases++;
            return Refusal is null ? Task.CompletedTask : Task.FromException(Refusal);
        }

        public Task<IReadOnlyList<DuePage>> DuePagesAsync(int shard, int shards, DateTimeOffset now, int perHost, int limit, CancellationToken cancellationToken)
        {
            Asked.Add((perHost, limit));
            return Task.FromResult<IReadOnlyList<DuePage>>([.. Due]);
        }

        public Task<AwaitedPage?> FindPageAsync(string articleId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeferPageAsync(AwaitedPage page, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RestAsync(HostRest rest, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> ReleaseAsync(Article article, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<(int Count, string[] Languages)> ReleaseOverdueAsync(DateTimeOffset now, string page, int limit, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
