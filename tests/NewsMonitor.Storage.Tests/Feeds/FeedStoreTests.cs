using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Feeds;

/// <summary>What every feed store keeps to; each database runs it.</summary>
public abstract partial class FeedStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    protected abstract IFeedStore Store { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    protected abstract Task ReopenAsync();

    /// <summary>Ids of the articles that wait for a story, in the order in which an index takes them.</summary>
    protected abstract Task<string[]> PendingAsync(string language);

    [Fact]
    public async Task A_feed_that_was_added_is_due_at_once_and_reads_back_as_it_was_written()
    {
        var (feed, added) = await Store.AddAsync(new NewFeed("https://outlet.example/feed", "Outlet", ["asia", "trade"], Start), default);

        Assert.True(added);
        Assert.Equal("https://outlet.example/feed", feed.Url);
        Assert.Equal("Outlet", feed.Title);
        Assert.Equal(["asia", "trade"], feed.Tags);
        Assert.Equal(Start, feed.Added);
        Assert.Equal(Start, feed.Poll.NextPoll);
        Assert.Equal(FeedStatus.NeverPolled, feed.Poll.Status);
        Assert.Equivalent(feed, await Store.FindAsync(feed.Id, default));
        var due = Assert.Single(await DueAsync(Start));
        Assert.Equal(new DueFeed(feed.Id, "outlet.example", Start), due);
        Assert.Empty(await DueAsync(Start.AddMilliseconds(-1)));
    }

    [Fact]
    public async Task A_poll_is_moved_with_its_reason_unless_it_was_set_anew_meanwhile()
    {
        var feed = await AddAsync();

        await Store.MoveAsync([new MovedPoll(feed.Id, Start.AddSeconds(1), Start.AddHours(2), "wrong")], default);
        Assert.Equal(Start, (await FindAsync(feed.Id)).Poll.NextPoll);
        await Store.MoveAsync([new MovedPoll(feed.Id, Start, Start.AddHours(1), "later"), new MovedPoll("none", Start, Start, "")], default);

        var poll = (await FindAsync(feed.Id)).Poll;
        Assert.Equal((Start.AddHours(1), "later", 0L), (poll.NextPoll, poll.NextPollReason, poll.Version));
    }

    [Fact]
    public async Task A_due_feed_tells_its_last_poll_its_interval_and_what_it_skips()
    {
        var feed = await AddAsync();
        var skip = new SkippedTimes(1 << 23 | 1, 1 << 6);
        await IngestAsync(feed, poll => poll with { State = poll.State with { NextPoll = Start, Interval = TimeSpan.FromMinutes(7), Skip = skip, LastPoll = Start.AddMinutes(-9) } });

        Assert.Equal(new DueFeed(feed.Id, "outlet.example", Start, TimeSpan.FromMinutes(7), skip, LastPoll: Start.AddMinutes(-9)), Assert.Single(await DueAsync(Start)));
    }

    [Fact]
    public async Task Adding_a_feed_twice_gives_the_first_one_back_unchanged()
    {
        var (first, _) = await Store.AddAsync(new NewFeed("https://outlet.example/feed", "Outlet", ["a"], Start), default);
        var (second, added) = await Store.AddAsync(new NewFeed("https://outlet.example/feed", "Other", ["b"], Start.AddDays(1)), default);

        Assert.False(added);
        Assert.Equivalent(first, second);
    }

