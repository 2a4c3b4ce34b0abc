using System.Text;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

/// <summary>What becomes of what a hub pushes, and of polling meanwhile.</summary>
public sealed class PushingTests : IAsyncLifetime
{
    private Subscriber _feed = null!;

    private WebSubHub Hub => _feed.Hub;

    public async Task InitializeAsync()
    {
        _feed = await Subscriber.StartAsync();
        await _feed.SubscribeAsync();
    }

    public async Task DisposeAsync() => await _feed.DisposeAsync();

    [Fact]
    public async Task What_a_hub_pushes_is_stored_as_a_poll_would_and_a_poll_brings_nothing_new_then()
    {
        Assert.Equal(202, await _feed.PushAsync("two", "one"));

        var feed = await _feed.Watch.FeedAsync();
        Assert.Equal(["Title of one", "Title of two"], await _feed.TitlesAsync());
        Assert.Equal(("The Outlet", _feed.Clock.GetUtcNow()), (feed.Title, feed.Poll.LastNews));
        var summary = await _feed.Watch.PollAsync();
        Assert.Equal((0, 0), (summary.NewArticles, summary.UpdatedArticles));
    }

    [Fact]
    public async Task A_push_that_holds_new_entries_only_takes_nothing_from_the_feed_and_an_edit_updates()
    {
        await _feed.PushAsync("two", "one");
        _feed.Outlet.Publish(("two", "A better title"), ("three", "Title of three"));

        await Hub.PushAsync(_feed.Topic, _feed.Outlet.Document());

        Assert.Equal(["A better title", "Title of one", "Title of three"], await _feed.TitlesAsync());
    }

