using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Storage.Tests.Sqlite;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Linking;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>Texts as no outlet means to send them, from the feed's row to the story's, its face and its links: none is set aside, none blocks another.</summary>
public sealed class HostileStoriesTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Texts =
    [
        "",
        " \t\r\n",
        "\0\u0001\u001b[31m\u202e",
        "👍🏽👩‍👩‍👧 🇫🇷",
        "\u200f\u202bمرحبا\u202c abc \u2066עברית\u2069 русский 中文",
        "\ud800 lone surrogate \udc00",
        "\ufeff\ufffe\uffff\u2028\u2029",
        "99999999999999999999 2024-99-99 31 February 2023",
        "'; DROP TABLE articles; -- \" \\ % _ {0} <script>alert(1)</script>",
        new string('x', 300_000),
        string.Concat(Enumerable.Repeat("Name 1,000 ", 30_000)),
    ];

    private readonly TemporaryDatabase _file = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _file.DisposeAsync();
    }

    [Fact]
    public async Task Odd_articles_get_their_stories_faces_and_profiles_like_any_other()
    {
        var feeds = new SqliteFeedStore(_file.Database);
        var (feed, _) = await feeds.AddAsync(new NewFeed("https://odd.example/feed", null, [], Start), default);
        Article[] articles =
        [
            .. Texts.SelectMany((text, i) => new[] { Article($"{i}-title", text, "", Start), Article($"{i}-text", "", text, DateTimeOffset.MinValue), Article($"{i}-both", text, text, DateTimeOffset.MaxValue) }),
            Article("honest", "Bridge over the Arda at Merin closed after crack is found", "The bridge at Merin was closed on Tuesday.", Start),
        ];
        await feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [.. articles.Select(a => a with { FeedId = feed.Id })] }, default);
        var (stories, options, clock) = (new SqliteStoryStore(_file.Database), new StoryOptions(), new FakeClock(Start));
        using var metrics = new StoryMetrics(_services.GetRequiredService<IMeterFactory>());
        var changes = new SqliteStoryChangeStore(_file.Database);

        var reviews = new StoryReviewRun(changes, (_, _, _, _) => [], options, metrics, clock, NullLogger<StoryReviewRun>.Instance);
        var indexer = new StoryIndexer("en", stories, changes, reviews, options, new ArticleAnalyser(options), metrics, clock, NullLogger<StoryIndexer>.Instance);
        while ((await indexer.RunAsync(default)).Taken > 0)
        {
        }

        var linker = new StoryLinkWorker(new SqliteStoryLinkStore(_file.Database), options, clock, NullLogger<StoryLinkWorker>.Instance);
        while (await linker.RunAsync(default) > 0)
        {
        }

        var counts = await stories.CountAsync(default);
        Assert.Equal((0, 0), (counts.PendingArticles, counts.SetAside));
        Assert.NotNull(await stories.AssignmentAsync("honest", default));
        await _file.ReopenAsync();
        var listed = await new SqliteStoryStore(_file.Database).ListAsync(new StoryFilter(), new PageRequest(null, 100), default);
        Assert.Equal(articles.Length, listed.Items.Sum(story => story.Articles));
    }

    private static Article Article(string id, string title, string text, DateTimeOffset published) => new()
    {
        Id = id,
        FeedId = "",
        Identity = id,
        Source = $"{id}.example",
        Title = title,
        Text = text,
        Language = "en",
        Published = published,
        FirstSeen = Start,
        Updated = Start,
        ContentHash = id,
    };
}
