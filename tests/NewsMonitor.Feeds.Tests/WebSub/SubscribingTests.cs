using NewsMonitor.Feeds.WebSub;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>From a feed that names a hub to a lease that a real hub has verified.</summary>
public sealed class SubscribingTests : SubscriberTests
{
    [Fact]
    public async Task A_hub_is_asked_for_the_topic_that_theFeed_names_with_a_secret_and_a_callback_that_nobody_can_guess()
    {
        Feed.Outlet.Extra = Subscriber.Links("https://outlet.example/canonical?a=b&c=d", Hub.Url);

        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();
        await Feed.SweepAsync();

        var asked = Assert.Single(Hub.Asked);
        Assert.Equal(("subscribe", "https://outlet.example/canonical?a=b&c=d", "864000"), (asked.Mode, asked.Topic, asked.LeaseSeconds));
        Assert.Matches("^http://127.0.0.1:[0-9]+/websub/[0-9a-f]{64}$", asked.Callback);
        Assert.Matches("^[0-9a-f]{64}$", asked.Secret!);
        Assert.DoesNotContain(asked.Secret!, asked.Callback, StringComparison.Ordinal);
        var request = Assert.Single(Hub.Server.Requests.All);
        Assert.StartsWith("application/x-www-form-urlencoded", request.Header("Content-Type"), StringComparison.Ordinal);
        Assert.StartsWith("NewsMonitor/", request.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Equal(WebSubState.Requested, (await Feed.SubscriptionAsync()).State);
    }

    [Fact]
    public async Task Link_headers_come_before_what_the_document_says()
    {
        Feed.Outlet.Extra = Subscriber.Links("https://outlet.example/in-body", "https://hub.invalid/");
        Feed.Outlet.Headers["Link"] = $"<{Hub.Url}>; rel=\"hub\", <https://outlet.example/in-header>; rel=\"self\"";

        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        Assert.Equal("https://outlet.example/in-header", Assert.Single(Hub.Asked).Topic);
    }

    [Fact]
    public async Task Without_a_public_url_no_hub_is_asked_and_nothing_is_answered()
    {
        await using var feed = await Subscriber.StartAsync(options => options with { PublicUrl = null });

        await feed.Watch.PollAsync();
        await feed.SweepAsync();

        Assert.Empty(feed.Hub.Asked);
        Assert.Null(await feed.Store.OfFeedAsync(feed.Watch.FeedId, default));
        Assert.Equal(404, (int)(await feed.GetAsync($"/websub/{new string('0', 64)}?hub.mode=subscribe&hub.topic=t&hub.challenge=c")).StatusCode);
    }

    [Fact]
    public async Task A_verification_of_what_was_asked_is_echoed_and_begins_the_lease()
    {
        Hub.Lease = "3600";

        await Feed.SubscribeAsync();

        var subscription = await Feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Active, Feed.Clock.GetUtcNow(), Feed.Clock.GetUtcNow().AddHours(1)), (subscription.State, subscription.LiveSince, subscription.ExpiresAt));
        Assert.Equal(subscription.ExpiresAt, (await Feed.Watch.FeedAsync()).PushedUntil);
    }

    [Fact]
    public async Task A_hub_may_verify_before_it_answers()
    {
        Hub.Verifying = HubVerifying.BeforeAnswer;

        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        Assert.Single(Hub.Subscriptions);
        Assert.Equal(WebSubState.Active, (await Feed.SubscriptionAsync()).State);
    }

    [Fact]
    public async Task A_hub_that_verifies_and_then_answers_with_an_error_is_believed_in_what_it_verified()
    {
        Hub.Server.On("/", async context =>
        {
            await Hub.VerifyAsync(Hub.Asked[^1]);
            await LoopbackServer.ReplyAsync(context, 500);
        });

        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        Assert.Equal(WebSubState.Active, (await Feed.SubscriptionAsync()).State);
    }

    [Theory]
    [InlineData("hub.topic", "https://outlet.example/other")]
    [InlineData("hub.topic", null)]
    [InlineData("hub.mode", "unsubscribe")]
    [InlineData("hub.mode", "publish")]
    [InlineData("hub.mode", null)]
    [InlineData("hub.challenge", null)]
    [InlineData("hub.challenge", "")]
    public async Task A_verification_of_anything_else_is_answered_404_and_changes_nothing(string parameter, string? value)
    {
        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();
        var before = await Feed.SubscriptionAsync();

        var answer = Assert.Single(await Hub.VerifyAsync(query =>
        {
            query.Remove(parameter);
            if (value is not null)
                query[parameter] = value;
        }));

        Assert.Equal((404, ""), answer);
        Assert.Equivalent(before, await Feed.SubscriptionAsync());
        Assert.EndsWith(" no 1", Assert.Single(Feed.Watch.Counted.By("websub.verifications")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_challenge_that_is_too_long_is_not_echoed()
    {
        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        Assert.Equal(404, Assert.Single(await Hub.VerifyAsync(query => query["hub.challenge"] = new string('x', 1025))).Status);
    }

    [Fact]
    public async Task A_stranger_learns_nothing_not_even_which_callbacks_there_are()
    {
        await Feed.SubscribeAsync();
        var subscription = await Feed.SubscriptionAsync();

        foreach (var id in new[] { "x", new string('0', 64), subscription.Id.ToUpperInvariant(), subscription.Id[..63] })
        {
            using var answer = await Feed.GetAsync($"/websub/{id}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(Feed.Topic)}&hub.challenge=c");
            Assert.Equal((404, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            Assert.Equal(404, await Hub.SendAsync(Hub.Asked[0] with { Callback = $"{Feed.Options.WebSub.PublicUrl}/websub/{id}" }, "<rss/>"u8.ToArray()));
        }
    }

    [Fact]
    public async Task A_subscription_that_was_not_asked_for_yet_is_not_verified()
    {
        await Feed.Watch.PollAsync();
        var subscription = await Feed.SubscriptionAsync();

        var answer = await Hub.VerifyAsync(new HubRequest("subscribe", subscription.Topic, subscription.Callback, "60", null));

        Assert.Equal(404, answer.Status);
        Assert.Equal(WebSubState.Wanted, (await Feed.SubscriptionAsync()).State);
    }
}
