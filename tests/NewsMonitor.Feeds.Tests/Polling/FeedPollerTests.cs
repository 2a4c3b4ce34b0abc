using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>A feed's life against a real server, parser and database.</summary>
public sealed class FeedPollerTests : IAsyncLifetime
{
    private Outlet _outlet = null!;
    private Watch _watch = null!;

    public async Task InitializeAsync()
    {
        _outlet = await Outlet.StartAsync();
        _watch = await Watch.StartAsync(_outlet.Url);
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _outlet.DisposeAsync();
    }

    [Fact]
    public async Task A_first_poll_brings_the_articles_and_what_the_feed_says_of_itself()
    {
        _outlet.Publish("two", "one");
        _outlet.Headers["ETag"] = "W/\"1\"";

        var summary = await _watch.PollAsync();

        Assert.Equal((true, FeedStatus.Ok, 2, 0, null), (summary.Polled, summary.Status, summary.NewArticles, summary.UpdatedArticles, summary.Error));
        var feed = await _watch.FeedAsync();
        Assert.Equal(("The Outlet", "https://outlet.example/", "en"), (feed.Title, feed.SiteUrl, feed.Language));
        Assert.Equal((FeedStatus.Ok, 200, "W/\"1\"", 0), (feed.Poll.Status, feed.Poll.HttpStatus, feed.Poll.ETag, feed.Poll.Failures));
        Assert.Equal((summary.NextPoll, summary.NextPollReason), (feed.Poll.NextPoll, feed.Poll.NextPollReason));
        Assert.Equal(_watch.Clock.GetUtcNow(), feed.Poll.LastNews);
        Assert.Equal(["Title of one", "Title of two"], (await _watch.ArticlesAsync()).Select(a => a.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_languages_of_new_articles_are_told_so_that_their_story_indexes_are_woken()
    {
        _outlet.Publish("one");

        Assert.Equal(["en"], await _watch.PendingLanguagesAsync());
        Assert.Empty(await _watch.PendingLanguagesAsync());
    }

    [Fact]
    public async Task A_feed_is_polled_again_when_it_is_due_and_not_before()
    {
        _outlet.Publish("one");
        await _watch.PollAsync();

        _watch.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.False((await _watch.PollIfDueAsync())!.Polled);
        _watch.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await _watch.PollIfDueAsync())!.Polled);

        Assert.Equal(2, _outlet.Server.Requests.All.Count);
    }

    [Fact]
    public async Task A_paused_feed_is_polled_only_when_it_is_forced()
    {
        await _watch.Store.ChangeAsync(_watch.FeedId, new FeedChange(Paused: true), default);

        Assert.False((await _watch.PollIfDueAsync())!.Polled);
        Assert.True((await _watch.PollAsync()).Polled);
    }

    [Fact]
    public async Task One_url_is_one_feed_however_it_is_written_and_whoever_asks_for_it()
    {
        var port = new Uri(_outlet.Url).Port;
        foreach (var written in new[] { _outlet.Url, $" HTTP://127.0.0.1:{port}/feed#top ", $"http://127.0.0.1:{port}/feed" })
            Assert.Equal((_watch.FeedId, false), await _watch.Store.AddAsync(new NewFeed(FeedUrl.Normalise(written), null, [], default), default) is var (feed, added) ? (feed.Id, added) : default);

        Assert.Single(await _watch.Store.DueAsync(0, 1, _watch.Clock.GetUtcNow(), 10, default));
    }

    [Fact]
    public async Task A_removed_feed_is_not_polled()
    {
        await _watch.Store.RemoveAsync(_watch.FeedId, default);

        Assert.Null(await _watch.PollIfDueAsync());
        Assert.Empty(_outlet.Server.Requests.All);
    }

    [Fact]
    public async Task An_edit_is_an_update_and_no_new_article()
    {
        _outlet.Publish(("one", "First title"));
        await _watch.PollAsync();
        _outlet.Publish(("one", "Better title"));

        var summary = await _watch.PollAsync();

        Assert.Equal((0, 1), (summary.NewArticles, summary.UpdatedArticles));
        Assert.Equal("Better title", Assert.Single(await _watch.ArticlesAsync()).Title);
    }

    [Theory]
    [InlineData("three,two,one")]
    [InlineData("two,three")]
    [InlineData("")]
    public async Task A_feed_that_is_reordered_trimmed_or_emptied_brings_nothing_new_and_loses_nothing(string guids)
    {
        _outlet.Publish("one", "two", "three");
        await _watch.PollAsync();
        _outlet.Publish(guids.Split(',', StringSplitOptions.RemoveEmptyEntries));

        var summary = await _watch.PollAsync();

        Assert.Equal((FeedStatus.Ok, 0, 0), (summary.Status, summary.NewArticles, summary.UpdatedArticles));
        Assert.Equal(3, (await _watch.ArticlesAsync()).Count);
    }

    [Fact]
    public async Task A_restart_brings_nothing_new_and_asks_with_the_same_validators()
    {
        _outlet.Publish("one");
        _outlet.Headers["ETag"] = "abc";
        _outlet.Headers["Last-Modified"] = "then";
        await _watch.PollAsync();

        await _watch.RestartAsync();
        var summary = await _watch.PollAsync();

        Assert.Equal((FeedStatus.NotModified, 0), (summary.Status, summary.NewArticles));
        var request = _outlet.Server.Requests.All[1];
        Assert.Equal(("abc", "then"), (request.Header("If-None-Match"), request.Header("If-Modified-Since")));
    }

    [Fact]
    public async Task Removing_a_feed_and_adding_it_again_brings_no_news()
    {
        _outlet.Publish("one", "two");
        await _watch.PollAsync();
        await _watch.Store.RemoveAsync(_watch.FeedId, default);
        await _watch.Store.AddAsync(new NewFeed(_outlet.Url, null, [], _watch.Clock.GetUtcNow()), default);

        Assert.Equal((FeedStatus.Ok, 0), await _watch.PollAsync() is var summary ? (summary.Status, summary.NewArticles) : default);
    }

    [Fact]
    public async Task A_304_keeps_validators_that_it_does_not_repeat()
    {
        _outlet.Publish("one");
        _outlet.Headers["ETag"] = "\"1\"";
        _outlet.Headers["Last-Modified"] = "then";
        await _watch.PollAsync();
        _outlet.Server.On("/feed", "", null, 304, ("ETag", "\"2\""));

        var summary = await _watch.PollAsync();

        Assert.Equal(FeedStatus.NotModified, summary.Status);
        var state = (await _watch.FeedAsync()).Poll;
        Assert.Equal(("\"2\"", "then", 304), (state.ETag, state.LastModified, state.HttpStatus));
    }

    [Fact]
    public async Task Each_200_replaces_both_validators_and_clears_the_one_it_lacks()
    {
        _outlet.Publish("one");
        _outlet.Headers["ETag"] = "\"1\"";
        _outlet.Headers["Last-Modified"] = "then";
        await _watch.PollAsync();
        _outlet.Publish("two");
        _outlet.Headers.Remove("ETag");
        _outlet.Headers["Last-Modified"] = "now";

        await _watch.PollAsync();

        var state = (await _watch.FeedAsync()).Poll;
        Assert.Equal((null, "now"), (state.ETag, state.LastModified));
    }

    [Theory]
    [InlineData(500, "<rss/>", "The server answered 500 (Internal Server Error).")]
    [InlineData(200, "<!doctype html><p>Checking your browser</p>", "The server sent a web page (HTML), not a feed.")]
    [InlineData(200, "", "The server sent an empty document.")]
    [InlineData(200, "Just words.", null)]
    public async Task What_is_no_feed_leaves_articles_validators_and_rhythm_as_they_are_and_shows_its_reason(int status, string body, string? error)
    {
        _outlet.Publish("one");
        _outlet.Headers["ETag"] = "\"good\"";
        await _watch.PollAsync();
        var before = (await _watch.FeedAsync()).Poll;
        _outlet.Server.On("/feed", body, "text/html", status, ("ETag", "\"bad\""));

        var summary = await _watch.PollAsync();

        var state = (await _watch.FeedAsync()).Poll;
        Assert.Equal(FeedStatus.Failed, summary.Status);
        Assert.Equal(error ?? summary.Error, summary.Error);
        Assert.False(string.IsNullOrEmpty(state.Error));
        Assert.Equal((before.ETag, before.BodyHash, before.Interval, before.LastNews), (state.ETag, state.BodyHash, state.Interval, state.LastNews));
        Assert.Equal((1, status), (state.Failures, state.HttpStatus));
        Assert.Single(await _watch.ArticlesAsync());
    }

    [Fact]
    public async Task A_feed_that_fails_for_weeks_is_still_polled_and_recovers_at_the_first_success()
    {
        _outlet.Publish("one");
        await _watch.PollAsync();
        var interval = (await _watch.FeedAsync()).Poll.Interval;
        _outlet.Server.On("/down", "", null, 500);
        var works = false;
        _outlet.Server.On("/feed", context => works
            ? LoopbackServer.ReplyAsync(context, 200, "<rss version=\"2.0\"><channel><title>t</title><item><title>back</title><guid>back</guid></item></channel></rss>")
            : LoopbackServer.ReplyAsync(context, 404));
        var end = _watch.Clock.GetUtcNow().AddDays(21);
        var polls = 0;
        while (_watch.Clock.GetUtcNow() < end)
        {
            var next = (await _watch.FeedAsync()).Poll.NextPoll;
            Assert.InRange(next - _watch.Clock.GetUtcNow(), TimeSpan.FromMinutes(2), TimeSpan.FromHours(8));
            _watch.Clock.Advance(next - _watch.Clock.GetUtcNow());
            Assert.Equal(FeedStatus.Failed, (await _watch.PollIfDueAsync())!.Status);
            polls++;
        }

        works = true;
        var summary = await _watch.PollAsync();

        Assert.InRange(polls, 60, 80);
        Assert.Equal((FeedStatus.Ok, 1, null), (summary.Status, summary.NewArticles, summary.Error));
        var state = (await _watch.FeedAsync()).Poll;
        Assert.Equal((0, interval / 2), (state.Failures, state.Interval));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Retry_after_is_obeyed_on_429_and_503(int status)
    {
        _outlet.Server.On("/feed", "", null, status, ("Retry-After", "7200"));

        var summary = await _watch.PollAsync();

        Assert.Equal("in 2 h: the server asks to be left alone for 2 h", summary.NextPollReason);
        Assert.Equal(_watch.Clock.GetUtcNow().AddHours(2), summary.NextPoll);
    }

    [Fact]
    public async Task What_the_document_asks_for_holds_for_polls_that_bring_no_document()
    {
        _outlet.Publish("one");
        _outlet.TimeToLive = 60;
        Assert.Equal("in 60 min: the feed asks to be left alone for 60 min", (await _watch.PollAsync()).NextPollReason);

        var summary = await _watch.PollAsync();

        Assert.Equal((FeedStatus.NotModified, "in 60 min: the feed asks to be left alone for 60 min"), (summary.Status, summary.NextPollReason));
    }

    [Theory]
    [InlineData("<ttl>30</ttl>", true, "in 30 min: the feed asks to be left alone for 30 min")]
    [InlineData("", true, "in 60 min: the feed asks to be left alone for 60 min")]
    [InlineData("", false, "in 16 min: first poll; its rhythm is not known yet")]
    public async Task The_update_period_of_the_syndication_module_is_obeyed_where_the_feed_has_no_ttl(string ttl, bool obey, string reason)
    {
        await using var watch = await Watch.StartAsync(_outlet.Url, options => options with { ObeyUpdatePeriod = obey });
        _outlet.Extra = ttl + "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>24</sy:updateFrequency>";

        Assert.Equal(reason, (await watch.PollAsync()).NextPollReason);
    }

    [Fact]
    public async Task Hours_that_a_feed_skips_are_remembered_over_polls_that_bring_no_document_and_over_a_restart()
    {
        // It is nine o'clock on a Tuesday.
        _outlet.Publish("one");
        _outlet.Extra = "<skipHours><hour>9</hour><hour>10</hour></skipHours><skipDays><day>Sunday</day></skipDays>";
        var until = _watch.Clock.GetUtcNow().AddHours(2);
        const string Reason = "in 2 h: the feed asks not to be polled until Tue 11:00 GMT";

        var first = await _watch.PollAsync();
        await _watch.RestartAsync();
        var second = await _watch.PollAsync();

        Assert.Equal((until, Reason), (first.NextPoll, first.NextPollReason));
        Assert.Equal((FeedStatus.NotModified, until, Reason), (second.Status, second.NextPoll, second.NextPollReason));
        Assert.Equal(new SkippedTimes(1 << 9 | 1 << 10, 1), (await _watch.FeedAsync()).Poll.Skip);
        _outlet.Extra = "";
        _outlet.Publish("two");
        Assert.Equal("in 8 min: it had news", (await _watch.PollAsync()).NextPollReason);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(304)]
    public async Task What_cache_headers_call_fresh_is_not_before_on_200_and_304(int status)
    {
        _outlet.Publish("one");
        _outlet.Headers["ETag"] = "\"1\"";
        await _watch.PollAsync();
        _outlet.Server.On("/feed", context => LoopbackServer.ReplyAsync(
            context, status, "<rss version=\"2.0\"><channel><title>t</title></channel></rss>", null, ("Cache-Control", "max-age=5400"), ("Age", "1800")));

        var summary = await _watch.PollAsync();

        Assert.Equal((status == 304 ? FeedStatus.NotModified : FeedStatus.Ok, "in 60 min: the server calls its answer fresh for 60 min"), (summary.Status, summary.NextPollReason));
    }

    [Fact]
    public async Task Polls_are_counted_by_the_rule_that_set_the_next_one()
    {
        _outlet.Publish("one");
        await _watch.PollAsync();
        _outlet.Publish("two", "one");
        await _watch.PollAsync();
        await _watch.PollAsync();
        _outlet.Headers["Cache-Control"] = "max-age=3600";
        await _watch.PollAsync();
        _outlet.Server.On("/feed", "", null, 500);
        await _watch.PollAsync();

        Assert.Equal(["Backoff 1", "FirstPoll 1", "Fresh 1", "News 1", "Silence 1"], _watch.Counted.By("decisions"));
    }

    [Fact]
    public async Task A_server_that_answers_304_for_ever_is_found_out()
    {
        await using var watch = await Watch.StartAsync(_outlet.Url, options => options with { UnconditionalEvery = 5 });
        _outlet.Publish("one");
        _outlet.Headers["ETag"] = "\"1\"";
        await watch.PollAsync();
        _outlet.Server.On("/feed", context => context.Request.Headers.IfNoneMatch.Count > 0
            ? LoopbackServer.ReplyAsync(context, 304)
            : LoopbackServer.ReplyAsync(context, 200, "<rss version=\"2.0\"><channel><title>t</title><item><title>late</title><guid>late</guid></item></channel></rss>"));

        var summaries = new List<PollSummary>();
        for (var n = 0; n < 4; n++)
            summaries.Add(await watch.PollAsync());

        Assert.Equal([0, 0, 0, 1], summaries.Select(s => s.NewArticles));
    }

    [Fact]
    public async Task A_store_that_refuses_leaves_the_feed_as_it_was_and_what_was_fetched_is_stored_later_without_fetching_again()
    {
        _outlet.Publish("one");
        await _watch.PollAsync();
        var before = await _watch.FeedAsync();
        var articles = Enumerable.Range(0, 3000).Select(n => ($"a{n}", $"A title that takes its room in the file, number {n}, and then some more of it")).ToArray();
        _outlet.Publish(articles);

        // A quota that the file has reached already.
        await _watch.RestartAsync(maximumBytes: 4096);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _watch.PollAsync());
        Assert.Equivalent(before, await _watch.FeedAsync());
        Assert.Single(await _watch.ArticlesAsync());
        var fetches = _outlet.Server.Requests.All.Count;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _watch.PollAsync());
        Assert.Equal(fetches, _outlet.Server.Requests.All.Count);

        await _watch.RestartAsync();
        Assert.Equal(1000, (await _watch.PollAsync()).NewArticles);
    }
}
