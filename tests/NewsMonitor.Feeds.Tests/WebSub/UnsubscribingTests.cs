using NewsMonitor.Feeds.WebSub;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>How subscriptions end, and what does not end them.</summary>
public sealed class UnsubscribingTests : SubscriberTests
{
    [Fact]
    public async Task A_removedFeed_is_unsubscribed_and_the_hub_may_verify_that()
    {
        await Feed.SubscribeAsync();
        var subscription = await Feed.SubscriptionAsync();

        await Feed.Watch.Store.RemoveAsync(Feed.Watch.FeedId, default);
        await Feed.SweepAsync();

        Assert.Equal(("unsubscribe", Feed.Topic, subscription.Callback), Hub.Asked[1] is var asked ? (asked.Mode, asked.Topic, asked.Callback) : default);
        Assert.Equal(410, Assert.Single(await Hub.PushAsync(Feed.Topic, "<rss/>")));
        Assert.Equal(404, (await Hub.VerifyAsync(Hub.Asked[0])).Status);
        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync(query => query.Remove("hub.lease_seconds"))).Status);
        Assert.Null(await Feed.Store.FindAsync(subscription.Id, default));
        Assert.Empty(Hub.Subscriptions);
    }

    [Fact]
    public async Task A_hub_that_does_not_verify_the_end_is_asked_three_times_and_then_left_alone()
    {
        await Feed.SubscribeAsync();
        var subscription = await Feed.SubscriptionAsync();
        Hub.Verifying = HubVerifying.Never;
        await Feed.Watch.Store.RemoveAsync(Feed.Watch.FeedId, default);

        for (var n = 0; n < 20; n++)
            await Feed.LaterAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(["subscribe", "unsubscribe", "unsubscribe", "unsubscribe"], Hub.Asked.Select(a => a.Mode));
        Assert.Null(await Feed.Store.FindAsync(subscription.Id, default));
    }

    [Fact]
    public async Task AFeed_that_is_removed_before_its_hub_was_asked_leaves_nothing_to_ask()
    {
        await Feed.Watch.PollAsync();

        await Feed.Watch.Store.RemoveAsync(Feed.Watch.FeedId, default);
        await Feed.SweepAsync();

        Assert.Empty(Hub.Asked);
        Assert.Empty(await Feed.Store.CountAsync(default));
    }

    [Fact]
    public async Task AFeed_that_names_another_topic_or_hub_is_unsubscribed_here_and_subscribed_there()
    {
        await Feed.SubscribeAsync();
        await using var other = await WebSubHub.StartAsync();
        Feed.Outlet.Extra = Subscriber.Links(Feed.Topic, other.Url);

        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        Assert.Equal(["subscribe", "unsubscribe"], Hub.Asked.Select(a => a.Mode));
        Assert.Equal("subscribe", Assert.Single(other.Asked).Mode);
        Feed.Outlet.Extra = Subscriber.Links("https://outlet.example/moved", other.Url);
        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();
        Assert.Equal(["subscribe", "subscribe", "unsubscribe"], other.Asked.Select(a => a.Mode).Order(StringComparer.Ordinal));
        Assert.Equal("https://outlet.example/moved", (await Feed.SubscriptionAsync()).Topic);
    }

    [Fact]
    public async Task AFeed_that_names_no_hub_any_more_is_unsubscribed_and_polled_at_its_own_rhythm_again()
    {
        Feed.Outlet.Publish("one");
        await Feed.SubscribeAsync();
        Feed.Clock.Advance(TimeSpan.FromMinutes(16));
        await Feed.Watch.PollAsync();
        Assert.Contains("pushes", (await Feed.Watch.FeedAsync()).Poll.NextPollReason, StringComparison.Ordinal);
        Feed.Clock.Advance(TimeSpan.FromHours(1));
        Feed.Outlet.Extra = "";

        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        Assert.Equal("unsubscribe", Hub.Asked[^1].Mode);
        Assert.Null(await Feed.Store.OfFeedAsync(Feed.Watch.FeedId, default));
        var poll = (await Feed.Watch.FeedAsync()).Poll;
        Assert.Equal(("in 25 min: its subscription at a hub ended", Feed.Clock.GetUtcNow().AddMinutes(25)), (poll.NextPollReason, poll.NextPoll));
    }

    [Fact]
    public async Task A_pausedFeed_lets_its_lease_run_out_and_is_subscribed_again_when_it_goes_on()
    {
        Hub.Lease = "36000";
        await Feed.SubscribeAsync();
        await Feed.Watch.Store.ChangeAsync(Feed.Watch.FeedId, new FeedChange(Paused: true), default);

        for (var hour = 0; hour < 30; hour++)
            await Feed.LaterAsync(TimeSpan.FromHours(1));
        Assert.Single(Hub.Asked);
        await Feed.Watch.Store.ChangeAsync(Feed.Watch.FeedId, new FeedChange(Paused: false), default);
        await Feed.SweepAsync();

        Assert.Equal(2, Hub.Asked.Count);
        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync()).Status);
    }

    [Fact]
    public async Task Subscriptions_outlive_a_restart()
    {
        await Feed.SubscribeAsync();

        await Feed.Watch.RestartAsync();
        await Feed.SweepAsync();

        Assert.Single(Hub.Asked);
        Assert.Equal(202, await Feed.PushAsync("one"));
        Assert.Equal(["Title of one"], await Feed.TitlesAsync());
    }

    [Fact]
    public async Task A_truncated_document_that_does_not_come_to_its_hub_ends_nothing()
    {
        await Feed.SubscribeAsync();
        Feed.Outlet.Server.On("/feed", "<rss version=\"2.0\"><channel><title>The Outlet</title><item><guid>a</guid><title>x</title></item><item><tit");

        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        Assert.Equal(WebSubState.Active, (await Feed.SubscriptionAsync()).State);
    }
}
