using System.Text.Json;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>What every story store keeps to; each database runs it.</summary>
public abstract class StoryStoreTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The story events that wait for the alerts, oldest first.</summary>
    protected abstract Task<StoryEvent[]> EventsAsync();

    /// <summary>How many analyses the database holds.</summary>
    protected abstract Task<long> AnalysesAsync();

    [Fact]
    public async Task Articles_wait_by_language_in_the_order_of_their_arrival()
    {
        await IngestAsync(Article("a"), Article("b") with { Language = "es" }, Article("c"), Article("d") with { Language = "und" });

        Assert.Equal(["en", "es", "und"], await Stories.PendingLanguagesAsync(default));
        Assert.Equal(["a", "c"], (await Stories.PendingAsync("en", 10, default)).Select(a => a.Id));
        Assert.Equal(["a"], (await Stories.PendingAsync("en", 1, default)).Select(a => a.Id));
        Assert.Empty(await Stories.PendingAsync("fr", 10, default));
        Assert.Equal(new StoryCounts(0, 0, 4, 0, Start), await Stories.CountAsync(default));
    }

    [Fact]
    public async Task An_assignment_writes_the_story_its_event_and_its_log_entry()
    {
        await IngestAsync(Article("a") with { Title = "Ministers speak", Published = Start.AddHours(-2), Url = "https://one.example/a" });

        Assert.True(await AssignAsync("en", [Began("a")], Start.AddMinutes(1), default));

        var story = await Stories.FindAsync("story-a", default);
        Assert.Equivalent(
            new Story
            {
                Id = "story-a",
                Language = "en",
                Headline = "Ministers speak",
                HeadlineArticle = "a",
                Url = "https://one.example/a",
                State = StoryState.Open,
                FirstSeen = Start,
                Latest = Start,
                FirstPublished = Start.AddHours(-2),
                LatestPublished = Start.AddHours(-2),
                LatestIndependent = Start,
                Articles = 1,
                Sources = 1,
                IndependentSources = 1,
                Version = 1,
            },
            story,
            strict: true);
        var waiting = Assert.Single(await EventsAsync());
        Assert.Equal(("story-a", "a", "en", StoryEventKind.Began, Start.AddMinutes(1)), (waiting.StoryId, waiting.ArticleId, waiting.Language, waiting.Kind, waiting.At));
        var logged = Assert.Single(await Log.AfterAsync(0, 10, default));
        Assert.Equal((LoggedEventTypes.StoryBegan, "story-a"), (logged.Type, logged.Subject));
        using var data = JsonDocument.Parse(logged.Data);
        Assert.Equal(
            ["story=story-a", "headline=Ministers speak", "article=a", "title=Ministers speak", "source=a.example", "url=https://one.example/a", "language=en"],
            data.RootElement.EnumerateObject().Select(p => $"{p.Name}={p.Value}"));
        Assert.Empty(await Stories.PendingLanguagesAsync(default));
    }

    [Fact]
    public async Task Sources_are_counted_once_and_copies_are_not_independent()
    {
        await IngestAsync(
            Article("a") with { Source = "one.example" }, Article("b") with { Source = "two.example" }, Article("c") with { Source = "two.example" },
            Article("d") with { Source = "three.example", FirstSeen = Start.AddHours(3), Published = Start.AddHours(2) });

        await AssignAsync("en", [Began("a"), Joined("b", "a", copyOf: "a"), Joined("c", "a"), Joined("d", "a", copyOf: "b")], Start, default);

        var story = (await Stories.FindAsync("story-a", default))!;
        Assert.Equal((4, 3, 2), (story.Articles, story.Sources, story.IndependentSources));
        Assert.Equal(Start.AddHours(3), story.Latest);
        Assert.Equal(Start.AddHours(2), story.LatestPublished);
        Assert.Equal(
            [StoryEventKind.Began, StoryEventKind.Copied, StoryEventKind.Joined, StoryEventKind.Copied], (await EventsAsync()).Select(e => e.Kind));
        using var data = JsonDocument.Parse((await Log.AfterAsync(0, 10, default))[^1].Data);
        Assert.Equal("b", data.RootElement.GetProperty("copyOf").GetString());
        Assert.Equal(3, data.RootElement.GetProperty("sources").GetInt32());
        Assert.Equal(2, data.RootElement.GetProperty("independentSources").GetInt32());
        Assert.Equal(4, data.RootElement.GetProperty("articles").GetInt32());
    }

    [Fact]
    public async Task A_batch_with_an_article_that_has_a_story_already_writes_nothing()
    {
        await IngestAsync(Article("a"), Article("b"));
        await AssignAsync("en", [Began("a")], Start, default);

        Assert.False(await AssignAsync("en", [Began("b"), Joined("a", "b")], Start, default));

        Assert.Null(await Stories.FindAsync("story-b", default));
        Assert.Equal("story-a", (await Stories.AssignmentAsync("a", default))!.StoryId);
        Assert.Single(await EventsAsync());
        Assert.Single(await Log.AfterAsync(0, 10, default));
    }

    [Fact]
    public async Task An_article_cannot_be_assigned_twice_in_one_batch_nor_to_a_story_that_is_closed_or_unknown()
    {
        await IngestAsync(Article("a"), Article("b"));
        await AssignAsync("en", [Began("a")], Start, default);
        await Stories.CloseAsync("en", Start.AddDays(1), default);

        Assert.False(await AssignAsync("en", [Joined("b", "a")], Start, default));
        Assert.False(await AssignAsync("en", [Joined("b", "nobody")], Start, default));
        Assert.False(await AssignAsync("en", [Began("b"), Began("b")], Start, default));
        Assert.True(await AssignAsync("en", [Began("b")], Start, default));
    }

    [Fact]
    public async Task An_assignment_reads_back_as_it_was_written_also_after_a_restart()
    {
        await IngestAsync(Article("a"), Article("b"));
        var joined = Joined("b", "a", copyOf: "a") with { Score = 1.25, Margin = 0.5, Reasons = ["shared: raimondo 3.1, wang “2.0”", "second"] };
        await AssignAsync("en", [Began("a"), joined], Start, default);
        await Stores.ReopenAsync();

        Assert.Equivalent(joined, await Stories.AssignmentAsync("b", default), strict: true);
        Assert.Null((await Stories.AssignmentAsync("a", default))!.Score);
        Assert.Null(await Stories.AssignmentAsync("unknown", default));
        var page = await Stories.ArticlesAsync("story-a", new PageRequest(null, 1), default);
        Assert.Equal("a", Assert.Single(page.Items).Article.Id);
        page = await Stories.ArticlesAsync("story-a", new PageRequest(page.Next, 1), default);
        Assert.Equal("b", Assert.Single(page.Items).Assignment.ArticleId);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task An_article_that_was_set_aside_waits_no_more_and_is_counted()
    {
        await IngestAsync(Article("a"), Article("b"));

        await Stories.SetAsideAsync("a", "the engine could not take it", default);

        Assert.Equal(["b"], (await Stories.PendingAsync("en", 10, default)).Select(a => a.Id));
        Assert.Equal(1, (await Stories.CountAsync(default)).SetAside);
        Assert.Equal("the engine could not take it", (await Feeds.FindArticleAsync("a", default))!.SetAside);
        Assert.Equal(["a"], (await Feeds.ListArticlesAsync(new ArticleFilter(SetAside: true), new PageRequest(), default)).Items.Select(a => a.Id));
        Assert.Equal(["b"], (await Feeds.ListArticlesAsync(new ArticleFilter(SetAside: false), new PageRequest(), default)).Items.Select(a => a.Id));
        Assert.False(await AssignAsync("en", [Began("a")], Start, default));

        Assert.Equal("en", await Stories.RetryAsync("a", default));
        Assert.Null(await Stories.RetryAsync("a", default));
        Assert.Null(await Stories.RetryAsync("b", default));
        Assert.Equal(["a", "b"], (await Stories.PendingAsync("en", 10, default)).Select(a => a.Id));
        Assert.True(await AssignAsync("en", [Began("a")], Start, default));
    }

    [Fact]
    public async Task An_index_is_rebuilt_from_the_open_stories_in_the_order_of_assignment()
    {
        await IngestAsync([.. Enumerable.Range(0, 1203).Select(i => Article($"x{i:0000}")), Article("es") with { Language = "es" }]);
        // Assigned in another order than they arrived; every third begins a story that the next two join.
        var order = Enumerable.Range(0, 1203).Select(i => i / 3 * 3).Distinct().OrderByDescending(i => i).SelectMany(i => new[] { i, i + 1, i + 2 }).ToList();
        foreach (var batch in order.Chunk(300))
            Assert.True(await AssignAsync("en", [.. batch.Select(i => i % 3 == 0 ? Began($"x{i:0000}") : Joined($"x{i:0000}", $"x{i / 3 * 3:0000}"))], Start, default));
        await AssignAsync("es", [Began("es")], Start, default);

        var open = await ReadAsync("en");

        Assert.Equal(order.Select(i => ($"x{i:0000}", $"story-x{i / 3 * 3:0000}")), open.Select(a => (a.ArticleId, a.StoryId)));
        Assert.All(open, a => Assert.Null(a.Analysis));
    }

    [Fact]
    public async Task What_the_index_saw_is_kept_with_the_assignment_as_long_as_the_story_is_open()
    {
        await IngestAsync(Article("a"), Article("b"), Article("c"), Article("new") with { FirstSeen = Start.AddDays(10) });
        Assert.True(await AssignAsync("en", [new(Began("a"), [1, 2, 3]), Joined("b", "a")], Start, default));
        Assert.True(await AssignAsync("en", [new(Joined("c", "a"), []), new(Began("new"), [4])], Start, default));
        Assert.False(await AssignAsync("en", [new(Joined("c", "a"), [9])], Start, default));
        await Stores.ReopenAsync();

        Assert.Equal([("a", "1,2,3"), ("b", null), ("c", ""), ("new", "4")], (await ReadAsync("en")).Select(Seen));
        Assert.Equal([("a", "1,2,3"), ("b", null), ("c", "")], await Stories.OpenArticlesAsync(["story-a", "nobody"], default).Select(Seen).ToListAsync());
        Assert.Equal([("b", null), ("c", "")], (await Stories.LatestArticlesAsync("story-a", 2, default)).Select(Seen));
        Assert.Equal(3, (await Stories.LatestArticlesAsync("story-a", 9, default)).Count);

        await Stories.CloseAsync("en", Start.AddDays(1), default);

        Assert.Equal([("new", "4")], (await ReadAsync("en")).Select(Seen));
        Assert.Empty(await Stories.OpenArticlesAsync(["story-a"], default).ToListAsync());
        Assert.Empty(await Stories.LatestArticlesAsync("story-a", 9, default));
        Assert.Equal(1, await AnalysesAsync());
    }

    [Fact]
    public async Task More_stories_close_than_fit_a_transaction()
    {
        await IngestAsync([.. Enumerable.Range(0, 450).Select(i => Article($"x{i:0000}"))]);
        Assert.True(await AssignAsync("en", [.. Enumerable.Range(0, 450).Select(i => new IndexedAssignment(Began($"x{i:0000}"), [1]))], Start, default));

        Assert.Equal(450, (await Stories.CloseAsync("en", Start.AddDays(1), default)).Distinct().Count());

        Assert.Equal(0, (await Stories.CountAsync(default)).Open);
        Assert.Equal(0, await AnalysesAsync());
    }

    [Fact]
    public async Task Articles_are_read_as_they_are_now()
    {
        await IngestAsync(Article("a"), Article("b"), Article("c"));

        Assert.Equal(["a", "c"], (await Stories.ReadAsync(["a", "c", "unknown"], default)).Select(a => a.Id).Order());
    }

    [Fact]
    public async Task Stories_that_had_no_article_since_close_and_leave_the_rebuilt_index()
    {
        await IngestAsync(Article("old"), Article("new") with { FirstSeen = Start.AddDays(10) }, Article("es") with { Language = "es" });
        await AssignAsync("en", [Began("old"), Began("new")], Start, default);
        await AssignAsync("es", [Began("es")], Start, default);

        Assert.Equal(["story-old"], await Stories.CloseAsync("en", Start.AddDays(1), default));
        Assert.Empty(await Stories.CloseAsync("en", Start.AddDays(1), default));

        Assert.Equal(StoryState.Closed, (await Stories.FindAsync("story-old", default))!.State);
        Assert.Equal(["new"], (await ReadAsync("en")).Select(a => a.ArticleId));
        Assert.Equal(2, (await Stories.CountAsync(default)).Open);
        Assert.Equal(3, (await Stories.CountAsync(default)).Stories);
    }

    [Fact]
    public async Task Stories_are_listed_latest_first_by_page_and_by_filter()
    {
        await IngestAsync(
            Article("a") with { Title = "Quake shakes 100% of the coast" }, Article("b") with { Title = "Ministers speak", FirstSeen = Start.AddHours(1) },
            Article("c") with { Title = "Raimondo and Wang on the phone", FirstSeen = Start.AddHours(2) }, Article("d") with { FirstSeen = Start.AddHours(1) });
        await AssignAsync("en", [Began("a"), Began("b"), Joined("c", "b"), Began("d")], Start, default);

        var first = await Stories.ListAsync(new StoryFilter(), new PageRequest(null, 2), default);
        var second = await Stories.ListAsync(new StoryFilter(), new PageRequest(first.Next, 2), default);

        Assert.Equal(["story-b", "story-d"], first.Items.Select(s => s.Id));
        Assert.Equal(["story-a"], second.Items.Select(s => s.Id));
        Assert.Null(second.Next);
        Assert.Equal(["story-b"], await ListAsync(new StoryFilter(Text: "wang raimondo")));
        Assert.Equal(["story-a"], await ListAsync(new StoryFilter(Text: "100%")));
        Assert.Empty(await ListAsync(new StoryFilter(Text: "10_%")));
        Assert.Equal(["story-b"], await ListAsync(new StoryFilter(MinSources: 2)));
        Assert.Equal(["story-b", "story-d"], await ListAsync(new StoryFilter(Since: Start.AddMinutes(1))));
        await Assert.ThrowsAsync<InvalidInputException>(() => Stories.ListAsync(new StoryFilter(), new PageRequest("nonsense"), default));
        await Assert.ThrowsAsync<InvalidInputException>(() => Stories.ListAsync(new StoryFilter(MinSources: 0), new PageRequest(), default));
    }

    [Fact]
    public async Task A_story_without_a_title_takes_the_beginning_of_its_text()
    {
        await IngestAsync(Article("a") with { Title = "", Text = "First line of it\nSecond" }, Article("b") with { Title = "", Text = string.Join(' ', Enumerable.Repeat("word", 99)) },
            Article("c") with { Title = "", Text = "" });
        await AssignAsync("en", [Began("a"), Began("b"), Began("c")], Start, default);

        Assert.Equal("First line of it", (await Stories.FindAsync("story-a", default))!.Headline);
        Assert.EndsWith("word …", (await Stories.FindAsync("story-b", default))!.Headline, StringComparison.Ordinal);
        Assert.Equal("(no title)", (await Stories.FindAsync("story-c", default))!.Headline);
    }

    private Task<bool> AssignAsync(string language, IndexedAssignment[] assignments, DateTimeOffset now, CancellationToken cancellationToken) =>
        Stories.AssignAsync(new AssignedBatch(language, assignments, now), cancellationToken);

    private static Article Article(string id) => new()
    {
        Id = id,
        FeedId = "feed",
        Identity = id,
        Source = $"{id}.example",
        Title = $"Title of {id}",
        Text = $"Text of {id}",
        Language = "en",
        FirstSeen = Start,
        Updated = Start,
        ContentHash = $"hash of {id}",
    };

    private static StoryAssignment Began(string article) => new() { ArticleId = article, StoryId = $"story-{article}", Began = true, Reasons = ["no open story is near"] };

    private static StoryAssignment Joined(string article, string founder, string? copyOf = null) =>
        new() { ArticleId = article, StoryId = $"story-{founder}", Began = false, Score = 1, CopyOf = copyOf, Reasons = [] };

    private async Task IngestAsync(params Article[] articles)
    {
        var (feed, _) = await Feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default);
        var stored = await Feeds.IngestAsync(
            new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [.. articles.Select(a => a with { FeedId = feed.Id })] }, default);
        Assert.Equal(articles.Length, stored.New);
    }

    private static (string Article, string? Analysis) Seen(IndexedArticle article) =>
        (article.ArticleId, article.Analysis is { } bytes ? string.Join(',', bytes) : null);

    private async Task<List<IndexedArticle>> ReadAsync(string language)
    {
        var articles = new List<IndexedArticle>();
        await foreach (var article in Stories.OpenArticlesAsync(language, default))
            articles.Add(article);
        return articles;
    }

    private async Task<IEnumerable<string>> ListAsync(StoryFilter filter) => (await Stories.ListAsync(filter, new PageRequest(), default)).Items.Select(s => s.Id);
}
