using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Model;
using NewsMonitor.Stories.Linking;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>Texts as no outlet means to send them, from the feed's row to the story's, its face and its links: none is set aside, none blocks another.</summary>
public sealed class HostileStoriesTests : IAsyncDisposable
{
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
        $"Storm: 9 {string.Concat(Enumerable.Repeat("trillion ", 40))}dead",
        new string('x', 300_000),
        string.Concat(Enumerable.Repeat("Name 1,000 ", 30_000)),
    ];

    private readonly SqliteIndex _index = new();

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task Odd_articles_get_their_stories_faces_and_profiles_like_any_other()
    {
        Article[] articles =
        [
            .. Texts.SelectMany((text, i) => new[] { Article($"{i}-title", text, "", SqliteIndex.Start), Article($"{i}-text", "", text, DateTimeOffset.MinValue), Article($"{i}-both", text, text, DateTimeOffset.MaxValue) }),
            Article("honest", "Bridge over the Arda at Merin closed after crack is found", "The bridge at Merin was closed on Tuesday.", SqliteIndex.Start),
        ];
        await _index.ArriveAsync("odd", articles);

        await _index.RunAsync();
        var linker = new StoryLinkWorker(_index.Stores.Links, _index.Options, _index.Clock, NullLogger<StoryLinkWorker>.Instance);
        while (await linker.RunAsync(default) > 0)
        {
        }

        var counts = await _index.Stores.Stories.CountAsync(default);
        Assert.Equal((0, 0), (counts.PendingArticles, counts.SetAside));
        Assert.NotNull(await _index.Stores.Stories.AssignmentAsync("honest", default));
        await _index.RestartAsync();
        Assert.Equal(articles.Length, (await _index.StoriesAsync()).Sum(story => story.Articles));
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
        FirstSeen = SqliteIndex.Start,
        Updated = SqliteIndex.Start,
        ContentHash = id,
    };
}