    [Fact]
    public async Task A_removed_feed_leaves_its_articles_and_takes_no_poll()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, Articles(feed, "one"));
        var before = await FindAsync(feed.Id);

        Assert.True(await Store.RemoveAsync(feed.Id, default));
        Assert.False(await Store.RemoveAsync(feed.Id, default));

        Assert.Null(await Store.FindAsync(feed.Id, default));
        Assert.Empty(await DueAsync(Start.AddYears(1)));
        Assert.NotNull(await Store.FindArticleAsync(Id(feed, "one"), default));
        Assert.False((await Store.IngestAsync(new FeedPoll { FeedId = feed.Id, State = before.Poll }, default)).Stored);
    }

    [Fact]
    public async Task Adding_a_removed_feed_again_brings_no_news()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, Articles(feed, "one", "two"));
        await Store.RemoveAsync(feed.Id, default);

        var again = await AddAsync();
        var result = await IngestAsync(again, Articles(again, "one", "two"));

        Assert.Equal(feed.Id, again.Id);
        Assert.Equivalent(new IngestResult(true, 0, 0, []), result);
    }

    [Fact]
    public async Task An_operators_change_leaves_the_rest_and_the_poll_state_alone()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with { Title = "Own title" });
        var before = await FindAsync(feed.Id);

        var renamed = await Store.ChangeAsync(feed.Id, new FeedChange(Title: "Mine"), default);
        var tagged = await Store.ChangeAsync(feed.Id, new FeedChange(Tags: ["x"]), default);

        Assert.Equivalent(before with { Title = "Mine" }, renamed);
        Assert.Equivalent(before with { Title = "Mine", Tags = ["x"] }, tagged);
        Assert.Null(await Store.ChangeAsync("feed_none", new FeedChange(Title: "Mine"), default));
    }

    [Fact]
    public async Task A_paused_feed_is_not_due_until_it_is_resumed()
    {
        var feed = await AddAsync();

        Assert.True((await Store.ChangeAsync(feed.Id, new FeedChange(Paused: true), default))!.Paused);
        Assert.Empty(await DueAsync(Start.AddDays(1)));
        await Store.ChangeAsync(feed.Id, new FeedChange(Paused: false), default);

        Assert.Single(await DueAsync(Start.AddDays(1)));
    }

    [Fact]
    public async Task Due_feeds_come_longest_due_first_up_to_the_limit()
    {
        foreach (var minute in new[] { 3, 1, 2 })
            await Store.AddAsync(new NewFeed($"https://outlet{minute}.example/", null, [], Start.AddMinutes(minute)), default);

        var due = await Store.DueAsync(0, 1, Start.AddHours(1), 2, default);

        Assert.Equal([Start.AddMinutes(1), Start.AddMinutes(2)], due.Select(d => d.NextPoll));
    }

    [Fact]
    public async Task Each_due_feed_belongs_to_one_shard_and_feeds_of_one_host_to_the_same()
    {
        for (var n = 0; n < 40; n++)
            await Store.AddAsync(new NewFeed($"https://host{n / 2}.example/{n}", null, [], Start), default);

        var shards = new List<IReadOnlyList<DueFeed>>();
        for (var shard = 0; shard < 4; shard++)
            shards.Add(await Store.DueAsync(shard, 4, Start, 100, default));

        Assert.Equal(40, shards.SelectMany(s => s.Select(d => d.FeedId)).Distinct().Count());
        Assert.Equal(20, shards.Sum(s => s.Select(d => d.Host).Distinct().Count()));
    }

    [Fact]
    public async Task Feeds_are_listed_page_by_page_each_once()
    {
        for (var n = 0; n < 7; n++)
            await Store.AddAsync(new NewFeed($"https://outlet.example/{n}", null, [], Start), default);

        var ids = await AllAsync(cursor => Store.ListAsync(new PageRequest(cursor, 3), default), feed => feed.Id);

        Assert.Equal(7, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task Counts_tell_failing_and_due_feeds_and_how_long_the_longest_has_waited()
    {
        var failing = await AddAsync();
        await IngestAsync(failing, poll => poll with { State = poll.State with { Failures = 2, NextPoll = Start.AddDays(1) }, Articles = Articles(failing, "one") });
        await Store.AddAsync(new NewFeed("https://due.example/", null, [], Start.AddMinutes(-5)), default);

        Assert.Equal(new FeedCounts(2, 1, 1, TimeSpan.FromMinutes(5), 1), await Store.CountAsync(Start, default));
        Assert.Equal(TimeSpan.Zero, (await Store.CountAsync(Start.AddHours(-1), default)).Lag);
    }

    [Fact]
    public async Task An_empty_store_counts_zero()
    {
        Assert.Equal(new FeedCounts(0, 0, 0, TimeSpan.Zero, 0), await Store.CountAsync(Start, default));
    }

    private static string Id(Feed feed, string identity) => StableId.Create("art", feed.Id, identity);

    private static Article[] Articles(Feed feed, params string[] identities) => [.. identities.Select(identity => Article(feed, identity))];

    private static Article Article(Feed feed, string identity, string content = "first") => new()
    {
        Id = Id(feed, identity),
        FeedId = feed.Id,
        Identity = identity,
        Source = "outlet.example",
        Title = content == "first" ? $"Title of {identity}" : $"Title of {identity}, {content}",
        Text = "Text.",
        Language = "en",
        FirstSeen = Start,
        Updated = Start,
        ContentHash = content,
    };

    private async Task<Feed> AddAsync() => (await Store.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default)).Feed;

    private async Task<Feed> FindAsync(string id) => await Store.FindAsync(id, default) ?? throw new InvalidOperationException($"No feed {id}.");

    private Task<IReadOnlyList<DueFeed>> DueAsync(DateTimeOffset now) => Store.DueAsync(0, 1, now, 100, default);

    private Task<IngestResult> IngestAsync(Feed feed, Article[] articles) => IngestAsync(feed, poll => poll with { Articles = articles });

    private async Task<IngestResult> IngestAsync(Feed feed, Func<FeedPoll, FeedPoll> change) =>
        await Store.IngestAsync(change(new FeedPoll { FeedId = feed.Id, State = (await FindAsync(feed.Id)).Poll }), default);

    private async Task<string[]> FoundAsync(ArticleFilter filter) =>
        [.. (await Store.ListArticlesAsync(filter, new PageRequest(), default)).Items.Select(article => article.Identity)];

    private static async Task<List<string>> AllAsync<T>(Func<string?, Task<Page<T>>> list, Func<T, string> name)
    {
        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await list(cursor);
            names.AddRange(page.Items.Select(name));
            cursor = page.Next;
        }
        while (cursor is not null);
        return names;
    }
}
