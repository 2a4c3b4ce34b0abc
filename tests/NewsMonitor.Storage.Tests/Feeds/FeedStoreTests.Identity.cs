using System.Text;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.Identity;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Feeds;

/// <summary>Which article of a document is which of the store, with documents as feeds send them.</summary>
public abstract partial class FeedStoreTests
{
    private const string One = "<item><guid>1</guid><link>https://outlet.example/1</link><title>One</title></item>";
    private const string Two = "<item><link>https://outlet.example/2?utm_source=rss</link><title>Two</title></item>";
    private const string Three = "<item><title>Three</title><description>Neither guid nor link</description></item>";

    [Fact]
    public async Task A_document_in_another_order_or_without_its_end_brings_no_news()
    {
        var feed = await AddAsync();
        Assert.Equal((3, 0), await PollAsync(feed, One + Two + Three));

        Assert.Equal((0, 0), await PollAsync(feed, Three + One + Two));
        Assert.Equal((0, 0), await PollAsync(feed, Two));
        Assert.Equal((0, 0), await PollAsync(feed, One + Two.Replace("utm_source=rss", "utm_source=other", StringComparison.Ordinal) + Three));
    }

    [Fact]
    public async Task A_feed_that_is_removed_and_added_again_brings_no_news_and_only_what_changed_meanwhile()
    {
        var feed = await AddAsync();
        await PollAsync(feed, One + Two + Three);
        await Store.RemoveAsync(feed.Id, default);

        var again = await AddAsync();

        Assert.Equal((0, 1), await PollAsync(again, One + Two.Replace("Two", "Two, edited", StringComparison.Ordinal) + Three));
    }

    [Fact]
    public async Task Items_that_share_a_guid_stay_what_they_are_also_when_only_one_is_left()
    {
        const string First = "<item><guid isPermaLink='false'>all</guid><link>https://outlet.example/1</link><title>One</title></item>";
        const string Second = "<item><guid isPermaLink='false'>all</guid><link>https://outlet.example/2</link><title>Two</title></item>";
        var feed = await AddAsync();
        Assert.Equal((2, 0), await PollAsync(feed, First + Second));

        Assert.Equal((0, 0), await PollAsync(feed, Second));
        Assert.Equal((0, 0), await PollAsync(feed, Second + First));
    }

    [Fact]
    public async Task An_item_whose_guid_turns_out_to_be_shared_stays_what_it_was()
    {
        const string First = "<item><guid isPermaLink='false'>all</guid><link>https://outlet.example/1</link><title>One</title></item>";
        const string Second = "<item><guid isPermaLink='false'>all</guid><link>https://outlet.example/2</link><title>Two</title></item>";
        var feed = await AddAsync();
        Assert.Equal((1, 0), await PollAsync(feed, First));

        Assert.Equal((1, 0), await PollAsync(feed, Second + First));
        Assert.Equal((0, 0), await PollAsync(feed, Second + First));
    }

    [Fact]
    public async Task Items_that_share_everything_but_their_titles_are_different_articles()
    {
        const string Live = "<item><guid isPermaLink='false'>live</guid><link>https://outlet.example/live</link><title>{0}</title></item>";
        var (first, second, third) = (Live.Replace("{0}", "One", StringComparison.Ordinal), Live.Replace("{0}", "Two", StringComparison.Ordinal), Three);
        var feed = await AddAsync();
        Assert.Equal((3, 0), await PollAsync(feed, first + second.Replace("live</guid>", "other</guid>", StringComparison.Ordinal) + third));

        Assert.Equal((0, 0), await PollAsync(feed, second.Replace("live</guid>", "other</guid>", StringComparison.Ordinal) + third + first));
    }

