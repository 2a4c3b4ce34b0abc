using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.FullText;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Feeds.Tests.Scheduling;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>One feed watched by real parts (HTTP, parser, SQLite) on a clock that the test moves, without grains.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-feeds-");
    private readonly FeedOptions _options;
    private readonly X509Certificate2? _trusted;
    private ServiceProvider _services = null!;
    private FeedPoller _poller = null!;

    private Watch(FeedOptions options, X509Certificate2? trusted) => (_options, _trusted) = (options, trusted);

    public FakeClock Clock { get; } = new();

    /// <summary>Sums of the room's counters, by name; a tag is appended to the name.</summary>
    public Counters Counted { get; } = new();

    /// <summary>Everything that was logged.</summary>
    public LoggedLines Logged { get; } = new();

    public SqliteFeedStore Store { get; private set; } = null!;

    public IPageStore Pages => _services.GetRequiredService<IPageStore>();

    public PageReader PageReader => _services.GetRequiredService<PageReader>();

    public string FeedId { get; private set; } = "";

    /// <param name="trusted">A server's certificate that is trusted besides; see <see cref="LoopbackCertificate"/>.</param>
    public static async Task<Watch> StartAsync(string url, Func<FeedOptions, FeedOptions>? change = null, X509Certificate2? trusted = null)
    {
        var options = new FeedOptions { AllowPrivateNetworks = true, Jitter = 0, DefaultInterval = TimeSpan.FromMinutes(16), UnconditionalEvery = 0 };
        var watch = new Watch((change ?? (o => o))(options), trusted);
        watch.Open();
        watch.FeedId = (await watch.Store.AddAsync(new NewFeed(url, null, [], watch.Clock.GetUtcNow()), default)).Feed.Id;
        watch.Reset();
        return watch;
    }

    public IServiceProvider Services => _services;

    /// <summary>As the feed's grain takes what a hub pushed.</summary>
    public async Task<PushSummary> PushAsync(PushedDocument document) => (await _poller.PushAsync(document, default)).Summary;

    /// <summary>Polls, due or not.</summary>
    public async Task<PollSummary> PollAsync() => (await _poller.PollAsync(force: true, default))!.Value.Summary;

    /// <summary>Polls, due or not, and tells whose story indexes are to be woken.</summary>
    public async Task<string[]> PendingLanguagesAsync() => (await _poller.PollAsync(force: true, default))!.Value.PendingLanguages;

    /// <summary>Polls if it is due.</summary>
    public async Task<PollSummary?> PollIfDueAsync() => (await _poller.PollAsync(force: false, default))?.Summary;

    /// <summary>Watches another feed beside the first one.</summary>
    public async Task<(string FeedId, FeedPoller Poller)> AlsoAsync(string url, params string[] tags)
    {
        var id = (await Store.AddAsync(new NewFeed(url, null, tags, Clock.GetUtcNow()), default)).Feed.Id;
        return (id, Poller(id));
    }

    public async Task<Feed> FeedAsync() => await Store.FindAsync(FeedId, default) ?? throw new InvalidOperationException("The feed is gone.");

    public async Task<IReadOnlyList<Article>> ArticlesAsync() => (await Store.ListArticlesAsync(new ArticleFilter(), new PageRequest(), default)).Items;

    /// <summary>Everything in memory is forgotten, as when the process starts again.</summary>
    public async Task RestartAsync(long? maximumBytes = null)
    {
        await _services.DisposeAsync();
        Open(maximumBytes);
        Reset();
    }

    public async ValueTask DisposeAsync()
    {
        Counted.Dispose();
        Logged.Dispose();
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Open(long? maximumBytes = null)
    {
        var services = new ServiceCollection()
            .AddSingleton(_options)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<ILanguageTagger, DeclaredLanguage>()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logged))
            .AddSqliteStorage(new SqliteStorageOptions { File = Path.Combine(_folder.FullName, "test.db"), MaximumBytes = maximumBytes })
            .AddFeeds()
            .AddSingleton<IHostTurns>(provider => Turns.Of(_options, Clock, provider.GetRequiredService<FeedMetrics>()));
        if (_trusted is not null)
            services.AddSingleton(provider => new FeedFetcher(Trusting(_trusted), _options, Clock, provider.GetRequiredService<IHostTurns>()));
        _services = services.BuildServiceProvider();
        Counted.Listen(_services.GetRequiredService<IMeterFactory>());
        Store = (SqliteFeedStore)_services.GetRequiredService<IFeedStore>();
    }

    private static SocketsHttpHandler Trusting(X509Certificate2 certificate)
    {
        var handler = GuardedHttpHandler.Create(allowPrivateNetworks: true);
        handler.SslOptions.CertificateChainPolicy = LoopbackCertificate.Trust(certificate);
        return handler;
    }

    private void Reset() => _poller = Poller(FeedId);

    private FeedPoller Poller(string feedId) =>
        new(feedId, _services.GetRequiredService<FeedReader>(), Store, _services.GetRequiredService<WebSubTopics>(), Clock, _services.GetRequiredService<FeedMetrics>());
}
