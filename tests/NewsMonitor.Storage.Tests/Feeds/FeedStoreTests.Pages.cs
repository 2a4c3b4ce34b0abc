using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Feeds;

/// <summary>Articles that wait for the text of their page.</summary>
public abstract partial class FeedStoreTests
{
    protected abstract IPageStore Pages { get; }

    [Fact]
    public async Task New_articles_of_a_feed_that_asks_for_pages_wait_and_are_pending_when_they_are_let_go()
    {
        var feed = await AddAsync();
        var result = await AwaitAsync(feed, "one", "two");
        await ReopenAsync();

        Assert.Equivalent(new IngestResult(true, 2, 0, []), result);
        Assert.Empty(await PendingAsync("en"));
        Assert.Null(await Store.FindArticleAsync(Id(feed, "one"), default));
        var page = await FindPageAsync(feed, "one");
        Assert.True(await Pages.ReleaseAsync(page.Article with { Text = "The page.", Language = "de", Page = NewsMonitor.Model.Article.PageRead }, default));
        Assert.False(await Pages.ReleaseAsync(page.Article, default));

        Assert.Equal([Id(feed, "one")], await PendingAsync("de"));
        var released = await Store.FindArticleAsync(Id(feed, "one"), default);
        Assert.Equal(("The page.", "read", Start), (released!.Text, released.Page, released.FirstSeen));
        Assert.Null(await Pages.FindPageAsync(Id(feed, "one"), default));
        Assert.NotNull(await Pages.FindPageAsync(Id(feed, "two"), default));
    }

    [Fact]
    public async Task A_waiting_article_is_no_news_again_and_learns_of_an_edit()
    {
        var feed = await AddAsync();
        await AwaitAsync(feed, "one", "two");

        var again = await AwaitAsync(feed, "one", "two");
        var edited = await IngestAsync(feed, [Linked(feed, "one") with { ContentHash = "edited", Title = "Edited", FirstSeen = Start.AddMinutes(5) }]);

        Assert.Equivalent(new IngestResult(true, 0, 0, []), again);
        Assert.Equivalent(new IngestResult(true, 0, 1, []), edited);
        var article = (await FindPageAsync(feed, "one")).Article;
        Assert.Equal(("Edited", Start), (article.Title, article.FirstSeen));
    }

    [Fact]
    public async Task An_article_without_a_web_address_does_not_wait()
    {
        var feed = await AddAsync();

        await IngestAsync(feed, poll => poll with
        {
            Articles = [Article(feed, "none"), Article(feed, "mail") with { Url = "mailto:desk@outlet.example" }, Linked(feed, "one")],
            PagesUntil = Start.AddHours(1),
        });

        Assert.Equal([Id(feed, "none"), Id(feed, "mail")], await PendingAsync("en"));
    }

    [Fact]
    public async Task An_edit_in_the_feed_leaves_the_text_of_a_page_that_was_read_and_replaces_any_other()
    {
        var feed = await AddAsync();
        await AwaitAsync(feed, "one", "two");
        await Pages.ReleaseAsync((await FindPageAsync(feed, "one")).Article with { Text = "The page.", Page = NewsMonitor.Model.Article.PageRead }, default);
        await Pages.ReleaseAsync((await FindPageAsync(feed, "two")).Article with { Page = "robots.txt forbids it" }, default);

        await IngestAsync(feed, [Edit("one"), Edit("two")]);

        var (one, two) = (await Store.FindArticleAsync(Id(feed, "one"), default), await Store.FindArticleAsync(Id(feed, "two"), default));
        Assert.Equal(("New title", "The page."), (one!.Title, one.Text));
        Assert.Equal(("New title", "New summary."), (two!.Title, two.Text));

        Article Edit(string identity) => Linked(feed, identity) with { ContentHash = "edited", Title = "New title", Text = "New summary." };
    }

