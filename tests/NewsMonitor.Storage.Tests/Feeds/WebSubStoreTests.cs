using NewsMonitor.Feeds;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Feeds;

/// <summary>What every store of subscriptions at hubs keeps to; each database runs it.</summary>
public abstract class WebSubStoreTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly WebSubOptions Options = new() { PublicUrl = "https://news.example" };

    private IWebSubStore Store => Stores.WebSub;

    [Fact]
    public async Task A_subscription_reads_back_as_it_was_written_also_after_a_restart()
    {
        var feed = await AddFeedAsync();
        var written = New(feed) with
        {
            Hubs = ["https://hub.example/", "https://other.example/"],
            TopicInBody = true,
            State = WebSubState.Renewing,
            RequestedAt = Start,
            RenewAt = Start.AddDays(7),
            LiveSince = Start.AddSeconds(1),
            ExpiresAt = Start.AddDays(10),
            Failures = 3,
            Reason = "so far, so good",
        };

        Assert.True(await Store.StoreAsync([written], default));
        await Stores.ReopenAsync();

        Assert.Equivalent(written with { Version = 1 }, await Store.FindAsync(written.Id, default), strict: true);
        Assert.Equivalent(written with { Version = 1 }, await Store.OfFeedAsync(feed.Id, default), strict: true);
        Assert.Null(await Store.FindAsync("none", default));
        Assert.Null(await Store.OfFeedAsync("none", default));
    }

    [Fact]
    public async Task A_change_that_comes_too_late_is_not_written_nor_is_anything_stored_with_it()
    {
        var feed = await AddFeedAsync();
        var first = await StoreAsync(New(feed));
        await StoreAsync(first with { Reason = "second" });

        Assert.False(await Store.StoreAsync([first with { Reason = "late" }], default));
        Assert.False(await Store.StoreAsync([New(await AddFeedAsync("https://other.example/feed")), first with { State = WebSubState.Ended }], default));

        Assert.Equal(("second", 2L), await FindAsync(first.Id) is var stored ? (stored.Reason, stored.Version) : default);
        Assert.Equal(1, (await Store.CountAsync(default)).Values.Sum());
    }

    [Fact]
    public async Task A_feed_has_one_subscription_and_any_number_that_are_being_ended()
    {
        var feed = await AddFeedAsync();
        var first = await StoreAsync(New(feed));

        Assert.False(await Store.StoreAsync([New(feed)], default));
        var second = New(feed);
        Assert.True(await Store.StoreAsync([second, first with { State = WebSubState.Ending }], default));
        var third = New(feed);
        Assert.True(await Store.StoreAsync([third, second with { Version = 1, State = WebSubState.Ended }], default));

        Assert.Equal(third.Id, (await Store.OfFeedAsync(feed.Id, default))!.Id);
        Assert.Null(await Store.FindAsync(second.Id, default));
        Assert.Equal([(WebSubState.Ending, 1), (WebSubState.Wanted, 1)], (await Store.CountAsync(default)).Select(c => (c.Key, c.Value)).OrderBy(c => c.Key.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_due_comes_longest_due_first_and_says_whether_its_feed_is_watched()
    {
        var (first, second, third) = (await AddFeedAsync("https://a.example/"), await AddFeedAsync("https://b.example/"), await AddFeedAsync("https://c.example/"));
        await StoreAsync(New(first) with { Due = Start.AddSeconds(2) });
        await StoreAsync(New(second) with { Due = Start.AddSeconds(1) });
        await StoreAsync(New(third) with { Due = Start.AddSeconds(3) });
        await StoreAsync(New(first with { Id = "none" }) with { Due = Start });
        await Feeds.ChangeAsync(second.Id, new FeedChange(Paused: true), default);

        var due = await Store.DueAsync(Start.AddSeconds(2), 10, 10, default);

        Assert.Equal([(second.Id, true, false), ("none", false, false), (first.Id, true, true)], due.Select(d => (d.Subscription.FeedId, d.Exists, d.Watched)));
        Assert.Single(await Store.DueAsync(Start.AddSeconds(2), 10, 1, default));
    }

    [Fact]
    public async Task Every_hubs_first_is_due_before_any_hubs_second_and_no_hub_has_more_than_its_share()
    {
        for (var n = 0; n < 9; n++)
            await StoreAsync(At($"https://many.example/{n}?x=//", Start.AddSeconds(n)));
        await StoreAsync(At("https://many.example:444/", Start.AddSeconds(20)));
        await StoreAsync(At("http://few.example/hub", Start.AddSeconds(30)));

        Assert.Equal(
            ["https://many.example/0?x=//", "https://many.example:444/", "http://few.example/hub", "https://many.example/1?x=//", "https://many.example/2?x=//"],
            (await Store.DueAsync(Start.AddMinutes(1), 3, 10, default)).Select(d => d.Subscription.Hub));
        Assert.Equal(4, (await Store.DueAsync(Start.AddMinutes(1), 3, 4, default)).Count);
    }

    [Fact]
    public async Task A_hub_that_rests_has_nothing_due_before_the_end_of_the_rest_but_what_ends_itself()
    {
        var (due, sooner, later, leased, other) = (
            await StoreAsync(At("https://hub.example/a", Start)),
            await StoreAsync(At("https://hub.example/b", Start.AddMinutes(30))),
            await StoreAsync(At("https://hub.example/c", Start.AddHours(2))),
            await StoreAsync(At("https://hub.example/d", Start) with { State = WebSubState.Active, LiveSince = Start, ExpiresAt = Start.AddMinutes(20) }),
            await StoreAsync(At("https://hub.example:8443/", Start)));

        await Store.PutOffAsync("https://hub.example/x/y", Start, Start.AddHours(1), default);

        Assert.Equal(
            [Start.AddHours(1), Start.AddHours(1), Start.AddHours(2), Start.AddMinutes(20), Start],
            await Task.WhenAll(new[] { due, sooner, later, leased, other }.Select(async s => (await FindAsync(s.Id)).Due)));
        await StoreAsync(due with { Reason = "its version is the same" });
    }

    [Fact]
    public async Task A_feed_that_is_removed_paused_or_resumed_makes_its_subscription_due_and_a_change_that_did_not_know_comes_too_late()
    {
        var feed = await AddFeedAsync();
        var subscription = await StoreAsync(New(feed) with { Due = Start.AddDays(1) });

        foreach (var change in new Func<Task>[]
        {
            () => Feeds.ChangeAsync(feed.Id, new FeedChange(Paused: true), default),
            () => Feeds.ChangeAsync(feed.Id, new FeedChange(Paused: false), default),
            () => Feeds.RemoveAsync(feed.Id, default),
        })
        {
            Assert.Empty(await Store.DueAsync(Start, 10, 10, default));
            await change();
            Assert.Single(await Store.DueAsync(Start, 10, 10, default));
            Assert.False(await Store.StoreAsync([subscription with { Due = Start.AddDays(1) }], default));
            subscription = await StoreAsync((await FindAsync(subscription.Id)) with { Due = Start.AddDays(1) });
        }

        Assert.False((await Store.DueAsync(Start.AddDays(1), 10, 10, default)).Single().Exists);
    }

    [Fact]
    public async Task A_push_is_remembered_without_being_a_change_and_no_change_takes_it_back()
    {
        var subscription = await StoreAsync(New(await AddFeedAsync()));

        await Store.PushedAsync(subscription.Id, Start.AddMinutes(5), "abc", default);
        await StoreAsync(subscription with { Reason = "later" });

        Assert.Equal((Start.AddMinutes(5), "abc", 2L), await FindAsync(subscription.Id) is var stored ? (stored.LastPush, stored.LastPushHash, stored.Version) : default);
    }

    [Fact]
    public async Task A_feed_is_pushed_until_the_end_of_the_lease_unless_news_came_that_were_not_pushed()
    {
        var feed = await AddFeedAsync();
        Assert.Null(await PushedUntilAsync(feed));
        var subscription = await StoreAsync(New(feed) with { State = WebSubState.Active, LiveSince = Start, ExpiresAt = Start.AddDays(1) });
        Assert.Equal(Start.AddDays(1), await PushedUntilAsync(feed));
        await NewsAsync(Start);
        Assert.Equal(Start.AddDays(1), await PushedUntilAsync(feed));

        await NewsAsync(Start.AddMinutes(1));
        Assert.Null(await PushedUntilAsync(feed));
        await Store.PushedAsync(subscription.Id, Start.AddMinutes(1), "abc", default);
        Assert.Equal(Start.AddDays(1), await PushedUntilAsync(feed));

        await StoreAsync(subscription with { State = WebSubState.Denied });
        Assert.Null(await PushedUntilAsync(feed));

        async Task NewsAsync(DateTimeOffset at)
        {
            var known = (await Feeds.FindAsync(feed.Id, default))!;
            Assert.True((await Feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = known.Poll with { LastNews = at } }, default)).Stored);
        }
    }

    [Fact]
    public async Task Subscriptions_with_another_callback_are_hurried()
    {
        var (first, second) = (await AddFeedAsync("https://a.example/"), await AddFeedAsync("https://b.example/"));
        await StoreAsync(New(first) with { Due = Start.AddDays(1) });
        await StoreAsync(New(second) with { Due = Start.AddDays(1), Callback = "https://old.example/websub/x" });

        await Store.HurryAsync("https://news.example/websub/", Start, default);

        Assert.Equal(second.Id, Assert.Single(await Store.DueAsync(Start, 10, 10, default)).Subscription.FeedId);
    }

    private static WebSubSubscription New(Feed feed) =>
        WebSubRules.New(feed.Id, new HubLinks(feed.Url, ["https://hub.example/"], false), "https://hub.example/", Options, Start);

    /// <summary>Of a feed that need not be there.</summary>
    private static WebSubSubscription At(string hub, DateTimeOffset due) =>
        WebSubRules.New($"of {hub}", new HubLinks("https://outlet.example/", [hub], false), hub, Options, Start) with { Due = due };

    private async Task<DateTimeOffset?> PushedUntilAsync(Feed feed) => (await Feeds.FindAsync(feed.Id, default))!.PushedUntil;

    private async Task<WebSubSubscription> FindAsync(string id) => await Store.FindAsync(id, default) ?? throw new InvalidOperationException("It is gone.");

    private async Task<WebSubSubscription> StoreAsync(WebSubSubscription subscription)
    {
        Assert.True(await Store.StoreAsync([subscription], default));
        return subscription with { Version = subscription.Version + 1 };
    }

    private async Task<Feed> AddFeedAsync(string url = "https://outlet.example/feed") => (await Feeds.AddAsync(new NewFeed(url, null, [], Start), default)).Feed;
}
