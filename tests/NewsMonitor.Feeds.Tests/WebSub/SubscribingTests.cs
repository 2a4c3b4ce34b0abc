using NewsMonitor.Feeds.WebSub;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>From a feed that names a hub to a lease that is kept, with a real hub that behaves or does not.</summary>
public sealed class SubscribingTests : IAsyncLifetime
{
    private Subscriber _feed = null!;

    private WebSubHub Hub => _feed.Hub;

    public async Task InitializeAsync() => _feed = await Subscriber.StartAsync();

    public async Task DisposeAsync() => await _feed.DisposeAsync();

    [Fact]
    public async Task A_hub_is_asked_for_the_topic_that_the_feed_names_with_a_secret_and_a_callback_that_nobody_can_guess()
    {
        _feed.Outlet.Extra = Subscriber.Links("https://outlet.example/canonical?a=b&c=d", Hub.Url);

        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();
        await _feed.SweepAsync();

        var asked = Assert.Single(Hub.Asked);
        Assert.Equal(("subscribe", "https://outlet.example/canonical?a=b&c=d", "864000"), (asked.Mode, asked.Topic, asked.LeaseSeconds));
        Assert.Matches("^http://127.0.0.1:[0-9]+/websub/[0-9a-f]{64}$", asked.Callback);
        Assert.Matches("^[0-9a-f]{64}$", asked.Secret!);
        Assert.DoesNotContain(asked.Secret!, asked.Callback, StringComparison.Ordinal);
        var request = Assert.Single(Hub.Server.Requests.All);
        Assert.StartsWith("application/x-www-form-urlencoded", request.Header("Content-Type"), StringComparison.Ordinal);
        Assert.StartsWith("NewsMonitor/", request.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Equal(WebSubState.Requested, (await _feed.SubscriptionAsync()).State);
    }

    [Fact]
    public async Task Link_headers_come_before_what_the_document_says()
    {
        _feed.Outlet.Extra = Subscriber.Links("https://outlet.example/in-body", "https://hub.invalid/");
        _feed.Outlet.Headers["Link"] = $"<{Hub.Url}>; rel=\"hub\", <https://outlet.example/in-header>; rel=\"self\"";

        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

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

        await _feed.SubscribeAsync();

        var subscription = await _feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Active, _feed.Clock.GetUtcNow(), _feed.Clock.GetUtcNow().AddHours(1)), (subscription.State, subscription.LiveSince, subscription.ExpiresAt));
        Assert.Equal(subscription.ExpiresAt, (await _feed.Watch.FeedAsync()).PushedUntil);
    }

    [Fact]
    public async Task A_hub_may_verify_before_it_answers()
    {
        Hub.Verifying = HubVerifying.BeforeAnswer;

        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

        Assert.Single(Hub.Subscriptions);
        Assert.Equal(WebSubState.Active, (await _feed.SubscriptionAsync()).State);
    }

    [Fact]
    public async Task A_hub_that_verifies_and_then_answers_with_an_error_is_believed_in_what_it_verified()
    {
        Hub.Server.On("/", async context =>
        {
            await Hub.VerifyAsync(Hub.Asked[^1]);
            await LoopbackServer.ReplyAsync(context, 500);
        });

        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

        Assert.Equal(WebSubState.Active, (await _feed.SubscriptionAsync()).State);
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
        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();
        var before = await _feed.SubscriptionAsync();

        var answer = Assert.Single(await Hub.VerifyAsync(query =>
        {
            query.Remove(parameter);
            if (value is not null)
                query[parameter] = value;
        }));

        Assert.Equal((404, ""), answer);
        Assert.Equivalent(before, await _feed.SubscriptionAsync());
        Assert.EndsWith(" no 1", Assert.Single(_feed.Watch.Counted.By("websub.verifications")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_challenge_that_is_too_long_is_not_echoed()
    {
        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

        Assert.Equal(404, Assert.Single(await Hub.VerifyAsync(query => query["hub.challenge"] = new string('x', 1025))).Status);
    }

    [Fact]
    public async Task A_stranger_learns_nothing_not_even_which_callbacks_there_are()
    {
        await _feed.SubscribeAsync();
        var subscription = await _feed.SubscriptionAsync();

        foreach (var id in new[] { "x", new string('0', 64), subscription.Id.ToUpperInvariant(), subscription.Id[..63] })
        {
            using var answer = await _feed.GetAsync($"/websub/{id}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(_feed.Topic)}&hub.challenge=c");
            Assert.Equal((404, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            Assert.Equal(404, await Hub.SendAsync(Hub.Asked[0] with { Callback = $"{_feed.Options.WebSub.PublicUrl}/websub/{id}" }, "<rss/>"u8.ToArray()));
        }
    }

    [Fact]
    public async Task A_subscription_that_was_not_asked_for_yet_is_not_verified()
    {
        await _feed.Watch.PollAsync();
        var subscription = await _feed.SubscriptionAsync();

        var answer = await Hub.VerifyAsync(new HubRequest("subscribe", subscription.Topic, subscription.Callback, "60", null));

        Assert.Equal(404, answer.Status);
        Assert.Equal(WebSubState.Wanted, (await _feed.SubscriptionAsync()).State);
    }

    [Fact]
    public async Task A_hub_that_never_verifies_is_asked_again_ever_more_seldom_and_a_late_verification_still_counts()
    {
        Hub.Verifying = HubVerifying.Never;
        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

        // Ten minutes for the verification, then ten, twenty, forty minutes (and a little) of waiting.
        var asked = new List<int>();
        for (var minute = 0; minute < 120; minute++)
        {
            await _feed.LaterAsync(TimeSpan.FromMinutes(1));
            if (Hub.Asked.Count > asked.Count + 1)
                asked.Add(minute + 1);
        }

        Assert.Equal(3, asked.Count);
        Assert.InRange(asked[0], 20, 22);
        Assert.InRange(asked[1] - asked[0], 30, 33);
        Assert.InRange(asked[2] - asked[1], 50, 55);
        Assert.Equal("the hub did not verify the request within 10 min", (await _feed.SubscriptionAsync()) is { State: WebSubState.Wanted } waiting ? waiting.Reason : "");
        Assert.Equal(200, (await Hub.VerifyAsync(Hub.Asked[0])).Status);
        Assert.Equal((WebSubState.Active, 0), await _feed.SubscriptionAsync() is var late ? (late.State, late.Failures) : default);
    }

    [Fact]
    public async Task A_hub_that_answers_with_an_error_is_asked_again_after_what_it_asks_for_and_its_words_are_kept()
    {
        Hub.Answer = 503;
        Hub.AnswerHeaders["Retry-After"] = "7200";
        await _feed.Watch.PollAsync();

        await _feed.SweepAsync();

        var subscription = await _feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Wanted, 1, "the hub answered 503: not today"), (subscription.State, subscription.Failures, subscription.Reason));
        Assert.InRange(subscription.Due - _feed.Clock.GetUtcNow(), TimeSpan.FromHours(2), TimeSpan.FromHours(2.2));
        Assert.Equal(["Subscribe no 1"], _feed.Watch.Counted.By("websub.requests"));
        Assert.Null((await _feed.Watch.FeedAsync()).PushedUntil);
    }

    [Fact]
    public async Task Of_several_hubs_the_next_is_asked_when_one_fails_with_a_callback_and_a_secret_of_its_own()
    {
        await using var second = await WebSubHub.StartAsync();
        _feed.Outlet.Extra = Subscriber.Links(_feed.Topic, Hub.Url, second.Url);
        Hub.Answer = 400;
        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();
        Assert.Empty(second.Asked);

        await _feed.LaterAsync(TimeSpan.FromMinutes(11));

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
        _feed.Outlet.Extra = Subscriber.Links(_feed.Topic, door.Url("/door"));

        await _feed.SubscribeAsync();

        Assert.Equal("subscribe", Assert.Single(Hub.Asked).Mode);
    }

    [Theory]
    [InlineData(302, "the hub answered 302")]
    [InlineData(307, "the hub redirects more than 5 times")]
    public async Task Other_redirects_and_endless_ones_are_errors(int status, string reason)
    {
        Hub.Server.On("/", "", null, status, ("Location", Hub.Url));
        await _feed.Watch.PollAsync();

        await _feed.SweepAsync();

        Assert.Equal(reason, (await _feed.SubscriptionAsync()).Reason);
    }

    [Fact]
    public async Task A_hub_at_an_address_that_is_not_public_is_not_asked_unless_that_is_allowed()
    {
        await _feed.Watch.PollAsync();
        using var client = new HubClient(_feed.Options with { AllowPrivateNetworks = false }, _feed.Clock);

        var answer = await client.AskAsync(await _feed.SubscriptionAsync(), HubMode.Subscribe, default);

        Assert.Contains("only public addresses are allowed", answer.Error, StringComparison.Ordinal);
        Assert.Empty(Hub.Asked);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(250)]
    public async Task A_hub_that_cannot_be_reached_holds_up_no_other_however_many_feeds_name_it_and_rests(int feeds)
    {
        var dead = await LoopbackServer.StartAsync();
        var url = dead.Url("/");
        await dead.DisposeAsync();
        await _feed.AlsoAtAsync(url, feeds);
        _feed.Clock.Advance(TimeSpan.FromSeconds(1));
        await _feed.Watch.PollAsync();

        await _feed.SweepAsync();

        Assert.Single(Hub.Asked);
        Assert.Equal(["Subscribe no 1", "Subscribe yes 1"], _feed.Watch.Counted.By("websub.requests"));
        Assert.Empty(await _feed.Store.DueAsync(_feed.Clock.GetUtcNow().AddMinutes(9), 1000, 1000, default));
    }

    [Fact]
    public async Task A_hub_that_asks_to_be_left_alone_is_left_alone_for_all_its_feeds_and_for_those_that_come_meanwhile()
    {
        Hub.Answer = 503;
        Hub.AnswerHeaders["Retry-After"] = "7200";
        await _feed.Watch.PollAsync();
        await _feed.AlsoAtAsync(Hub.Url);

        await _feed.SweepAsync();
        await _feed.LaterAsync(TimeSpan.FromMinutes(30));
        await _feed.AlsoAtAsync(Hub.Url);
        await _feed.SweepAsync();
        await _feed.LaterAsync(TimeSpan.FromMinutes(89));
        Assert.Single(Hub.Asked);

        Hub.Answer = 202;
        await _feed.LaterAsync(TimeSpan.FromMinutes(20));
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
        await _feed.AlsoAtAsync(Hub.Url, 3);
        Hub.Server.On("/", context =>
        {
            _feed.Clock.Advance(TimeSpan.FromSeconds(10));
            return LoopbackServer.ReplyAsync(context, 202);
        });

        await _feed.SweepAsync();
        Assert.Single(Hub.Asked);

        await _feed.SweepAsync();
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
        await _feed.Watch.PollAsync();

        await _feed.SweepAsync();

        var subscription = await _feed.SubscriptionAsync();
        Assert.StartsWith("the hub answered 400: No [2J, not you:", subscription.Reason, StringComparison.Ordinal);
        Assert.InRange(subscription.Reason.Length, 30, 330);
        Assert.DoesNotContain(subscription.Reason, char.IsControl);
        foreach (var known in new[] { subscription.Secret, subscription.Id })
            Assert.DoesNotContain(known[..12], subscription.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_of_a_denial_is_cleaned_as_well()
    {
        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();
        var before = await _feed.SubscriptionAsync();

        await Hub.DenyAsync(Hub.Asked[0], $"not\u0007 {before.Secret.ToUpperInvariant()} at {before.Callback}");

        Assert.Equal("the hub denied it: not at", (await _feed.SubscriptionAsync()).Reason);
    }

    [Fact]
    public async Task The_lease_is_renewed_before_it_ends_under_the_same_callback()
    {
        Hub.Lease = "36000";
        await _feed.SubscribeAsync();
        var first = await _feed.SubscriptionAsync();

        await _feed.LaterAsync(TimeSpan.FromHours(6.9));
        Assert.Single(Hub.Asked);
        await _feed.LaterAsync(TimeSpan.FromHours(1.2));

        Assert.Equal(2, Hub.Asked.Count);
        Assert.Equal(Hub.Asked[0], Hub.Asked[1]);
        Assert.Equal(WebSubState.Renewing, (await _feed.SubscriptionAsync()).State);
        Assert.NotNull((await _feed.Watch.FeedAsync()).PushedUntil);
        await Hub.VerifyAsync();
        var renewed = await _feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Active, first.LiveSince, _feed.Clock.GetUtcNow().AddHours(10)), (renewed.State, renewed.LiveSince, renewed.ExpiresAt));
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again_before_the_lease_ends()
    {
        Hub.Lease = "36000";
        await _feed.SubscribeAsync();
        Hub.Answer = 500;
        await _feed.LaterAsync(TimeSpan.FromHours(8.1));
        Assert.Equal(WebSubState.Active, (await _feed.SubscriptionAsync()).State);
        Hub.Answer = 202;

        await _feed.LaterAsync(TimeSpan.FromMinutes(12));

        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync()).Status);
        Assert.Equal(_feed.Clock.GetUtcNow().AddHours(10), (await _feed.SubscriptionAsync()).ExpiresAt);
    }

    [Fact]
    public async Task A_lease_that_ends_without_a_new_one_is_lost_and_asked_for_again()
    {
        Hub.Lease = "36000";
        await _feed.SubscribeAsync();
        Hub.Verifying = HubVerifying.Never;

        await _feed.LaterAsync(TimeSpan.FromHours(8.1));
        await _feed.LaterAsync(TimeSpan.FromHours(2));

        var subscription = await _feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Requested, null), (subscription.State, subscription.ExpiresAt));
        Assert.Null((await _feed.Watch.FeedAsync()).PushedUntil);
        Assert.Equal(["Expired 1"], _feed.Watch.Counted.By("websub.lost"));
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

        await _feed.SubscribeAsync();

        Assert.Equal(_feed.Clock.GetUtcNow().AddMinutes(minutes), (await _feed.SubscriptionAsync()).ExpiresAt);
    }

    [Fact]
    public async Task A_hub_that_shortens_the_lease_is_believed_and_one_that_makes_it_tiny_is_not_asked_all_the_time()
    {
        await _feed.SubscribeAsync();
        Hub.Lease = "5";
        await Hub.VerifyAsync(Hub.Asked[0]);
        Assert.Equal(_feed.Clock.GetUtcNow().AddSeconds(5), (await _feed.SubscriptionAsync()).ExpiresAt);

        for (var second = 0; second < 400; second += 10)
            await _feed.LaterAsync(TimeSpan.FromSeconds(10));

        Assert.Single(Hub.Asked);
        Assert.Null((await _feed.Watch.FeedAsync()).PushedUntil > _feed.Clock.GetUtcNow() ? "live" : null);
        await _feed.LaterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, Hub.Asked.Count);
    }

    [Fact]
    public async Task A_denied_subscription_is_asked_for_again_after_a_day()
    {
        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

        Assert.Equal(202, await Hub.DenyAsync(Hub.Asked[0], "you are not on the list"));

        var subscription = await _feed.SubscriptionAsync();
        Assert.Equal((WebSubState.Denied, "the hub denied it: you are not on the list"), (subscription.State, subscription.Reason));
        await _feed.LaterAsync(TimeSpan.FromHours(23));
        Assert.Single(Hub.Asked);
        await _feed.LaterAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, Hub.Asked.Count);
        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync()).Status);
    }

    [Fact]
    public async Task A_denial_for_another_topic_is_refused()
    {
        await _feed.SubscribeAsync();

        Assert.Equal(404, await Hub.DenyAsync(Hub.Asked[0] with { Topic = "https://outlet.example/other" }, null));

        Assert.Equal(WebSubState.Active, (await _feed.SubscriptionAsync()).State);
    }

    [Fact]
    public async Task A_removed_feed_is_unsubscribed_and_the_hub_may_verify_that()
    {
        await _feed.SubscribeAsync();
        var subscription = await _feed.SubscriptionAsync();

        await _feed.Watch.Store.RemoveAsync(_feed.Watch.FeedId, default);
        await _feed.SweepAsync();

        Assert.Equal(("unsubscribe", _feed.Topic, subscription.Callback), Hub.Asked[1] is var asked ? (asked.Mode, asked.Topic, asked.Callback) : default);
        Assert.Equal(410, Assert.Single(await Hub.PushAsync(_feed.Topic, "<rss/>")));
        Assert.Equal(404, (await Hub.VerifyAsync(Hub.Asked[0])).Status);
        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync(query => query.Remove("hub.lease_seconds"))).Status);
        Assert.Null(await _feed.Store.FindAsync(subscription.Id, default));
        Assert.Empty(Hub.Subscriptions);
    }

    [Fact]
    public async Task A_hub_that_does_not_verify_the_end_is_asked_three_times_and_then_left_alone()
    {
        await _feed.SubscribeAsync();
        var subscription = await _feed.SubscriptionAsync();
        Hub.Verifying = HubVerifying.Never;
        await _feed.Watch.Store.RemoveAsync(_feed.Watch.FeedId, default);

        for (var n = 0; n < 20; n++)
            await _feed.LaterAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(["subscribe", "unsubscribe", "unsubscribe", "unsubscribe"], Hub.Asked.Select(a => a.Mode));
        Assert.Null(await _feed.Store.FindAsync(subscription.Id, default));
    }

    [Fact]
    public async Task A_feed_that_is_removed_before_its_hub_was_asked_leaves_nothing_to_ask()
    {
        await _feed.Watch.PollAsync();

        await _feed.Watch.Store.RemoveAsync(_feed.Watch.FeedId, default);
        await _feed.SweepAsync();

        Assert.Empty(Hub.Asked);
        Assert.Empty(await _feed.Store.CountAsync(default));
    }

    [Fact]
    public async Task A_feed_that_names_another_topic_or_hub_is_unsubscribed_here_and_subscribed_there()
    {
        await _feed.SubscribeAsync();
        await using var other = await WebSubHub.StartAsync();
        _feed.Outlet.Extra = Subscriber.Links(_feed.Topic, other.Url);

        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

        Assert.Equal(["subscribe", "unsubscribe"], Hub.Asked.Select(a => a.Mode));
        Assert.Equal("subscribe", Assert.Single(other.Asked).Mode);
        _feed.Outlet.Extra = Subscriber.Links("https://outlet.example/moved", other.Url);
        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();
        Assert.Equal(["subscribe", "subscribe", "unsubscribe"], other.Asked.Select(a => a.Mode).Order(StringComparer.Ordinal));
        Assert.Equal("https://outlet.example/moved", (await _feed.SubscriptionAsync()).Topic);
    }

    [Fact]
    public async Task A_feed_that_names_no_hub_any_more_is_unsubscribed_and_polled_at_its_own_rhythm_again()
    {
        _feed.Outlet.Publish("one");
        await _feed.SubscribeAsync();
        _feed.Clock.Advance(TimeSpan.FromMinutes(16));
        await _feed.Watch.PollAsync();
        Assert.Contains("pushes", (await _feed.Watch.FeedAsync()).Poll.NextPollReason, StringComparison.Ordinal);
        _feed.Clock.Advance(TimeSpan.FromHours(1));
        _feed.Outlet.Extra = "";

        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

        Assert.Equal("unsubscribe", Hub.Asked[^1].Mode);
        Assert.Null(await _feed.Store.OfFeedAsync(_feed.Watch.FeedId, default));
        var poll = (await _feed.Watch.FeedAsync()).Poll;
        Assert.Equal(("in 25 min: its subscription at a hub ended", _feed.Clock.GetUtcNow().AddMinutes(25)), (poll.NextPollReason, poll.NextPoll));
    }

    [Fact]
    public async Task A_paused_feed_lets_its_lease_run_out_and_is_subscribed_again_when_it_goes_on()
    {
        Hub.Lease = "36000";
        await _feed.SubscribeAsync();
        await _feed.Watch.Store.ChangeAsync(_feed.Watch.FeedId, new FeedChange(Paused: true), default);

        for (var hour = 0; hour < 30; hour++)
            await _feed.LaterAsync(TimeSpan.FromHours(1));
        Assert.Single(Hub.Asked);
        await _feed.Watch.Store.ChangeAsync(_feed.Watch.FeedId, new FeedChange(Paused: false), default);
        await _feed.SweepAsync();

        Assert.Equal(2, Hub.Asked.Count);
        Assert.Equal(200, Assert.Single(await Hub.VerifyAsync()).Status);
    }

    [Fact]
    public async Task Subscriptions_outlive_a_restart()
    {
        await _feed.SubscribeAsync();

        await _feed.Watch.RestartAsync();
        await _feed.SweepAsync();

        Assert.Single(Hub.Asked);
        Assert.Equal(202, await _feed.PushAsync("one"));
        Assert.Equal(["Title of one"], await _feed.TitlesAsync());
    }

    [Fact]
    public async Task A_truncated_document_that_does_not_come_to_its_hub_ends_nothing()
    {
        await _feed.SubscribeAsync();
        _feed.Outlet.Server.On("/feed", "<rss version=\"2.0\"><channel><title>The Outlet</title><item><guid>a</guid><title>x</title></item><item><tit");

        await _feed.Watch.PollAsync();
        await _feed.SweepAsync();

        Assert.Equal(WebSubState.Active, (await _feed.SubscriptionAsync()).State);
    }
}
