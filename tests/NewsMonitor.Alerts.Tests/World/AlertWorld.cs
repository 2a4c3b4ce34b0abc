using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Log;
using NewsMonitor.Alerts.Deliveries;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Alerts.Wishes;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Stories;
using NewsMonitor.TestKit;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>The room on a real database and a fake clock, without grains: a test takes each step when it wants to.</summary>
internal sealed class AlertWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-alerts-");
    private readonly Dictionary<string, DeliveryRunner> _runners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Articles, HashSet<string> Sources, HashSet<string> Independent)> _stories = new(StringComparer.Ordinal);
    private CurrentSubscriptions? _current;
    private int _articles;

    public AlertWorld()
    {
        Channels = new AlertChannels([Channel, new LogChannel(NullLogger<LogChannel>.Instance)]);
        Open();
    }

    public FakeClock Clock { get; } = new(AlertSamples.Start);

    public AlertOptions Options { get; } = new();

    public ScriptedChannel Channel { get; } = new();

    public AlertChannels Channels { get; }

    public AlertComposer Composer => new(Channels, Options);

    public ArticleTexts Texts { get; } = new(new NamedCountries());

    public AlertMetrics Metrics { get; } = new(new SilentMeters());

    public StoryWishes Wishes { get; private set; } = null!;

    public RecordedWakes Wakes { get; } = new();

    public SqliteDatabase Database { get; private set; } = null!;

    public IAlertStore Alerts { get; private set; } = null!;

    public IDeliveryHistory Deliveries => new SqliteDeliveryHistory(Database);

    public ISubscriptionStore Subscriptions { get; private set; } = null!;

    public IStoryChangeStore Changes { get; private set; } = null!;

    public ChangeMatcher ChangeMatcher { get; private set; } = null!;

    public StoryMatcher Matcher { get; private set; } = null!;

    public StoryJudge Judge { get; private set; } = null!;

    public SubscriptionService Service { get; private set; } = null!;

    /// <summary>Closes the database and starts anew with nothing remembered, as a restart does.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        Open();
    }

    /// <summary>A subscription to the test channel.</summary>
    public Task<Subscription> SubscribeAsync(string name, string query, string subscriber = "desk", int minSources = 1, string url = "a") =>
        Service.CreateAsync(new SubscriptionInput(subscriber, name, query, [new ChannelInput("test", url)], minSources), default);

    /// <summary>Writes an article into a story with its pending event, as the stories' step does.</summary>
    public async Task<string> ArriveAsync(string title, string story = "story_call", string source = "example.org", bool copy = false, string text = "")
    {
        var number = ++_articles;
        var id = string.Create(CultureInfo.InvariantCulture, $"art_{number}");
        if (!_stories.TryGetValue(story, out var state))
            state = (0, new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var kind = state.Articles == 0 ? StoryEventKind.Began : copy ? StoryEventKind.Copied : StoryEventKind.Joined;
        state.Articles++;
        state.Sources.Add(source);
        if (!copy)
            state.Independent.Add(source);
        _stories[story] = state;
        var at = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await Database.WriteAsync(
            connection =>
            {
                connection.Execute(
                    """
                    INSERT INTO articles (id, feed_id, identity, source, url, title, body, categories, language, first_seen_at, updated_at, content_hash,
                                          story_id, assignment, assigned_at, began)
                    VALUES (@id, 'feed_1', @id, @source, @url, @title, @text, '[]', 'en', @at, @at, @id, @story, @number, @at, @began)
                    """,
                    new { id, source, url = $"https://{source}/{id}", title, text, at, story, number, began = kind == StoryEventKind.Began });
                connection.Execute(
                    """
                    INSERT INTO stories (id, language, headline, state, first_seen_at, latest_at, articles, sources, independent_sources)
                    VALUES (@story, 'en', @title, 'Open', @at, @at, @Articles, @sources, @independent)
                    ON CONFLICT (id) DO UPDATE SET articles = @Articles, sources = @sources, independent_sources = @independent, latest_at = @at
                    """,
                    new { story, title, at, state.Articles, sources = state.Sources.Count, independent = state.Independent.Count });
                return connection.Execute(
                    "INSERT INTO story_events (story_id, article_id, language, kind, at) VALUES (@story, @id, 'en', @kind, @at)",
                    new { story, id, kind = kind.ToString(), at });
            },
            default);
        return id;
    }

    /// <summary>Independent sources that a story has.</summary>
    public int IndependentSources(string story) => _stories.TryGetValue(story, out var state) ? state.Independent.Count : 0;

    /// <summary>Merges, splits or moves, as an operator or the stories' second thoughts do.</summary>
    public async Task<StoryChange> ChangeAsync(StoryChangeProposal proposal)
    {
        var outcome = Assert.Single(await Changes.ChangeAsync([proposal], Clock.GetUtcNow(), null, default));
        Assert.True(outcome.Stands, $"{outcome}");
        _stories.Clear();
        foreach (var (story, source, copy) in await Database.ReadAsync(
            connection => connection.Query<(string, string, string?)>("SELECT story_id, source, copy_of FROM articles").ToList(), default))
        {
            var state = _stories.TryGetValue(story, out var known)
                ? known
                : (0, new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            state.Item1++;
            state.Item2.Add(source);
            if (copy is null)
                state.Item3.Add(source);
            _stories[story] = state;
        }

        return outcome.Change!;
    }

    /// <summary>A runner that lives until the next restart, as a grain does.</summary>
    public DeliveryRunner Runner(string endpointId)
    {
        if (!_runners.TryGetValue(endpointId, out var runner))
            _runners.Add(endpointId, runner = new DeliveryRunner(Alerts, Channels, Composer, Options, Metrics, Clock, NullLogger<DeliveryRunner>.Instance));
        return runner;
    }

    /// <summary>Takes every step until nothing is due at this moment.</summary>
    public async Task RunAsync()
    {
        while ((await ChangeMatcher.RunAsync("en", default)).Events + (await Matcher.RunAsync("en", default)).Events > 0)
        {
        }

        foreach (var subscriber in await Alerts.SubscribersWithDueAsync(Clock.GetUtcNow(), default))
        {
            while ((await Judge.RunAsync(subscriber, default)).Judged > 0)
            {
            }
        }

        foreach (var endpoint in await Alerts.EndpointsWithDueAsync(Clock.GetUtcNow(), default))
        {
            while ((await Runner(endpoint).RunAsync(endpoint, default)).Attempted > 0)
            {
            }
        }
    }

    public async Task<IReadOnlyList<Alert>> AlertsAsync() => (await Alerts.ListAsync(null, null, new PageRequest(Limit: 500), default)).Items;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Metrics.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Open()
    {
        Database = SqliteDatabase.Open(new SqliteStorageOptions { File = Path.Combine(_folder.FullName, "test.db") });
        Alerts = new SqliteAlertStore(Database);
        Subscriptions = new SqliteSubscriptionStore(Database);
        _current = new CurrentSubscriptions(Subscriptions, Alerts, Options, Clock, NullLogger<CurrentSubscriptions>.Instance);
        Changes = new SqliteStoryChangeStore(Database);
        ChangeMatcher = new ChangeMatcher(Alerts, _current, Texts, Options, Metrics, Clock, NullLogger<ChangeMatcher>.Instance);
        Matcher = new StoryMatcher(Alerts, _current, Texts, Options, Metrics, Clock, NullLogger<StoryMatcher>.Instance);
        Judge = new StoryJudge(Alerts, new AlertComposer(Channels, Options), Options, Metrics, Clock, NullLogger<StoryJudge>.Instance);
        Wishes = new StoryWishes(new SqliteStoryWishStore(Database), Wakes, Options, Clock);
        Service = new SubscriptionService(Subscriptions, Alerts, new SubscriptionLookBack(Subscriptions, Alerts, Texts, Options, Clock), Channels, Wakes, Options, Clock);
    }

    private async Task CloseAsync()
    {
        _runners.Clear();
        _current?.Dispose();
        await Database.DisposeAsync();
    }
}

/// <summary>Remembers who was woken.</summary>
internal sealed class RecordedWakes : ISubscriberWakes
{
    public List<string> Woken { get; } = [];

    public Task WakeAsync(IEnumerable<string> subscribers, CancellationToken cancellationToken)
    {
        Woken.AddRange(subscribers);
        return Task.CompletedTask;
    }
}

/// <summary>Takes words of two capital letters in a title for countries.</summary>
internal sealed class NamedCountries : IArticleCountries
{
    public IReadOnlyCollection<string> Find(Article article) => [.. article.Title.Split(' ').Where(word => word.Length == 2 && word.All(char.IsAsciiLetterUpper))];
}
