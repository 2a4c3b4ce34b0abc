using NewsMonitor.Feeds.WebSub;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>Hubs that fail, are slow, ask to be left alone, send on to others or say too much.</summary>
public sealed class HubTroubleTests : SubscriberTests
{
    [Fact]
    public async Task A_hub_that_never_verifies_is_asked_again_ever_more_seldom_and_a_late_verification_still_counts()
    {
        Hub.Verifying = HubVerifying.Never;
        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();

        // Ten minutes for the verification, then ten, twenty, forty minutes (and a little) of waiting.
        var asked = new List<int>();
        for (var minute = 0; minute < 120; minute++)
        {
            await Feed.LaterAsync(TimeSpan.FromMinutes(1));
            if (Hub.Asked.Count > asked.Count + 1)
                asked.Add(minute + 1);
        }

        Assert.Equal(3, asked.Count);
        Assert.InRange(asked[0], 20, 22);
        Assert.InRange(asked[1] - asked[0], 30, 33);
        Assert.InRange(asked[2] - asked[1], 50, 55);
        Assert.Equal("the hub did not verify the request within 10 min", (await Feed.SubscriptionAsync()) is { State: WebSubState.Wanted } waiting ? waiting.Reason : "");
        Assert.Equal(200, (await Hub.VerifyAsync(Hub.Asked[0])).Status);
        Assert.Equal((WebSubState.Active, 0), await Feed.SubscriptionAsync() is var late ? (late.State, late.Failures) : default);
    }

