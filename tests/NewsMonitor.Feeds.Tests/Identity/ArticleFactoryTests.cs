using NewsMonitor.Feeds.Identity;
using NewsMonitor.Feeds.Tests.Parsing;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.Identity;

public sealed class ArticleFactoryTests
{
    private static readonly DateTimeOffset Now = Documents.Utc(2024, 10, 8, 9);

    private static readonly Feed Courier = new()
    {
        Id = "feed_courier",
        Url = "https://www.courier.example/feed.xml",
        Added = Now,
        Language = "nl",
        Poll = new FeedPollState { NextPoll = Now, NextPollReason = "test" },
    };

    private static Article[] Articles(string items, ArticleOptions? options = null, string channel = "") =>
        new ArticleFactory(new Declared(), options ?? new ArticleOptions())
            .Create(Documents.Read($"<rss version='2.0'><channel><title>Courier</title><link>https://www.courier.example/</link>{channel}{items}</channel></rss>"), Courier, Now);

    private static Article One(string item, ArticleOptions? options = null) => Assert.Single(Articles($"<item>{item}</item>", options));

    [Fact]
    public void An_article_has_what_the_entry_says()
    {
        var article = One("""
            <title>Bridge &lt;b&gt;opens&lt;/b&gt;</title><link>https://www.courier.example/bridge</link><guid isPermaLink='false'>b-1</guid>
            <pubDate>Tue, 08 Oct 2024 08:00:00 GMT</pubDate><category>city</category><author>ida@courier.example (Ida)</author>
            <description>&lt;p&gt;The   bridge&lt;/p&gt;&lt;p&gt;is open.&lt;/p&gt;</description>
            """);

        Assert.Equal(("b-1", "courier.example", "https://www.courier.example/bridge"), (article.Identity, article.Source, article.Url));
        Assert.Equal(("Bridge opens", "The bridge is open.", "Ida", "nl"), (article.Title, article.Text, article.Author, article.Language));
        Assert.Equal(["city"], article.Categories);
        Assert.Equal(Documents.Utc(2024, 10, 8, 8), article.Published);
        Assert.Equal((Now, Now, "feed_courier"), (article.FirstSeen, article.Updated, article.FeedId));
        Assert.Equal(StableId.Create("art", "feed_courier", "b-1"), article.Id);
    }

