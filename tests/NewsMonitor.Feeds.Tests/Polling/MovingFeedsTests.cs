using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>Feeds that redirect, against a real server and database: what becomes of the URL, the validators and the articles.</summary>
public sealed class MovingFeedsTests : IAsyncLifetime
{
    private Outlet _outlet = null!;
    private Watch _watch = null!;

    public async Task InitializeAsync()
    {
        _outlet = await Outlet.StartAsync();
        _outlet.Headers["ETag"] = "\"1\"";
        _outlet.Publish("one", "two");
        _watch = await Watch.StartAsync(_outlet.Server.Url("/old"));
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _outlet.DisposeAsync();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public async Task A_redirect_that_is_for_good_is_believed_after_three_good_polls_over_a_day(int status)
    {
        Redirect("/old", "/feed", status);

        await PollAsync(TimeSpan.Zero);
        await PollAsync(TimeSpan.FromHours(12));
        await PollAsync(TimeSpan.FromHours(11));
        Assert.Equal((_outlet.Server.Url("/old"), 3), await _watch.FeedAsync() is var waiting ? (waiting.Url, waiting.Poll.Move!.Seen) : default);
        await PollAsync(TimeSpan.FromHours(1));

        var moved = await _watch.FeedAsync();
        Assert.Equal((_watch.FeedId, _outlet.Url, null), (moved.Id, moved.Url, moved.Poll.Move));
        var asked = _outlet.Server.Requests.Of("/old").Count;
        await PollAsync(TimeSpan.FromHours(1));
        Assert.Equal(asked, _outlet.Server.Requests.Of("/old").Count);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    public async Task Any_other_redirect_is_followed_for_ever_and_never_believed(int status)
    {
        Redirect("/old", "/feed", status);

        for (var day = 0; day < 30; day++)
            Assert.NotEqual(FeedStatus.Failed, (await PollAsync(TimeSpan.FromDays(1))).Status);

        Assert.Equal((_outlet.Server.Url("/old"), null), await _watch.FeedAsync() is var feed ? (feed.Url, feed.Poll.Move) : default);
    }

    [Fact]
    public async Task A_move_drops_the_validators_and_keeps_the_articles()
    {
        Redirect("/old", "/feed", 301);
        await MoveAsync();
        Assert.Equal((null, null), (await _watch.FeedAsync()).Poll is var poll ? (poll.ETag, poll.LastModified) : default);

        var summary = await PollAsync(TimeSpan.FromHours(1));

        Assert.Equal((0, 0), (summary.NewArticles, summary.UpdatedArticles));
        Assert.Null(_outlet.Server.Requests.All[^1].Header("If-None-Match"));
        Assert.Equal(2, (await _watch.ArticlesAsync()).Count);
        _outlet.Publish("three", "one", "two");
        Assert.Equal(1, (await PollAsync(TimeSpan.FromHours(1))).NewArticles);
    }

    [Fact]
    public async Task A_move_that_is_taken_back_or_leads_elsewhere_begins_anew()
    {
        Redirect("/old", "/feed", 301);
        await PollAsync(TimeSpan.Zero);
        await PollAsync(TimeSpan.FromDays(1));
        Redirect("/old", "/feed", 302);
        await PollAsync(TimeSpan.FromDays(1));
        Assert.Null((await _watch.FeedAsync()).Poll.Move);

        Redirect("/old", "/feed", 301);
        await PollAsync(TimeSpan.FromDays(1));
        Redirect("/feed2", "/feed", 302);
        Redirect("/old", "/feed2", 301);
        await PollAsync(TimeSpan.FromDays(1));

        Assert.Equal(new FeedMove(_outlet.Server.Url("/feed2"), _watch.Clock.GetUtcNow(), 1), (await _watch.FeedAsync()).Poll.Move);
    }

    [Fact]
    public async Task A_target_that_has_no_feed_is_a_failure_and_no_step_of_a_move()
    {
        Redirect("/old", "/gone", 301);
        _outlet.Server.On("/gone", "<html>the new site</html>", "text/html");

        for (var day = 0; day < 5; day++)
            Assert.Equal(FeedStatus.Failed, (await PollAsync(TimeSpan.FromDays(1))).Status);

        Assert.Equal((_outlet.Server.Url("/old"), null), await _watch.FeedAsync() is var feed ? (feed.Url, feed.Poll.Move) : default);
    }

    [Fact]
    public async Task A_failure_in_between_and_a_restart_forget_nothing_of_a_move()
    {
        Redirect("/old", "/feed", 301);
        await PollAsync(TimeSpan.Zero);
        await PollAsync(TimeSpan.FromHours(12));
        _outlet.Server.On("/old", "", null, 500);
        await PollAsync(TimeSpan.FromHours(6));
        await _watch.RestartAsync();
        Redirect("/old", "/feed", 301);

        await PollAsync(TimeSpan.FromHours(6));

        Assert.Equal(_outlet.Url, (await _watch.FeedAsync()).Url);
    }

    [Fact]
    public async Task A_move_onto_a_feed_that_is_watched_already_makes_one_of_the_two_and_no_news()
    {
        var (there, poller) = await _watch.AlsoAsync(_outlet.Url, "asia");
        await _watch.Store.ChangeAsync(_watch.FeedId, new FeedChange(Tags: ["trade"]), default);
        Redirect("/old", "/feed", 301);
        await MoveAsync();

        var one = Assert.Single((await _watch.Store.ListAsync(new PageRequest(), default)).Items);
        Assert.Equal((there, _outlet.Url), (one.Id, one.Url));
        Assert.Equal((2, 1, 1), (_watch.Counted["redirects Awaited"], _watch.Counted["redirects Adopted"], _watch.Counted["merged"]));
        Assert.Equal(["asia", "trade"], one.Tags);
        // The one that stays was never polled: what the other one brought is no news to it.
        Assert.Equal((FeedStatus.Ok, 0), (await poller.PollAsync(force: true, default))!.Value.Summary is var summary ? (summary.Status, summary.NewArticles) : default);
        Assert.Equal(2, (await _watch.ArticlesAsync()).Count);
        Assert.Null(await _watch.PollIfDueAsync());
        Assert.Equal(there, (await _watch.Store.FindAsync(_watch.FeedId, default))!.Id);
        Assert.Equal((there, false), await _watch.Store.AddAsync(new NewFeed(_outlet.Server.Url("/old"), null, [], default), default) is var (found, added) ? (found.Id, added) : default);
    }

    [Fact]
    public async Task Two_urls_of_one_feed_are_fetched_once_after_they_became_one()
    {
        await _watch.AlsoAsync(_outlet.Url);
        Redirect("/old", "/feed", 301);
        await MoveAsync();

        var due = await _watch.Store.DueAsync(0, 1, _watch.Clock.GetUtcNow().AddYears(1), 10, default);

        Assert.Single(due);
    }

    [Fact]
    public async Task Validators_of_another_host_are_never_stored()
    {
        var elsewhere = _outlet.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        _outlet.Server.On("/old", "", null, 302, ("Location", elsewhere), ("ETag", "\"of the redirect\""));

        await PollAsync(TimeSpan.Zero);
        await PollAsync(TimeSpan.FromHours(1));

        var state = (await _watch.FeedAsync()).Poll;
        Assert.Equal((FeedStatus.NotModified, null, null), (state.Status, state.ETag, state.LastModified));
        Assert.All(_outlet.Server.Requests.All, request => Assert.Null(request.Header("If-None-Match")));
    }

    [Fact]
    public async Task A_feed_is_moved_from_http_to_https_without_news_and_never_back()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var secure = await Outlet.StartAsync(certificate);
        await using var watch = await Watch.StartAsync(_outlet.Url, trusted: certificate);
        secure.Publish("one", "two");
        await watch.PollAsync();

        _outlet.Server.On("/feed", "moved", null, 301, ("Location", secure.Url));
        await PollDaysAsync(3);
        Assert.Equal(secure.Url, (await watch.FeedAsync()).Url);
        _outlet.Server.On("/plain", _outlet.Document(), "application/rss+xml");
        secure.Server.On("/feed", "moved", null, 301, ("Location", _outlet.Server.Url("/plain")));
        await PollDaysAsync(30);

        // It is read where it leads to, for as long as it does.
        Assert.Equal((secure.Url, FeedStatus.NotModified, null), await watch.FeedAsync() is var feed ? (feed.Url, feed.Poll.Status, feed.Poll.Move) : default);
        Assert.Equal(30, _outlet.Server.Requests.Of("/plain").Count);
        Assert.Equal(2, (await watch.ArticlesAsync()).Count);

        async Task PollDaysAsync(int days)
        {
            for (var day = 0; day < days; day++)
            {
                watch.Clock.Advance(TimeSpan.FromDays(1));
                Assert.Equal(0, (await watch.PollAsync()).NewArticles);
            }
        }
    }

    private async Task MoveAsync()
    {
        for (var poll = 0; poll < 3; poll++)
            await PollAsync(TimeSpan.FromHours(12));
    }

    private async Task<PollSummary> PollAsync(TimeSpan after)
    {
        _watch.Clock.Advance(after);
        return await _watch.PollAsync();
    }

    private void Redirect(string from, string to, int status) => _outlet.Server.On(from, "moved", null, status, ("Location", to));
}
