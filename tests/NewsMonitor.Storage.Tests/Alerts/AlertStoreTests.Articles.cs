using System.Text;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>The stored articles, for trying queries on them.</summary>
public abstract partial class AlertStoreTests
{
    [Fact]
    public async Task The_history_is_read_backwards_in_ranges()
    {
        Assert.Null(await ArticleHistory.RangeAsync(null, default));
        for (var i = 1; i <= 5; i++)
            await ArriveAsync(i, story: $"story_{i}");

        var range = (await ArticleHistory.RangeAsync(null, default))!.Value;

        Assert.Equal(["art_5 story_5", "art_4 story_4", "art_3 story_3", "art_2 story_2", "art_1 story_1"], await IdsAsync(range));
        Assert.Equal(["art_5 story_5"], await IdsAsync(range with { First = range.Last }));
        Assert.Equal(["art_4 story_4", "art_3 story_3"], await IdsAsync(new HistoricRange(range.Last - 2, range.Last - 1)));
        Assert.Empty(await IdsAsync(new HistoricRange(range.Last + 1, range.Last + 9)));
    }

    [Fact]
    public async Task The_history_since_a_time_has_what_arrived_then_or_later()
    {
        for (var i = 1; i <= 5; i++)
            await ArriveAsync(i);
        var since = Start.AddMinutes(4);
        Assert.Equal(["art_5 story_call", "art_4 story_call"], await IdsAsync((await ArticleHistory.RangeAsync(since, default))!.Value, since));
        Assert.Equal(["art_5 story_call", "art_4 story_call"], await IdsAsync(new HistoricRange(long.MinValue, long.MaxValue), since));
        Assert.Null(await ArticleHistory.RangeAsync(Start.AddMinutes(6), default));
    }

    [Fact]
    public async Task A_row_of_the_history_is_the_article_as_it_was_stored()
    {
        var stored = Article(1) with { Title = "L’Élysée 中国", Text = "Москва — 😀", Categories = ["asia"] };
        await ArriveAsync(stored, Story("story_1", 1), StoryEventKind.Began);
        var seen = 0;
        await ArticleHistory.ReadAsync(
            new HistoricRange(0, long.MaxValue),
            null,
            row =>
            {
                seen++;
                Assert.Equal((stored.Title, stored.Text), (Encoding.UTF8.GetString(row.Title), Encoding.UTF8.GetString(row.Text)));
                Assert.Equal((stored.FirstSeen, "story_1"), (row.FirstSeen, row.StoryId));
                Assert.Equivalent(stored, row.Read());
                return true;
            },
            default);
        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task Reading_the_history_ends_when_enough_was_seen()
    {
        for (var i = 1; i <= 5; i++)
            await ArriveAsync(i);
        for (var again = 0; again < 2; again++)
        {
            var seen = new List<string>();
            await ArticleHistory.ReadAsync(
                new HistoricRange(0, long.MaxValue),
                null,
                row =>
                {
                    seen.Add(row.Read().Id);
                    return seen.Count < 2;
                },
                default);
            Assert.Equal(["art_5", "art_4"], seen);
        }
    }

    [Fact]
    public async Task The_history_knows_feeds_and_the_sources_of_stories()
    {
        var (feed, _) = await Feeds.AddAsync(new NewsMonitor.Feeds.NewFeed("https://outlet.example/feed", "Outlet", ["asia"], Start), default);
        await ArriveAsync(Article(1) with { FeedId = feed.Id }, Story("story_1", 1), StoryEventKind.Began);
        var found = (await ArticleHistory.FeedsAsync(default))[feed.Id];
        Assert.Equal((feed.Id, "Outlet", "https://outlet.example/feed", "asia"), (found.Id, found.Title, found.Url, found.Tags.Single()));
        Assert.Equal([("story_1", 1)], (await ArticleHistory.SourcesAsync(["story_1", "story_none"], default)).Select(pair => (pair.Key, pair.Value)));
    }

    private static Story Story(string id, int articles) => new()
    {
        Id = id, Language = "en", Headline = "Headline", State = StoryState.Open, FirstSeen = Start, Latest = Start, Articles = articles, Sources = 1, IndependentSources = 1,
    };

    private async Task<List<string>> IdsAsync(HistoricRange range, DateTimeOffset? since = null)
    {
        var ids = new List<string>();
        await ArticleHistory.ReadAsync(
            range,
            since,
            row =>
            {
                ids.Add($"{row.Read().Id} {row.StoryId}");
                return true;
            },
            default);
        return ids;
    }
}