    [Fact]
    public async Task A_push_changes_nothing_that_polls_remember()
    {
        _feed.Outlet.Headers["ETag"] = "\"1\"";
        _feed.Outlet.Publish("one");
        await _feed.Watch.PollAsync();
        var before = (await _feed.Watch.FeedAsync()).Poll;

        await _feed.PushAsync("two", "one");

        var after = (await _feed.Watch.FeedAsync()).Poll;
        Assert.Equal(
            (before.ETag, before.BodyHash, before.LastPoll, before.Status, before.HttpStatus, before.Failures, before.Version + 1),
            (after.ETag, after.BodyHash, after.LastPoll, after.Status, after.HttpStatus, after.Failures, after.Version));
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public async Task Every_method_of_signing_is_understood(string method)
    {
        Hub.Method = method;

        Assert.Equal(202, await _feed.PushAsync("one"));

        Assert.Single(await _feed.TitlesAsync());
    }

    [Theory]
    [InlineData(null, "Unsigned 1")]
    [InlineData("", "BadSignature 1")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000", "BadSignature 1")]
    [InlineData("md5=d41d8cd98f00b204e9800998ecf8427e", "BadSignature 1")]
    public async Task A_bad_or_missing_signature_is_answered_as_a_good_one_and_the_push_ignored_and_counted(string? signature, string counted)
    {
        Hub.Signature = _ => signature;

        Assert.Equal(202, await _feed.PushAsync("one"));

        Assert.Empty(await _feed.TitlesAsync());
        Assert.Equal([counted], _feed.Watch.Counted.By("websub.pushes"));
        Assert.Null((await _feed.SubscriptionAsync()).LastPush);
    }

    [Fact]
    public async Task A_signature_of_another_body_is_bad()
    {
        var other = WebSubHub.Sign("sha256", Hub.Asked[0].Secret!, "<rss/>"u8.ToArray());
        Hub.Signature = _ => other;

        await _feed.PushAsync("one");

        Assert.Empty(await _feed.TitlesAsync());
    }

    [Fact]
    public async Task A_push_that_comes_twice_is_read_once()
    {
        await _feed.PushAsync("one");
        await _feed.PushAsync("one");
        await _feed.PushAsync("two", "one");

        Assert.Equal(["Duplicate 1", "Stored 2"], _feed.Watch.Counted.By("websub.pushes"));
        Assert.Equal(2, (await _feed.TitlesAsync()).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_push_of_another_topic_is_not_read_and_the_feed_is_polled_instead(bool inHeader)
    {
        _feed.Clock.Advance(TimeSpan.FromMinutes(5));
        var document = "<rss version=\"2.0\"><channel><title>Other</title>"
            + (inHeader ? "" : Subscriber.Links("https://other.example/feed"))
            + "<item><guid>x</guid><title>Of another feed</title></item></channel></rss>";
        Hub.Self = inHeader ? "https://other.example/feed" : "";

        Assert.Equal(202, Assert.Single(await Hub.PushAsync(_feed.Topic, document)));

        Assert.Empty(await _feed.TitlesAsync());
        Assert.Equal(["OtherTopic 1"], _feed.Watch.Counted.By("websub.pushes"));
        var poll = (await _feed.Watch.FeedAsync()).Poll;
        Assert.Equal((_feed.Clock.GetUtcNow(), "at once: what its hub sent could not be used"), (poll.NextPoll, poll.NextPollReason));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Sign in to read on</body></html>")]
    [InlineData("no feed at all")]
    public async Task A_push_that_is_no_feed_makes_the_feed_polled_but_not_more_often_than_the_floor_allows(string body)
    {
        var polled = _feed.Clock.GetUtcNow();
        _feed.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(202, Assert.Single(await Hub.PushAsync(_feed.Topic, body)));

        Assert.Equal(polled.AddMinutes(2), (await _feed.Watch.FeedAsync()).Poll.NextPoll);
    }

    [Fact]
    public async Task A_push_that_cannot_be_used_makes_nobody_poll_a_host_that_asked_to_be_left_alone()
    {
        _feed.Outlet.Server.On("/other", "", null, 429, ("Retry-After", "3600"));
        var (_, other) = await _feed.Watch.AlsoAsync(_feed.Outlet.Server.Url("/other"));
        await other.PollAsync(force: true, default);
        _feed.Clock.Advance(TimeSpan.FromMinutes(5));
        var rest = (await _feed.Watch.FeedAsync()).Poll;

        await Hub.PushAsync(_feed.Topic, "no feed");

        var poll = (await _feed.Watch.FeedAsync()).Poll;
        Assert.Equal((_feed.Clock.GetUtcNow().AddMinutes(55), rest.NextPollReason), (poll.NextPoll, poll.NextPollReason));
        Assert.Contains("asks to be left alone", poll.NextPollReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_that_cannot_be_used_pulls_a_safety_poll_in_to_the_end_of_its_hosts_rest_and_no_further()
    {
        _feed.Clock.Advance(TimeSpan.FromMinutes(16));
        await _feed.Watch.PollAsync();
        _feed.Outlet.Server.On("/other", "", null, 429, ("Retry-After", "1800"));
        var (_, other) = await _feed.Watch.AlsoAsync(_feed.Outlet.Server.Url("/other"));
        await other.PollAsync(force: true, default);

        await Hub.PushAsync(_feed.Topic, "no feed");

        var poll = (await _feed.Watch.FeedAsync()).Poll;
        Assert.Equal(
            (_feed.Clock.GetUtcNow().AddMinutes(30), "in 30 min: what its hub sent could not be used, and until then it or its host asks to be left alone"),
            (poll.NextPoll, poll.NextPollReason));
    }

    [Theory]
    [InlineData("max-age=2400", "", 40)]
    [InlineData("", "<ttl>45</ttl>", 45)]
    // It is nine o'clock.
    [InlineData("", "<skipHours><hour>9</hour></skipHours>", 60)]
    public async Task A_push_that_cannot_be_used_pulls_no_poll_in_to_before_what_feed_and_server_ask_for(string cacheControl, string asks, int minutes)
    {
        var polled = _feed.Clock.GetUtcNow();
        _feed.Outlet.Headers["Cache-Control"] = cacheControl;
        _feed.Outlet.Extra += asks;
        await _feed.Watch.PollAsync();
        _feed.Clock.Advance(TimeSpan.FromMinutes(5));

        await Hub.PushAsync(_feed.Topic, "no feed");

        Assert.Equal(polled.AddMinutes(minutes), (await _feed.Watch.FeedAsync()).Poll.NextPoll);
    }

    [Fact]
    public async Task A_push_before_the_verification_or_after_the_lease_is_ignored()
    {
        _feed.Clock.Advance(TimeSpan.FromDays(10));

        Assert.Equal(202, await _feed.PushAsync("one"));
        await _feed.SweepAsync();
        Assert.Equal(WebSubState.Requested, (await _feed.SubscriptionAsync()).State);
        Assert.Equal(202, await _feed.PushAsync("two"));

        Assert.Empty(await _feed.TitlesAsync());
        Assert.Equal(["Unexpected 2"], _feed.Watch.Counted.By("websub.pushes"));
    }

    [Fact]
    public async Task A_push_for_a_paused_feed_is_ignored()
    {
        await _feed.Watch.Store.ChangeAsync(_feed.Watch.FeedId, new FeedChange(Paused: true), default);

        Assert.Equal(202, await _feed.PushAsync("one"));

        Assert.Empty(await _feed.TitlesAsync());
        Assert.Equal(["NotWatched 1"], _feed.Watch.Counted.By("websub.pushes"));
    }

    [Fact]
    public async Task A_push_larger_than_is_taken_is_refused_however_it_is_sent()
    {
        await using var feed = await Subscriber.StartAsync(options => options with { MaximumPushBytes = 2000 });
        await feed.SubscribeAsync();
        Assert.Equal(413, Assert.Single(await feed.Hub.PushAsync(feed.Topic, new string('x', 2001))));
        Assert.Equal(202, Assert.Single(await feed.Hub.PushAsync(feed.Topic, new string('x', 2000))));

        Assert.Equal(["TooLarge 1", "Unreadable 1"], feed.Watch.Counted.By("websub.pushes"));
    }

    [Fact]
    public async Task A_store_that_refuses_makes_the_hub_send_it_again()
    {
        await _feed.Watch.RestartAsync(maximumBytes: 4096);
        var articles = Enumerable.Range(0, 900).Select(n => ($"a{n}", $"A title that takes its room in the file, number {n}, and then some more of it")).ToArray();
        _feed.Outlet.Publish(articles);

        Assert.Equal(503, Assert.Single(await Hub.PushAsync(_feed.Topic, _feed.Outlet.Document())));
        await _feed.Watch.RestartAsync();
        Assert.Equal(202, Assert.Single(await Hub.PushAsync(_feed.Topic, _feed.Outlet.Document())));

        Assert.Equal(900, (await _feed.Watch.Store.CountAsync(default, default)).Articles);
    }

    [Fact]
    public async Task A_push_that_is_not_stored_in_time_is_to_be_sent_again_and_is_a_duplicate_if_it_was_stored_after_all()
    {
        var (refusal, storing) = (new TaskCompletionSource(), new TaskCompletionSource());
        var timers = _feed.Clock.ArmedTimers;
        _feed.Taking = _ => refusal.Task.ContinueWith<PushSummary>(_ => throw new StoreUnavailableException("full"), TaskScheduler.Default);
        Assert.Equal(503, await LateAsync());
        refusal.SetResult();
        _feed.Taking = async document =>
        {
            await storing.Task;
            return await _feed.Watch.PushAsync(document);
        };
        Assert.Equal(503, await LateAsync());
        Assert.Empty(await _feed.TitlesAsync());
        storing.SetResult();
        await Eventually.TrueAsync(async () => (await _feed.SubscriptionAsync()).LastPush is not null, "the push is stored");

        Assert.Equal(202, await _feed.PushAsync("one"));

        Assert.Single(await _feed.TitlesAsync());
        // Nobody waits any more for the push that was refused.
        await Eventually.TrueAsync(() => _feed.Watch.Counted.By("websub.pushes").Contains("Refused 1"), "the refusal is counted");
        Assert.Equal(["Duplicate 1", "Refused 1", "Stored 1"], _feed.Watch.Counted.By("websub.pushes"));

        async Task<int> LateAsync()
        {
            var push = _feed.PushAsync("one");
            await Eventually.TrueAsync(() => _feed.Clock.ArmedTimers > timers, "the hub waits for its answer");
            _feed.Clock.Advance(_feed.Options.WebSub.AnswerWithin);
            return await push.Soon("the hub is answered");
        }
    }

    [Fact]
    public async Task While_pushes_bring_the_news_polls_are_for_safety()
    {
        _feed.Clock.Advance(TimeSpan.FromMinutes(16));

        var summary = await _feed.Watch.PollAsync();

        Assert.Equal("in 60 min: its hub pushes its news, polls are for safety", summary.NextPollReason);
    }

    [Fact]
    public async Task Every_push_puts_the_next_poll_off_but_never_beyond_the_safety_interval_after_the_last_one()
    {
        var polled = _feed.Clock.GetUtcNow();
        Assert.Equal(polled.AddMinutes(16), (await _feed.Watch.FeedAsync()).Poll.NextPoll);

        for (var n = 0; n < 10; n++)
        {
            _feed.Clock.Advance(TimeSpan.FromMinutes(5));
            await _feed.PushAsync($"a{n}");
            var poll = (await _feed.Watch.FeedAsync()).Poll;
            Assert.Equal(polled.AddHours(1), poll.NextPoll);
        }
    }

    [Fact]
    public async Task A_push_puts_the_next_poll_behind_the_hours_that_the_feed_skips()
    {
        // It is nine o'clock.
        _feed.Outlet.Extra += "<skipHours><hour>10</hour></skipHours>";
        await _feed.Watch.PollAsync();

        await _feed.PushAsync("one");

        Assert.Equal("in 2 h: the feed asks not to be polled until Tue 11:00 GMT", (await _feed.Watch.FeedAsync()).Poll.NextPollReason);
    }

    [Fact]
    public async Task The_safety_poll_comes_no_later_than_the_end_of_the_lease()
    {
        Hub.Lease = "1800";
        await Hub.VerifyAsync(Hub.Asked[0]);

        var summary = await _feed.Watch.PollAsync();

        Assert.Equal(_feed.Clock.GetUtcNow().AddMinutes(30), summary.NextPoll);
    }

    [Fact]
    public async Task A_hub_that_falls_silent_is_found_out_by_the_safety_poll_and_polling_resumes_until_it_pushes_again()
    {
        await _feed.PushAsync("one");
        _feed.Clock.Advance(TimeSpan.FromHours(1));
        _feed.Outlet.Publish("two", "one");

        var found = await _feed.Watch.PollAsync();
        Assert.Equal((1, "in 4 min: it had news"), (found.NewArticles, found.NextPollReason));
        Assert.Null((await _feed.Watch.FeedAsync()).PushedUntil);
        Assert.Equal(["Silent 1"], _feed.Watch.Counted.By("websub.lost"));
        _feed.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("in 5 min: no news for 4 min", (await _feed.Watch.PollAsync()).NextPollReason);
        await _feed.PushAsync("three", "two", "one");

        Assert.NotNull((await _feed.Watch.FeedAsync()).PushedUntil);
        Assert.Equal("in 60 min: its hub pushes its news, polls are for safety", (await _feed.Watch.FeedAsync()).Poll.NextPollReason);
        Assert.Equal("in 60 min: its hub pushes its news, polls are for safety", (await _feed.Watch.PollAsync()).NextPollReason);
    }

    [Fact]
    public async Task The_rhythm_that_pushes_show_is_the_one_that_polling_resumes_with()
    {
        for (var n = 0; n < 4; n++)
            await _feed.PushAsync($"a{n}");

        Assert.Equal(TimeSpan.FromMinutes(2), (await _feed.Watch.FeedAsync()).Poll.Interval);
    }

    [Fact]
    public async Task A_hub_that_ends_the_subscription_sends_the_feed_back_to_its_own_rhythm()
    {
        _feed.Clock.Advance(TimeSpan.FromMinutes(16));
        await _feed.Watch.PollAsync();
        _feed.Clock.Advance(TimeSpan.FromMinutes(5));

        await Hub.DenyAsync(Hub.Asked[0], null);

        var poll = (await _feed.Watch.FeedAsync()).Poll;
        Assert.Equal("in 15 min: its hub ended the subscription", poll.NextPollReason);
        Assert.Equal(_feed.Clock.GetUtcNow().AddMinutes(15), poll.NextPoll);
        Assert.Equal(["Denied 1"], _feed.Watch.Counted.By("websub.lost"));
    }

    [Fact]
    public async Task A_failing_feed_keeps_to_its_back_off_whatever_its_hub_sends()
    {
        _feed.Outlet.Server.On("/feed", "", null, 500);
        await _feed.Watch.PollAsync();
        var next = (await _feed.Watch.FeedAsync()).Poll.NextPoll;
        _feed.Clock.Advance(TimeSpan.FromMinutes(3));

        await Hub.PushAsync(_feed.Topic, "no feed");

        Assert.Equal(next, (await _feed.Watch.FeedAsync()).Poll.NextPoll);
    }

    [Fact]
    public async Task Articles_that_are_pushed_wait_for_their_pages_as_those_of_a_poll_do()
    {
        await _feed.Watch.Store.ChangeAsync(_feed.Watch.FeedId, new FeedChange(FullText: true), default);

        await _feed.PushAsync("one");

        Assert.Empty(await _feed.TitlesAsync());
        Assert.Equal(1, _feed.Watch.Counted["articles.new"]);
    }

    [Fact]
    public async Task A_push_that_a_poll_overtakes_is_read_again_and_neither_is_lost_nor_stored_twice()
    {
        // The poll is stored between the push's reading of the feed and its writing.
        _feed.Outlet.Publish("two", "one");
        var pushed = new PushedDocument
        {
            Body = Encoding.UTF8.GetBytes(_feed.Outlet.Document()),
            Topic = _feed.Topic,
            Until = _feed.Clock.GetUtcNow().AddDays(1),
        };
        var summary = await Overtaking.PushAsync(_feed.Watch, pushed);

        Assert.Equal((PushOutcome.Stored, 0), (summary.Outcome, summary.NewArticles));
        Assert.Equal(1, _feed.Watch.Counted["polls.overtaken"]);
        Assert.Equal(2, (await _feed.TitlesAsync()).Length);
    }
}