    [Fact]
    public async Task A_hub_that_answers_with_an_error_is_asked_again_after_what_it_asks_for_and_its_words_are_kept()
    {
        Hub.Answer = 503;
        Hub.AnswerHeaders["Retry-After"] = "7200";
        await Feed.Watch.PollAsync();

        await Feed.SweepAsync();

        var subscription = await Feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Wanted, 1, "the hub answered 503: not today"), (subscription.State, subscription.Failures, subscription.Reason));
        Assert.InRange(subscription.Due - Feed.Clock.GetUtcNow(), TimeSpan.FromHours(2), TimeSpan.FromHours(2.2));
        Assert.Equal(["Subscribe no 1"], Feed.Watch.Counted.By("websub.requests"));
        Assert.Null((await Feed.Watch.FeedAsync()).PushedUntil);
    }

    [Fact]
    public async Task Of_several_hubs_the_next_is_asked_when_one_fails_with_a_callback_and_a_secret_of_its_own()
    {
        await using var second = await WebSubHub.StartAsync();
        Feed.Outlet.Extra = Subscriber.Links(Feed.Topic, Hub.Url, second.Url);
        Hub.Answer = 400;
        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();
        Assert.Empty(second.Asked);

        await Feed.LaterAsync(TimeSpan.FromMinutes(11));

        var (first, then) = (Assert.Single(Hub.Asked), Assert.Single(second.Asked));
        Assert.NotEqual(first.Callback, then.Callback);
        Assert.NotEqual(first.Secret, then.Secret);
        Assert.Equal(404, (await Hub.VerifyAsync(first)).Status);
        Assert.Equal(200, Assert.Single(await second.VerifyAsync()).Status);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_hub_that_sends_on_to_another_is_followed(int status)
    {
        await using var door = await LoopbackServer.StartAsync();
        door.On("/door", "", null, status, ("Location", Hub.Url));
        Feed.Outlet.Extra = Subscriber.Links(Feed.Topic, door.Url("/door"));

        await Feed.SubscribeAsync();

        Assert.Equal("subscribe", Assert.Single(Hub.Asked).Mode);
    }

    [Theory]
    [InlineData(302, "the hub answered 302")]
    [InlineData(307, "the hub redirects more than 5 times")]
    public async Task Other_redirects_and_endless_ones_are_errors(int status, string reason)
    {
        Hub.Server.On("/", "", null, status, ("Location", Hub.Url));
        await Feed.Watch.PollAsync();

        await Feed.SweepAsync();

        Assert.Equal(reason, (await Feed.SubscriptionAsync()).Reason);
    }

    [Fact]
    public async Task A_hub_at_an_address_that_is_not_public_is_not_asked_unless_that_is_allowed()
    {
        await Feed.Watch.PollAsync();
        using var client = new HubClient(Feed.Options with { AllowPrivateNetworks = false }, Feed.Clock);

        var answer = await client.AskAsync(await Feed.SubscriptionAsync(), HubMode.Subscribe, default);

        Assert.Contains("only public addresses are allowed", answer.Error, StringComparison.Ordinal);
        Assert.Empty(Hub.Asked);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(250)]
    public async Task A_hub_that_cannot_be_reached_holds_up_no_other_however_manyFeeds_name_it_and_rests(int feeds)
    {
        await Feed.AlsoAtAsync("http://127.0.0.1:1/", feeds);
        Feed.Clock.Advance(TimeSpan.FromSeconds(1));
        await Feed.Watch.PollAsync();

        await Feed.SweepAsync();

        Assert.Single(Hub.Asked);
        Assert.Equal(["Subscribe no 1", "Subscribe yes 1"], Feed.Watch.Counted.By("websub.requests"));
        Assert.Empty(await Feed.Store.DueAsync(Feed.Clock.GetUtcNow().AddMinutes(9), 1000, 1000, default));
    }

    [Fact]
    public async Task A_hub_that_asks_to_be_left_alone_is_left_alone_for_all_itsFeeds_and_for_those_that_come_meanwhile()
    {
        Hub.Answer = 503;
        Hub.AnswerHeaders["Retry-After"] = "7200";
        await Feed.Watch.PollAsync();
        await Feed.AlsoAtAsync(Hub.Url);

        await Feed.SweepAsync();
        await Feed.LaterAsync(TimeSpan.FromMinutes(30));
        await Feed.AlsoAtAsync(Hub.Url);
        await Feed.SweepAsync();
        await Feed.LaterAsync(TimeSpan.FromMinutes(89));
        Assert.Single(Hub.Asked);

        Hub.Answer = 202;
        await Feed.LaterAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(4, Hub.Asked.Count);
    }

    [Fact]
    public async Task A_hub_that_answers_is_asked_no_more_than_its_share_in_a_sweep()
    {
        await using var feed = await Subscriber.StartAsync(options => options with { HubShare = 3 });
        await feed.AlsoAtAsync(feed.Hub.Url, 5);

        await feed.SweepAsync();
        Assert.Equal(3, feed.Hub.Asked.Count);

        await feed.SweepAsync();
        Assert.Equal(5, feed.Hub.Asked.Count);
    }

    [Fact]
    public async Task A_slow_hub_is_asked_nothing_more_in_a_sweep_once_its_time_is_over()
    {
        await Feed.AlsoAtAsync(Hub.Url, 3);
        Hub.Server.On("/", context =>
        {
            Feed.Clock.Advance(TimeSpan.FromSeconds(10));
            return LoopbackServer.ReplyAsync(context, 202);
        });

        await Feed.SweepAsync();
        Assert.Single(Hub.Asked);

        await Feed.SweepAsync();
        Assert.Equal(2, Hub.Asked.Count);
    }

    [Fact]
    public async Task Requests_to_one_hub_are_spaced_as_those_to_any_host()
    {
        await using var feed = await Subscriber.StartAsync(spacing: 2);
        await feed.AlsoAtAsync(feed.Hub.Url, 2);
        var timers = feed.Clock.ArmedTimers;

        var sweep = feed.SweepAsync();
        await Eventually.TrueAsync(
            () => feed.Watch.Counted.By("websub.requests").Contains("Subscribe yes 1") && feed.Clock.ArmedTimers == timers + 1, "the second request waits");
        Assert.Single(feed.Hub.Asked);
        feed.Clock.Advance(TimeSpan.FromSeconds(2));
        await sweep.Soon("the second request is made");

        Assert.Equal(2, feed.Hub.Asked.Count);
    }

    [Theory]
    [InlineData("{secret}")]
    [InlineData("{callback}")]
    [InlineData("{encoded}")]
    [InlineData("{secret}{secret}{secret}{secret}{secret}{secret}{encoded}{id}{id}{secret}")]
    [InlineData("a page of more than is read, {long}")]
    public async Task What_a_hub_says_of_an_error_is_kept_without_what_nobody_else_may_know_and_on_one_line(string words)
    {
        Hub.Server.On("/", async context =>
        {
            var form = await context.Request.ReadFormAsync();
            var (secret, callback) = (form["hub.secret"].ToString(), form["hub.callback"].ToString());
            var said = words.Replace("{secret}", secret, StringComparison.Ordinal).Replace("{callback}", callback, StringComparison.Ordinal)
                .Replace("{encoded}", Uri.EscapeDataString(callback).ToLowerInvariant(), StringComparison.Ordinal)
                .Replace("{id}", callback[^64..], StringComparison.Ordinal)
                .Replace("{long}", new string('x', 240) + secret + secret, StringComparison.Ordinal);
            await LoopbackServer.ReplyAsync(context, 400, $"No\u001b[2J,\r\n\u202enot \u0085you: {said}");
        });
        await Feed.Watch.PollAsync();

        await Feed.SweepAsync();

        var subscription = await Feed.SubscriptionAsync();
        Assert.StartsWith("the hub answered 400: No [2J, not you:", subscription.Reason, StringComparison.Ordinal);
        Assert.InRange(subscription.Reason.Length, 30, 330);
        Assert.DoesNotContain(subscription.Reason, char.IsControl);
        foreach (var known in new[] { subscription.Secret, subscription.Id })
            Assert.DoesNotContain(known[..12], subscription.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_of_a_denial_is_cleaned_as_well()
    {
        await Feed.Watch.PollAsync();
        await Feed.SweepAsync();
        var before = await Feed.SubscriptionAsync();

        await Hub.DenyAsync(Hub.Asked[0], $"not\u0007 {before.Secret.ToUpperInvariant()} at {before.Callback}");

        Assert.Equal("the hub denied it: not at", (await Feed.SubscriptionAsync()).Reason);
    }
}
