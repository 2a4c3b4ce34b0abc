using NewsMonitor.Feeds.WebSub;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>Leases: how long, when they are renewed, and what becomes of one that ends or is denied.</summary>
public sealed class LeaseTests : SubscriberTests
{
    [Fact]
    public async Task The_lease_is_renewed_before_it_ends_under_the_same_callback()
    {
        Hub.Lease = "36000";
        await Feed.SubscribeAsync();
        var first = await Feed.SubscriptionAsync();

        await Feed.LaterAsync(TimeSpan.FromHours(6.9));
        Assert.Single(Hub.Asked);
        await Feed.LaterAsync(TimeSpan.FromHours(1.2));

        Assert.Equal(2, Hub.Asked.Count);
        Assert.Equal(Hub.Asked[0], Hub.Asked[1]);
        Assert.Equal(WebSubState.Renewing, (await Feed.SubscriptionAsync()).State);
        Assert.NotNull((await Feed.Watch.FeedAsync()).PushedUntil);
        await Hub.VerifyAsync();
        var renewed = await Feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Active, first.LiveSince, Feed.Clock.GetUtcNow().AddHours(10)), (renewed.State, renewed.LiveSince, renewed.ExpiresAt));
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again_before_the_lease_ends()
    {
        Hub.Lease = "36000";
        await Feed.SubscribeAsync();
        Hub.Answer = 500;
        await Feed.LaterAsync(TimeSpan.FromHours(8.1));
        Assert.Equal(WebSubState.Active, (await Feed.SubscriptionAsync()).State);
        Hub.Answer = 202;

        await Feed.LaterAsync(TimeSpan.FromMinutes(12));

        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync()).Status);
        Assert.Equal(Feed.Clock.GetUtcNow().AddHours(10), (await Feed.SubscriptionAsync()).ExpiresAt);
    }

    [Fact]
    public async Task A_lease_that_ends_without_a_new_one_is_lost_and_asked_for_again()
    {
        Hub.Lease = "36000";
        await Feed.SubscribeAsync();
        Hub.Verifying = HubVerifying.Never;

        await Feed.LaterAsync(TimeSpan.FromHours(8.1));
        await Feed.LaterAsync(TimeSpan.FromHours(2));

        var subscription = await Feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Requested, null), (subscription.State, subscription.ExpiresAt));
        Assert.Null((await Feed.Watch.FeedAsync()).PushedUntil);
        Assert.Equal(["Expired 1"], Feed.Watch.Counted.By("websub.lost"));
        Assert.Equal(3, Hub.Asked.Count);
    }

    [Theory]
    [InlineData("99999999999999999999", 30 * 24 * 60)]
    [InlineData("", 10 * 24 * 60)]
    [InlineData("-5", 10 * 24 * 60)]
    [InlineData("soon", 10 * 24 * 60)]
    [InlineData("1800", 30)]
    [InlineData("0", 0)]
    public async Task A_lease_of_any_length_is_taken_within_bounds(string lease, int minutes)
    {
        Hub.Lease = lease;

        await Feed.SubscribeAsync();

        Assert.Equal(Feed.Clock.GetUtcNow().AddMinutes(minutes), (await Feed.SubscriptionAsync()).ExpiresAt);
    }

    [Fact]
    public async Task A_hub_that_shortens_the_lease_is_believed_and_one_that_makes_it_tiny_is_not_asked_all_the_time()
    {
        await Feed.SubscribeAsync();
        Hub.Lease = "5";
        await Hub.VerifyAsync(Hub.Asked[0]);
        Assert.Equal(Feed.Clock.GetUtcNow().AddSeconds(5), (await Feed.SubscriptionAsync()).ExpiresAt);

        for (var second = 0; second < 400; second += 10)
            await Feed.LaterAsync(TimeSpan.FromSeconds(10));

        Assert.Single(Hub.Asked);
        Assert.Null((await Feed.Watch.FeedAsync()).PushedUntil > Feed.Clock.GetUtcNow() ? "live" : null);
        await Feed.LaterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, Hub.Asked.Count);
    }

    [Fact]
    public async Task A_denied_subscription_is_asked_for_again_after_a_day()
    {
        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        Assert.Equal(202, await Hub.DenyAsync(Hub.Asked[0], "you are not on the list"));

        var subscription = await Feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Denied, "the hub denied it: you are not on the list"), (subscription.State, subscription.Reason));
        await Feed.LaterAsync(TimeSpan.FromHours(23));
        Assert.Single(Hub.Asked);
        await Feed.LaterAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, Hub.Asked.Count);
        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync()).Status);
    }

    [Fact]
    public async Task A_denial_for_another_topic_is_refused()
    {
        await Feed.SubscribeAsync();

        Assert.Equal(404, await Hub.DenyAsync(Hub.Asked[0] with { Topic = "https://outlet.example/other" }, null));

        Assert.Equal(WebSubState.Active, (await Feed.SubscriptionAsync()).State);
    }
}