    [Fact]
    public async Task A_feed_that_begins_to_write_guids_brings_no_news()
    {
        var feed = await AddAsync();
        await PollAsync(feed, Two);

        Assert.Equal((0, 0), await PollAsync(feed, Two.Replace("<item>", "<item><guid isPermaLink='false'>2</guid>", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_article_that_got_a_guid_is_the_same_at_its_next_edit(bool waits)
    {
        var feed = await AddAsync();
        var guid = Two.Replace("<item>", "<item><guid isPermaLink='false'>2</guid>", StringComparison.Ordinal);
        Assert.Equal((1, 0), await PollAsync(feed, Two, waits));

        Assert.Equal((0, 0), await PollAsync(feed, guid, waits));
        Assert.Equal((0, 0), await PollAsync(feed, guid, waits));
        Assert.Equal((0, 1), await PollAsync(feed, guid.Replace("Two", "Two, corrected", StringComparison.Ordinal), waits));
        Assert.Equal((0, 0), await PollAsync(feed, guid.Replace("Two", "Two, corrected", StringComparison.Ordinal), waits));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Single_items_that_share_a_guid_do_not_overwrite_each_other(bool waits)
    {
        var feed = await AddAsync();
        Assert.Equal((2, 0), await PollAsync(feed, Shared("1", "One") + Shared("2", "Two"), waits));

        Assert.Equal((1, 0), await PollAsync(feed, Shared("3", "Three"), waits));
        Assert.Equal((1, 0), await PollAsync(feed, Shared("4", "Four"), waits));
        Assert.Equal((0, 0), await PollAsync(feed, Shared("4", "Four"), waits));
        Assert.Equal((0, 1), await PollAsync(feed, Shared("4", "Four, corrected"), waits));
        Assert.Equal((0, 1), await PollAsync(feed, Shared("3", "Three, corrected"), waits));
        Assert.Equal((0, 0), await PollAsync(feed, Shared("2", "Two") + Shared("3", "Three, corrected") + Shared("4", "Four, corrected"), waits));
    }

    [Fact]
    public async Task An_edit_keeps_its_address_or_its_title()
    {
        var feed = await AddAsync();
        await PollAsync(feed, Shared("1", "One"));

        Assert.Equal((0, 1), await PollAsync(feed, Shared("1", "One, corrected")));
        Assert.Equal((0, 1), await PollAsync(feed, Shared("1-corrected", "One, corrected")));
        Assert.Equal((0, 1), await PollAsync(feed, Shared("1-corrected", "One, again").Replace("https:", "http:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http:", "https:", false)]
    [InlineData("https:", "http:", false)]
    [InlineData("http:", "https:", true)]
    public async Task A_site_that_changes_to_https_brings_no_news(string before, string after, bool waits)
    {
        var items = Two + "<item><guid>https://outlet.example/5</guid><title>Five</title></item>" + Two.Replace("/2?", "/6?", StringComparison.Ordinal);
        var feed = await AddAsync();
        await PollAsync(feed, items.Replace("https:", before, StringComparison.Ordinal), waits);

        var moved = items.Replace("https:", after, StringComparison.Ordinal);
        Assert.Equal((0, 3), await PollAsync(feed, moved, waits));
        Assert.Equal((0, 0), await PollAsync(feed, moved, waits));
        Assert.Equal((0, 1), await PollAsync(feed, moved.Replace("Five", "Five, corrected", StringComparison.Ordinal), waits));
    }

    [Fact]
    public async Task A_merged_feed_that_begins_to_write_guids_brings_no_news()
    {
        var there = await MergedAsync(Two);

        Assert.Equal((0, 0), await PollAsync(there, Two.Replace("<item>", "<item><guid isPermaLink='false'>2</guid>", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_guid_that_turns_out_to_be_shared_after_a_merge_makes_no_news_of_what_only_the_other_feed_had()
    {
        const string First = "<item><guid isPermaLink='false'>all</guid><link>https://outlet.example/1</link><title>One</title></item>";
        const string Second = "<item><guid isPermaLink='false'>all</guid><link>https://outlet.example/2</link><title>Two</title></item>";
        var there = await MergedAsync(First);

        Assert.Equal((1, 0), await PollAsync(there, Second + First));
        Assert.Equal((0, 0), await PollAsync(there, First + Second));
    }

    [Fact]
    public async Task What_came_with_the_merge_and_waits_for_its_page_is_known_to_the_feed_that_stays()
    {
        var moving = await AddAsync();
        var there = (await Store.AddAsync(new NewFeed(Elsewhere, null, [], Start), default)).Feed;
        await IngestAsync(moving, poll => poll with { MovedTo = Elsewhere, Articles = Read(moving, Two, Start), PagesUntil = Start.AddHours(1) });
        var guid = Two.Replace("<item>", "<item><guid isPermaLink='false'>2</guid>", StringComparison.Ordinal);

        var result = await IngestAsync(there, poll => poll with { Articles = Read(there, guid, Start), PagesUntil = Start.AddHours(1) });

        Assert.Equal((0, 0), (result.New, result.Updated));
        Assert.Single(await Pages.DuePagesAsync(0, 1, Start, 9, 9, default));
    }

    [Fact]
    public async Task An_edit_is_no_news_and_is_stored()
    {
        var feed = await AddAsync();
        await PollAsync(feed, One);

        Assert.Equal((0, 1), await PollAsync(feed, One.Replace("One", "One, corrected", StringComparison.Ordinal), Start.AddHours(1)));

        var article = Assert.Single((await Store.ListArticlesAsync(new ArticleFilter(), new PageRequest(), default)).Items);
        Assert.Equal(("One, corrected", Start, Start.AddHours(1)), (article.Title, article.FirstSeen, article.Updated));
    }

    [Fact]
    public async Task An_article_without_a_date_was_first_seen_when_it_came_whatever_happens_to_it()
    {
        var feed = await AddAsync();
        await PollAsync(feed, One);
        await PollAsync(feed, One.Replace("One", "One, corrected", StringComparison.Ordinal), Start.AddHours(1));
        await Store.RemoveAsync(feed.Id, default);
        await PollAsync(await AddAsync(), One, Start.AddHours(2));

        var article = await Store.FindArticleAsync(Id(feed, "1"), default);
        Assert.Equal((null, Start), (article!.Published, article.FirstSeen));
    }

    [Fact]
    public async Task A_date_in_the_future_is_first_sight_for_good_and_kept_beside()
    {
        const string Dated = "<item><guid>1</guid><title>{0}</title><pubDate>Thu, 10 Oct 2024 09:00:00 GMT</pubDate></item>";
        var claim = new DateTimeOffset(2024, 10, 10, 9, 0, 0, TimeSpan.Zero);
        var feed = await AddAsync();
        await PollAsync(feed, Dated);
        Assert.Equal((Start, claim), await DatesAsync());

        await PollAsync(feed, Dated.Replace("{0}", "edited", StringComparison.Ordinal), Start.AddHours(1));
        Assert.Equal((Start, claim), await DatesAsync());
        await PollAsync(feed, Dated.Replace("{0}", "edited when the clock had reached it", StringComparison.Ordinal), Start.AddDays(3));
        Assert.Equal((Start, claim), await DatesAsync());
        await PollAsync(feed, Dated.Replace("{0}", "dated right", StringComparison.Ordinal).Replace("10 Oct", "07 Oct", StringComparison.Ordinal), Start.AddDays(3));
        Assert.Equal((new DateTimeOffset(2024, 10, 7, 9, 0, 0, TimeSpan.Zero), null), await DatesAsync());

        async Task<(DateTimeOffset?, DateTimeOffset?)> DatesAsync() =>
            await Store.FindArticleAsync(Id(feed, "1"), default) is { } article ? (article.Published, article.PublishedClaim) : default;
    }

    /// <returns>How many articles were new, and how many changed.</returns>
    private async Task<(int New, int Updated)> PollAsync(Feed feed, string items, DateTimeOffset? now = null)
    {
        var result = await IngestAsync(feed, Read(feed, items, now ?? Start));
        return (result.New, result.Updated);
    }

    private async Task<(int New, int Updated)> PollAsync(Feed feed, string items, bool waits)
    {
        var result = await IngestAsync(feed, poll => poll with { Articles = Read(feed, items, Start), PagesUntil = waits ? Start.AddHours(1) : null });
        return (result.New, result.Updated);
    }

    /// <summary>An item of a publisher who gives all of them the same guid.</summary>
    private static string Shared(string path, string title) =>
        $"<item><guid isPermaLink='false'>all</guid><link>https://outlet.example/{path}</link><title>{title}</title></item>";

    private static Article[] Read(Feed feed, string items, DateTimeOffset now)
    {
        var document = FeedParser.Parse(Encoding.UTF8.GetBytes($"<rss version='2.0'><channel>{items}</channel></rss>"), null, feed.Url, new FeedParserOptions());
        return new ArticleFactory(new English(), new ArticleOptions()).Create(document, feed, now);
    }

    /// <summary>The feed that stays, after one that had these items became one with it.</summary>
    private async Task<Feed> MergedAsync(string items)
    {
        var moving = await AddAsync();
        var there = (await Store.AddAsync(new NewFeed(Elsewhere, null, [], Start), default)).Feed;
        await PollAsync(moving, items);
        await IngestAsync(moving, poll => poll with { MovedTo = Elsewhere });
        return there;
    }

    private sealed class English : ILanguageTagger
    {
        public string Tag(string? declared, string title, string text) => "en";
    }
}