    [Fact]
    public async Task Pages_come_longest_due_first_each_to_the_shard_of_its_host()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with
        {
            Articles = [.. Enumerable.Range(0, 20).Select(n => Linked(feed, $"{n}") with { Url = $"https://Host{n / 2}.example/{n}", FirstSeen = Start.AddSeconds(-n) })],
            PagesUntil = Start.AddHours(1),
        });

        var shards = new List<IReadOnlyList<DuePage>>();
        for (var shard = 0; shard < 4; shard++)
            shards.Add(await Pages.DuePagesAsync(shard, 4, Start, 9, 100, default));

        Assert.Equal(20, shards.SelectMany(s => s.Select(p => p.ArticleId)).Distinct().Count());
        Assert.Equal(10, shards.Sum(s => s.Select(p => p.Host).Distinct().Count()));
        Assert.All(shards.SelectMany(s => s), page => Assert.Equal(page.Host.ToLowerInvariant(), page.Host));
        Assert.Equal([Start.AddSeconds(-19), Start.AddSeconds(-18)], (await Pages.DuePagesAsync(0, 1, Start, 9, 2, default)).Select(p => p.Next));
        Assert.Equal([Start.AddSeconds(-19), Start.AddSeconds(-17), Start.AddSeconds(-15)], (await Pages.DuePagesAsync(0, 1, Start, 1, 3, default)).Select(p => p.Next));
        Assert.Equal(19, (await Pages.DuePagesAsync(0, 1, Start.AddSeconds(-1), 9, 100, default)).Count);
    }

    [Fact]
    public async Task A_page_that_is_put_off_is_due_then_and_where_it_moved_to()
    {
        var feed = await AddAsync();
        await AwaitAsync(feed, "one");
        var page = await FindPageAsync(feed, "one");
        var later = page with { Url = "https://elsewhere.example/one", Next = Start.AddMinutes(1), Attempts = 2, Hops = 1 };

        await Pages.DeferPageAsync(later, default);
        await ReopenAsync();

        Assert.Empty(await Pages.DuePagesAsync(0, 1, Start.AddSeconds(59), 9, 10, default));
        Assert.Equal([new DuePage(Id(feed, "one"), "elsewhere.example", Start.AddMinutes(1), Start.AddHours(1))], await Pages.DuePagesAsync(0, 1, Start.AddMinutes(1), 9, 10, default));
        Assert.Equivalent(later, await FindPageAsync(feed, "one"));
    }

    [Fact]
    public async Task A_host_that_asks_to_be_left_alone_is_and_its_articles_go_when_their_time_has_come()
    {
        var feed = await AddAsync();
        await AwaitAsync(feed, "one");
        await IngestAsync(feed, poll => poll with { Articles = [Linked(feed, "two"), Linked(feed, "three") with { Url = "https://other.example/3" }], PagesUntil = Start.AddMinutes(5) });

        await Pages.RestAsync(new HostRest("outlet.example", Start.AddMinutes(20), "its host asks"), default);

        Assert.Equal((Start.AddMinutes(20), Start.AddMinutes(20), "its host asks"), (await FindAsync(feed.Id)).Poll is var poll ? (poll.NextPoll, poll.NotBefore, poll.NextPollReason) : default);
        Assert.Equal([Id(feed, "three")], (await Pages.DuePagesAsync(0, 1, Start, 9, 9, default)).Select(page => page.ArticleId));
        Assert.Equal(Start.AddMinutes(20), (await FindPageAsync(feed, "one")).Next);
        Assert.Equal(Start.AddMinutes(5), (await FindPageAsync(feed, "two")).Next);
    }

    [Fact]
    public async Task A_waiting_article_is_known_by_its_other_ids()
    {
        var feed = await AddAsync();
        await AwaitAsync(feed, "one");

        var result = await IngestAsync(feed, poll => poll with
        {
            Articles = [Linked(feed, "one") with { Id = Id(feed, "new guid"), Identity = "new guid", OtherIdentities = ["one"], ContentHash = "edited" }],
            PagesUntil = Start.AddHours(1),
        });

        Assert.Equivalent(new IngestResult(true, 0, 1, []), result);
        var article = (await FindPageAsync(feed, "new guid")).Article;
        Assert.Equal((Id(feed, "new guid"), "new guid", "edited", Start), (article.Id, article.Identity, article.ContentHash, article.FirstSeen));
        Assert.Null(await Pages.FindPageAsync(Id(feed, "one"), default));
    }

    [Fact]
    public async Task An_article_that_was_edited_while_its_page_was_read_waits_on()
    {
        var feed = await AddAsync();
        await AwaitAsync(feed, "one");
        var page = await FindPageAsync(feed, "one");
        await IngestAsync(feed, [Linked(feed, "one") with { ContentHash = "edited", Title = "Edited" }]);

        Assert.False(await Pages.ReleaseAsync(page.Article, default));

        Assert.Empty(await PendingAsync("en"));
        Assert.Equal("Edited", (await FindPageAsync(feed, "one")).Article.Title);
    }

    [Fact]
    public async Task What_has_waited_long_enough_goes_with_what_the_feed_said()
    {
        var feed = await AddAsync();
        await AwaitAsync(feed, "one", "two", "three");

        Assert.Equal(0, (await Pages.ReleaseOverdueAsync(Start.AddHours(1).AddMilliseconds(-1), "too late", 10, default)).Count);
        var first = await Pages.ReleaseOverdueAsync(Start.AddHours(1), "too late", 2, default);
        await Pages.ReleaseOverdueAsync(Start.AddHours(1), "too late", 2, default);

        Assert.Equal(2, first.Count);
        Assert.Equal(["en"], first.Languages);
        Assert.Equal(3, (await PendingAsync("en")).Length);
        Assert.Equal(("Text.", "too late"), ((await Store.FindArticleAsync(Id(feed, "one"), default))!.Text, (await Store.FindArticleAsync(Id(feed, "one"), default))!.Page));
        Assert.Equal(0, (await Pages.ReleaseOverdueAsync(Start.AddDays(9), "too late", 2, default)).Count);
    }

    private static Article Linked(Feed feed, string identity) => Article(feed, identity) with { Url = $"https://outlet.example/{identity}" };

    private Task<IngestResult> AwaitAsync(Feed feed, params string[] identities) =>
        IngestAsync(feed, poll => poll with { Articles = [.. identities.Select(identity => Linked(feed, identity))], PagesUntil = Start.AddHours(1) });

    private async Task<AwaitedPage> FindPageAsync(Feed feed, string identity) =>
        await Pages.FindPageAsync(Id(feed, identity), default) ?? throw new InvalidOperationException($"{identity} does not wait.");
}