    [Fact]
    public void The_identity_is_the_guid_else_the_link_else_the_content()
    {
        Assert.Equal("g", One("<guid isPermaLink='false'>g</guid><link>https://a.example/1</link><title>t</title>").Identity);
        Assert.Equal("https://a.example/1", One("<link>https://a.example/1</link><title>t</title>").Identity);
        Assert.StartsWith("sha256:", One("<title>t</title>").Identity, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guid_that_different_articles_share_identifies_none_of_them()
    {
        var articles = Articles("""
            <item><guid isPermaLink='false'>all</guid><link>https://a.example/1</link><title>1</title></item>
            <item><guid isPermaLink='false'>all</guid><link>https://a.example/2</link><title>2</title></item>
            <item><guid isPermaLink='false'>own</guid><link>https://a.example/3</link><title>3</title></item>
            """);

        Assert.Equal(["https://a.example/1", "https://a.example/2", "own"], articles.Select(a => a.Identity));
    }

    [Fact]
    public void A_link_that_different_articles_share_identifies_none_of_them()
    {
        var articles = Articles("<item><link>https://a.example/live</link><title>1</title></item><item><link>https://a.example/live</link><title>2</title></item>");

        Assert.Equal(2, articles.Length);
        Assert.All(articles, a => Assert.StartsWith("sha256:", a.Identity, StringComparison.Ordinal));
    }

    [Fact]
    public void The_feeds_own_address_is_no_articles_identity() =>
        Assert.StartsWith("sha256:", One("<guid>https://www.courier.example/</guid><title>t</title>").Identity, StringComparison.Ordinal);

    [Fact]
    public void An_article_that_is_listed_twice_is_one() =>
        Assert.Equal("new", Assert.Single(Articles("<item><guid>1</guid><link>https://a.example/1</link><title>new</title></item><item><guid>1</guid><link>https://a.example/1</link><title>old</title></item>")).Title);

    [Fact]
    public void Order_and_neighbours_do_not_change_an_article()
    {
        const string First = "<item><guid>1</guid><title>1</title></item>";
        const string Second = "<item><link>https://a.example/2</link><title>2</title></item>";
        const string Third = "<item><title>3</title></item>";

        Assert.Equal(
            Articles(First + Second + Third).Select(a => (a.Id, a.ContentHash)).Order(),
            Articles(Third + First).Concat(Articles(Second)).Select(a => (a.Id, a.ContentHash)).Order());
    }

    [Fact]
    public void An_edit_changes_the_hash_and_not_the_identity()
    {
        var (before, after) = (One("<guid>1</guid><title>t</title><description>a</description>"), One("<guid>1</guid><title>t</title><description>b</description>"));

        Assert.Equal(before.Id, after.Id);
        Assert.NotEqual(before.ContentHash, after.ContentHash);
    }

    [Theory]
    [InlineData("<description>a &lt;b&gt;b&lt;/b&gt;</description>", "<description>a &lt;i class='x'&gt;b&lt;/i&gt;&#10;</description>")]
    [InlineData("<link>https://a.example/1?utm_source=x</link>", "<link>https://a.example/1</link>")]
    [InlineData("<pubDate>Tue, 08 Oct 2024 08:00:00 GMT</pubDate>", "<pubDate>Tue, 08 Oct 2024 08:30:00 GMT</pubDate>")]
    public void What_no_reader_sees_is_no_edit(string before, string after) =>
        Assert.Equal(One($"<guid>1</guid><title>t</title>{before}").ContentHash, One($"<guid>1</guid><title>t</title>{after}").ContentHash);

    [Fact]
    public void Without_a_title_the_first_words_stand_in() =>
        Assert.Equal(
            "one two three four five six seven eight nine ten eleven twelve…",
            One("<guid>1</guid><description>one two three four five six seven eight nine ten eleven twelve thirteen</description>").Title);

    [Fact]
    public void An_entry_that_says_nothing_is_no_article() => Assert.Empty(Articles("<item><guid>1</guid><link>https://a.example/1</link></item><item/>"));

    [Theory]
    [InlineData("Tue, 08 Oct 2024 09:05:00 GMT", "2024-10-08T09:05:00Z")]
    [InlineData("Tue, 08 Oct 2024 19:05:00 GMT", "2024-10-08T09:00:00Z")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData("once upon a time", null)]
    public void A_publication_in_the_future_is_now(string date, string? published) =>
        Assert.Equal(published is null ? null : DateTimeOffset.Parse(published, System.Globalization.CultureInfo.InvariantCulture), One($"<title>t</title><pubDate>{date}</pubDate>").Published);

    [Fact]
    public void What_a_date_in_the_future_said_is_kept_beside()
    {
        Assert.Equal(Documents.Utc(2024, 10, 8, 19, 5), One("<title>t</title><pubDate>Tue, 08 Oct 2024 19:05:00 GMT</pubDate>").PublishedClaim);
        Assert.Null(One("<title>t</title><pubDate>Tue, 08 Oct 2024 09:05:00 GMT</pubDate>").PublishedClaim);
    }

    [Fact]
    public void Other_identities_that_an_article_could_have_had_are_told()
    {
        var article = One("<guid isPermaLink='false'>g</guid><link>https://a.example/1?utm_source=x</link><title>t</title>");

        Assert.Equal(["https://a.example/1", $"sha256:{article.ContentHash}", "http://a.example/1"], article.OtherIdentities);
    }

    [Fact]
    public void The_source_is_the_host_of_the_article_else_of_the_feed()
    {
        Assert.Equal("other.example", One("<title>t</title><link>https://WWW.Other.example:8080/1</link>").Source);
        Assert.Equal("courier.example", One("<title>t</title>").Source);
        Assert.Equal("courier.example", One("<title>t</title><link>mailto:x@y.example</link>").Source);
    }

    [Fact]
    public void Content_is_the_text_and_an_empty_one_gives_way_to_the_summary()
    {
        const string Encoded = "<x:encoded xmlns:x='http://purl.org/rss/1.0/modules/content/'>";

        Assert.Equal("long", One($"<title>t</title><description>short</description>{Encoded}long</x:encoded>").Text);
        Assert.Equal("short", One($"<title>t</title><description>short</description>{Encoded}&lt;img src='x'&gt;</x:encoded>").Text);
    }

    [Fact]
    public void Long_texts_are_cut_at_a_word()
    {
        var article = One($"<title>{string.Join(' ', Enumerable.Repeat("title", 20))}</title><description>{string.Join(' ', Enumerable.Repeat("word", 100))}</description>", new ArticleOptions { MaxTextLength = 103, MaxTitleLength = 40 });

        Assert.EndsWith("word", article.Text, StringComparison.Ordinal);
        Assert.InRange(article.Text.Length, 90, 103);
        Assert.EndsWith("title…", article.Title, StringComparison.Ordinal);
        Assert.InRange(article.Title.Length, 30, 40);
    }

    [Fact]
    public void A_cut_never_splits_a_character() =>
        Assert.False(char.IsHighSurrogate(One($"<title>t</title><description>{string.Concat(Enumerable.Repeat("🚢", 100))}</description>", new ArticleOptions { MaxTextLength = 101 }).Text[^1]));

    [Fact]
    public void More_articles_than_allowed_are_not_taken() =>
        Assert.Equal(["1", "2"], Articles("<item><title>1</title></item><item><title>2</title></item><item><title>3</title></item>", new ArticleOptions { MaxArticles = 2 }).Select(a => a.Title));

    [Fact]
    public void A_very_long_guid_is_kept_as_its_hash() =>
        Assert.StartsWith("sha256:", One($"<guid isPermaLink='false'>{new string('x', 2000)}</guid><title>t</title>").Identity, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://a.example/1?utm_source=rss&utm_medium=x", "https://a.example/1")]
    [InlineData("https://a.example/1?id=2&UTM_campaign=x&page=3#top", "https://a.example/1?id=2&page=3#top")]
    [InlineData("https://a.example/1?fbclid=x#utm_source=y", "https://a.example/1")]
    [InlineData("https://a.example/1#xtor=RSS-3208", "https://a.example/1")]
    [InlineData("https://a.example/?p=7&&q", "https://a.example/?p=7&&q")]
    [InlineData("https://a.example/1#story-2", "https://a.example/1#story-2")]
    public void Tracking_is_no_part_of_a_link(string link, string canonical) => Assert.Equal(canonical, CanonicalLink.Of(link));

    private sealed class Declared : ILanguageTagger
    {
        public string Tag(string? declared, string title, string text) => declared ?? "und";
    }
}
