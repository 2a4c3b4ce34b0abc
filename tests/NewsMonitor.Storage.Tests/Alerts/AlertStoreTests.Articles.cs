using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>The stored articles, for trying queries on them.</summary>
public abstract partial class AlertStoreTests
{
    [Fact]
    public async Task The_history_is_read_from_the_last_article_backwards_batch_by_batch()
    {
        for (var i = 1; i <= 5; i++)
            await ArriveAsync(i, story: $"story_{i}");

        var first = await ArticleHistory.ReadAsync(null, null, 3, default);
        var second = await ArticleHistory.ReadAsync(first[^1].Sequence, null, 3, default);

        Assert.Equal(["art_5", "art_4", "art_3"], first.Select(a => a.Article.Id));
        Assert.Equal([("art_2", "story_2"), ("art_1", "story_1")], second.Select(a => (a.Article.Id, a.StoryId)));
        Assert.Null(first[0].Feed);
        Assert.Empty(await ArticleHistory.ReadAsync(second[^1].Sequence, null, 3, default));
    }

    [Fact]
    public async Task The_history_since_a_time_has_what_arrived_then_or_later()
    {
        for (var i = 1; i <= 5; i++)
            await ArriveAsync(i);
        Assert.Equal(["art_5", "art_4"], (await ArticleHistory.ReadAsync(null, Start.AddMinutes(4), 10, default)).Select(a => a.Article.Id));
        Assert.Empty(await ArticleHistory.ReadAsync(null, Start.AddMinutes(6), 10, default));
    }

    [Fact]
    public async Task The_history_knows_feeds_and_the_sources_of_stories()
    {
        var (feed, _) = await Feeds.AddAsync(new NewsMonitor.Feeds.NewFeed("https://outlet.example/feed", "Outlet", ["asia"], Start), default);
        await ArriveAsync(Article(1) with { FeedId = feed.Id }, Story("story_1", 1), StoryEventKind.Began);
        var found = Assert.Single(await ArticleHistory.ReadAsync(null, null, 10, default));
        Assert.Equal((feed.Id, "Outlet", "https://outlet.example/feed", "asia"), (found.Feed!.Id, found.Feed.Title, found.Feed.Url, found.Feed.Tags.Single()));
        Assert.Equal([("story_1", 1)], (await ArticleHistory.SourcesAsync(["story_1", "story_none"], default)).Select(pair => (pair.Key, pair.Value)));

        static Story Story(string id, int articles) => new()
        {
            Id = id, Language = "en", Headline = "Headline", State = StoryState.Open, FirstSeen = Start, Latest = Start, Articles = articles, Sources = 1, IndependentSources = 1,
        };
    }
}
