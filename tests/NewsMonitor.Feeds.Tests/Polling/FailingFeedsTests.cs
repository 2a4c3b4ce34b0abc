using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds.Failing;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>What failures of real servers do to a feed, to its neighbours and to everybody.</summary>
public sealed class FailingFeedsTests : IAsyncLifetime
{
    private Outlet _outlet = null!;
    private Watch _watch = null!;

    public async Task InitializeAsync()
    {
        _outlet = await Outlet.StartAsync();
        _outlet.Publish("one");
        _watch = await Watch.StartAsync(_outlet.Url);
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _outlet.DisposeAsync();
    }

    [Fact]
    public async Task However_a_feed_fails_its_credentials_are_in_no_log_line_and_in_no_error()
    {
        const string Secret = "only-its-host-may-know";
        await using var server = await LoopbackServer.StartAsync();
        await using var watch = await Watch.StartAsync(server.Url("/feed"));
        FeedAccess[] accesses =
        [
            new() { Origin = server.Root, User = "desk", Password = Secret, Headers = [new("X-Key", Secret)] },
            new() { Origin = server.Root, Token = Secret },
            // No header can carry it.
            new() { Origin = server.Root, Token = Secret + "\r\nX: 1" },
        ];
        RequestDelegate[] answers =
        [
            context => LoopbackServer.ReplyAsync(context, 401),
            context => LoopbackServer.ReplyAsync(context, 302, headers: ("Location", "ftp://elsewhere.example/")),
            context => LoopbackServer.ReplyAsync(context, 200, "<html><body>Who are you?</body></html>", "text/html"),
            context => { context.Abort(); return Task.CompletedTask; },
        ];

        foreach (var (access, answer) in accesses.SelectMany(access => answers, (access, answer) => (access, answer)))
        {
            await watch.Store.SetAccessAsync(watch.FeedId, access, watch.Clock.GetUtcNow(), default);
            server.On("/feed", answer);
            Assert.DoesNotContain(Secret, $"{await watch.PollAsync()} {await watch.FeedAsync()}", StringComparison.Ordinal);
        }

        Assert.Contains(watch.Logged.Lines, line => line.Contains("401", StringComparison.Ordinal));
        Assert.All(watch.Logged.Lines, line => Assert.DoesNotContain(Secret, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_that_is_gone_twice_hours_apart_is_stopped_and_says_why()
    {
        await _watch.PollAsync();
        _outlet.Server.On("/feed", "", null, 410);

        Assert.Equal(FeedStatus.Failed, (await PollAsync(TimeSpan.FromHours(1))).Status);
        Assert.Equal(FeedStatus.Failed, (await PollAsync(TimeSpan.FromHours(5))).Status);
        var summary = await PollAsync(TimeSpan.FromHours(1));

        Assert.Equal(FeedStatus.Gone, summary.Status);
        Assert.Equal("The server has answered 410 (Gone) since 2024-10-08 10:00 UTC: polling is stopped until it is resumed by hand.", summary.Error);
        Assert.Equal("not before it is resumed by hand: the server says that it is gone for good", summary.NextPollReason);
        Assert.Equal(1, _watch.Counted["stopped"]);
        Assert.Empty(await _watch.Store.DueAsync(0, 1, _watch.Clock.GetUtcNow().AddYears(9), 9, default));
        _watch.Clock.Advance(TimeSpan.FromDays(365));
        Assert.False((await _watch.PollIfDueAsync())!.Polled);
        Assert.Single(await _watch.ArticlesAsync());
    }

    [Fact]
    public async Task A_poll_that_was_under_way_when_its_host_asked_for_rest_keeps_its_articles_and_rests_too()
    {
        var (_, neighbour) = await _watch.AlsoAsync(_outlet.Server.Url("/busy"));
        _outlet.Server.On("/busy", "", null, 429, ("Retry-After", "3000"));
        _outlet.Server.On("/feed", async context =>
        {
            await neighbour.PollAsync(force: true, default);
            await LoopbackServer.ReplyAsync(context, 200, "<rss version=\"2.0\"><channel><item><guid>new</guid><title>New</title></item></channel></rss>");
        });

        var summary = await _watch.PollAsync();

        Assert.Equal((FeedStatus.Ok, 1), (summary.Status, summary.NewArticles));
        var poll = (await _watch.FeedAsync()).Poll;
        Assert.Equal((_watch.Clock.GetUtcNow().AddSeconds(3000), FeedStatus.Ok), (poll.NextPoll, poll.Status));
        Assert.Contains("asks to be left alone", poll.NextPollReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_feed_whose_poll_by_hand_is_put_off_stays_stopped_for_its_own_reason()
    {
        await GoneAsync();
        var stopped = (await _watch.FeedAsync()).Poll;
        _outlet.Server.On("/feed", "", null, 302, ("Location", _outlet.Server.Url("/feed").Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        _watch.Services.GetRequiredService<IHostTurns>().Rest("localhost", _watch.Clock.GetUtcNow().AddHours(1));

        await PollAsync(TimeSpan.FromMinutes(1));

        var poll = (await _watch.FeedAsync()).Poll;
        Assert.Equal((stopped.StoppedAt, stopped.NextPoll, stopped.NextPollReason), (poll.StoppedAt, poll.NextPoll, poll.NextPollReason));
    }

    [Fact]
    public async Task A_feed_that_was_gone_is_polled_again_when_it_is_resumed_and_recovers_at_the_first_success()
    {
        await GoneAsync();
        await _watch.Store.ChangeAsync(_watch.FeedId, new FeedChange(Paused: false), default);
        _outlet.Server.On("/feed", "<rss version=\"2.0\"><channel><item><guid>back</guid><title>Back</title></item></channel></rss>");

        Assert.Single(await _watch.Store.DueAsync(0, 1, _watch.Clock.GetUtcNow(), 9, default));
        var summary = await _watch.PollIfDueAsync();

        Assert.Equal((FeedStatus.Ok, 1), (summary!.Status, summary.NewArticles));
        Assert.Equal((null, null, 0), (await _watch.FeedAsync()).Poll is var poll ? (poll.StoppedAt, poll.GoneSince, poll.Failures) : default);
    }

    [Fact]
    public async Task A_feed_that_was_gone_recovers_also_by_a_poll_that_the_operator_asks_for()
    {
        await GoneAsync();
        Assert.Equal(FeedStatus.Gone, (await _watch.PollAsync()).Status);
        _outlet.Server.On("/feed", "", null, 500);
        Assert.Equal(FeedStatus.Gone, (await _watch.PollAsync()).Status);
        _outlet.Server.On("/feed", "<rss version=\"2.0\"><channel><title>t</title></channel></rss>");

        Assert.Equal(FeedStatus.Ok, (await _watch.PollAsync()).Status);
        Assert.Single(await _watch.Store.DueAsync(0, 1, _watch.Clock.GetUtcNow().AddDays(1), 9, default));
    }

    [Fact]
    public async Task A_feed_that_was_gone_and_has_not_changed_since_is_well_again()
    {
        _outlet.Headers["ETag"] = "\"1\"";
        await _watch.PollAsync();
        await GoneAsync();
        _outlet.Server.On("/feed", "", null, 304);

        var summary = await _watch.PollAsync();

        Assert.Equal((FeedStatus.NotModified, null), (summary.Status, summary.Error));
        Assert.Null((await _watch.FeedAsync()).Poll.StoppedAt);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Every_other_status_backs_off_for_ever_and_never_stops(int status)
    {
        _outlet.Server.On("/feed", "", null, status);
        var waits = new List<double>();

        for (var poll = 0; poll < 40; poll++)
        {
            var summary = await _watch.PollAsync();
            Assert.Equal(FeedStatus.Failed, summary.Status);
            waits.Add((summary.NextPoll - _watch.Clock.GetUtcNow()).TotalMinutes);
            _watch.Clock.Advance(summary.NextPoll - _watch.Clock.GetUtcNow());
        }

        Assert.Equal([16, 32, 64, 128, 256, 480, 480], waits.Take(7));
        Assert.All(waits.Skip(7), wait => Assert.Equal(480, wait));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>")]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("")]
    public async Task A_poll_that_fails_asks_once_and_waits(string answer)
    {
        await using var server = RawServer.Sending(answer);
        var (_, poller) = await _watch.AlsoAsync(server.Url("/feed"));

        var summary = (await poller.PollAsync(force: true, default))!.Value.Summary;

        Assert.Equal((FeedStatus.Failed, _watch.Clock.GetUtcNow().AddMinutes(16)), (summary.Status, summary.NextPoll));
        Assert.Single(server.Requests.All);
        Assert.False((await poller.PollAsync(force: false, default))!.Value.Summary.Polled);
    }

    [Theory]
    [InlineData(429, "600")]
    [InlineData(503, "Tue, 08 Oct 2024 09:10:00 GMT")]
    public async Task Retry_after_holds_for_all_feeds_of_the_host_also_over_a_restart(int status, string retryAfter)
    {
        var (neighbour, _) = await _watch.AlsoAsync(_outlet.Server.Url("/other"));
        var (stranger, _) = await _watch.AlsoAsync("http://stranger.example/feed");
        _outlet.Server.On("/feed", "", null, status, ("Retry-After", retryAfter));

        await _watch.PollAsync();
        Assert.Equal((1, 1), (_watch.Counted["host.rests"], _watch.Counted["host.resting"]));
        await _watch.RestartAsync();

        var waits = (await _watch.Store.FindAsync(neighbour, default))!.Poll;
        Assert.Equal((_watch.Clock.GetUtcNow().AddMinutes(10), "in 10 min: 127.0.0.1 asks to be left alone"), (waits.NextPoll, waits.NextPollReason));
        Assert.Equal([stranger], (await _watch.Store.DueAsync(0, 1, _watch.Clock.GetUtcNow(), 9, default)).Select(due => due.FeedId));
    }

    [Fact]
    public async Task By_policy_retry_after_holds_for_its_feed_alone()
    {
        await using var watch = await Watch.StartAsync(_outlet.Url, options => options with { RetryAfterScope = RetryAfterScope.Feed });
        var (neighbour, _) = await watch.AlsoAsync(_outlet.Server.Url("/other"));
        _outlet.Server.On("/feed", "", null, 429, ("Retry-After", "7200"));

        Assert.Equal(watch.Clock.GetUtcNow().AddHours(2), (await watch.PollAsync()).NextPoll);

        Assert.Equal([neighbour], (await watch.Store.DueAsync(0, 1, watch.Clock.GetUtcNow(), 9, default)).Select(due => due.FeedId));
    }

    [Theory]
    [InlineData("99999999999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_huge_retry_after_holds_its_feed_for_a_day_and_its_neighbours_for_an_hour(string retryAfter)
    {
        var (neighbour, _) = await _watch.AlsoAsync(_outlet.Server.Url("/other"));
        _outlet.Server.On("/feed", "", null, 503, ("Retry-After", retryAfter));

        Assert.Equal(_watch.Clock.GetUtcNow().AddDays(1), (await _watch.PollAsync()).NextPoll);

        Assert.Equal(_watch.Clock.GetUtcNow().AddHours(1), (await _watch.Store.FindAsync(neighbour, default))!.Poll.NextPoll);
    }

    [Theory]
    [InlineData(429, "soon")]
    [InlineData(429, "-5")]
    [InlineData(503, "0")]
    [InlineData(503, "Tue, 08 Oct 2024 08:00:00 GMT")]
    [InlineData(500, "7200")]
    public async Task Nonsense_and_other_statuses_leave_it_at_the_back_off_of_the_feed(int status, string retryAfter)
    {
        var (neighbour, _) = await _watch.AlsoAsync(_outlet.Server.Url("/other"));
        _outlet.Server.On("/feed", "", null, status, ("Retry-After", retryAfter));

        Assert.Equal(_watch.Clock.GetUtcNow().AddMinutes(16), (await _watch.PollAsync()).NextPoll);

        Assert.Equal([neighbour], (await _watch.Store.DueAsync(0, 1, _watch.Clock.GetUtcNow(), 9, default)).Select(due => due.FeedId));
    }

    [Theory]
    [InlineData("cf-mitigated", "challenge", 403)]
    [InlineData("x-amzn-waf-action", "challenge", 202)]
    [InlineData("cf-mitigated", "challenge", 200)]
    public async Task A_challenge_is_an_error_that_is_named_and_the_articles_stay(string header, string value, int status)
    {
        await _watch.PollAsync();
        _outlet.Server.On("/feed", "<rss version=\"2.0\"><channel/></rss>", "text/html", status, (header, value), ("ETag", "\"of the challenge\""));

        var summary = await _watch.PollAsync();

        Assert.Equal(FeedStatus.Failed, summary.Status);
        Assert.Equal(1, _watch.Counted["failures Challenge"]);
        Assert.EndsWith("with a page that wants a browser to prove itself.", summary.Error, StringComparison.Ordinal);
        Assert.Single(await _watch.ArticlesAsync());
        Assert.Null((await _watch.FeedAsync()).Poll.ETag);
    }

    [Fact]
    public async Task A_304_without_a_condition_is_an_error_and_the_feed_is_asked_without_one_until_it_answers()
    {
        await using var watch = await Watch.StartAsync(_outlet.Url, options => options with { UnconditionalEvery = 3 });
        _outlet.Headers["ETag"] = "\"1\"";
        await watch.PollAsync();
        var stuck = true;
        _outlet.Server.On("/feed", context => stuck
            ? LoopbackServer.ReplyAsync(context, 304)
            : LoopbackServer.ReplyAsync(context, 200, "<rss version=\"2.0\"><channel><item><guid>late</guid><title>Late</title></item></channel></rss>"));

        Assert.Equal(FeedStatus.NotModified, (await watch.PollAsync()).Status);
        Assert.Equal(FeedStatus.Failed, (await watch.PollAsync()).Status);
        Assert.Equal(FeedStatus.Failed, (await watch.PollAsync()).Status);
        Assert.Null(_outlet.Server.Requests.All[^1].Header("If-None-Match"));
        stuck = false;

        Assert.Equal((FeedStatus.Ok, 1), await watch.PollAsync() is var summary ? (summary.Status, summary.NewArticles) : default);
    }

    [Fact]
    public async Task Validators_that_stay_the_same_over_news_are_not_sent_for_a_week()
    {
        await using var watch = await Watch.StartAsync(_outlet.Url, options => options with { UnconditionalEvery = 5 });
        var article = 1;
        _outlet.Server.On("/feed", context => context.Request.Headers.IfNoneMatch.Count > 0
            ? LoopbackServer.ReplyAsync(context, 304)
            : LoopbackServer.ReplyAsync(
                context, 200, $"<rss version=\"2.0\"><channel><item><guid>{article}</guid><title>Number {article}</title></item></channel></rss>", null, ("ETag", "\"ever the same\"")));
        await watch.PollAsync();
        article++;

        var found = new List<int>();
        for (var poll = 0; poll < 4; poll++)
            found.Add((await watch.PollAsync()).NewArticles);
        article++;
        watch.Clock.Advance(TimeSpan.FromMinutes(5));
        found.Add((await watch.PollAsync()).NewArticles);

        Assert.Equal([0, 0, 0, 1, 1], found);
        Assert.Equal((2, 2), (watch.Counted["probes"], watch.Counted["distrusted"]));
        Assert.Equal(watch.Clock.GetUtcNow().AddDays(7), (await watch.FeedAsync()).Poll.DistrustedUntil);
        watch.Clock.Advance(TimeSpan.FromDays(7));
        await watch.PollAsync();
        Assert.Equal("\"ever the same\"", _outlet.Server.Requests.All[^1].Header("If-None-Match"));
    }

    [Fact]
    public async Task A_server_that_answers_304_to_every_condition_is_found_out_also_when_each_document_has_its_own_validators()
    {
        await using var watch = await Watch.StartAsync(_outlet.Url, options => options with { UnconditionalEvery = 10 });
        var honest = false;
        var article = 0;
        _outlet.Server.On("/feed", context => context.Request.Headers.IfNoneMatch is [var tag] && (!honest || tag == $"\"{article}\"")
            ? LoopbackServer.ReplyAsync(context, 304)
            : LoopbackServer.ReplyAsync(
                context, 200, $"<rss version=\"2.0\"><channel><item><guid>{article}</guid><title>Number {article}</title></item></channel></rss>", null, ("ETag", $"\"{article}\"")));

        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1], await NewsAsync(23));
        Assert.Equal(1, watch.Counted["distrusted"]);
        // A week later half as many are enough...
        watch.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal([0, 1, 0, 1, 0, 1, 1, 1], await NewsAsync(8));
        // ... unless the server was mended: a document for a condition clears it.
        honest = true;
        watch.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal([1, 1], await NewsAsync(2));
        Assert.Equal(0, (await watch.FeedAsync()).Poll.MissedNews);

        async Task<List<int>> NewsAsync(int polls)
        {
            var found = new List<int>();
            for (var poll = 0; poll < polls; poll++)
            {
                article++;
                found.Add((await watch.PollAsync()).NewArticles);
                watch.Clock.Advance(TimeSpan.FromMinutes(16));
            }

            return found;
        }
    }

    [Fact]
    public async Task An_outage_of_our_own_is_counted_against_nobody_and_ends_with_the_first_answer()
    {
        // Four hosts that answer, then none that does, then the first again.
        var feeds = new List<(string FeedId, FeedPoller Poller)>();
        var servers = new List<RawServer>();
        await using var watch = await Watch.StartAsync(_outlet.Url);
        feeds.Add((watch.FeedId, null!));
        await watch.PollAsync();
        var silent = false;
        foreach (var host in new[] { "127.0.0.2", "127.0.0.3", "127.0.0.4" })
        {
            var answer = "HTTP/1.1 200 OK\r\n\r\n<rss version='2.0'><channel><title>t</title></channel></rss>"u8.ToArray();
            var server = new RawServer(async (_, stream, stop) => await stream.WriteAsync(silent ? [] : answer, stop), host);
            servers.Add(server);
            feeds.Add(await watch.AlsoAsync(server.Url("/feed")));
        }

        foreach (var (_, poller) in feeds.Skip(1))
            Assert.Equal(FeedStatus.Ok, (await poller.PollAsync(force: true, default))!.Value.Summary.Status);
        silent = true;

        // In doubt they are counted...
        foreach (var (_, poller) in feeds.Skip(1))
            Assert.Equal((FeedStatus.Failed, false), (await poller.PollAsync(force: true, default))!.Value.Summary is var doubt ? (doubt.Status, doubt.Outage) : default);
        watch.Clock.Advance(TimeSpan.FromSeconds(30));
        // ... and when it is clear, they are not, and what was counted is taken back.
        var clear = (await feeds[1].Poller.PollAsync(force: true, default))!.Value.Summary;
        Assert.Equal((true, watch.Clock.GetUtcNow().AddSeconds(15)), (clear.Outage, clear.NextPoll));
        Assert.StartsWith("in 15 s: no feed of any host can be reached", clear.NextPollReason, StringComparison.Ordinal);
        foreach (var (id, _) in feeds.Skip(1))
        {
            var state = (await watch.Store.FindAsync(id, default))!.Poll;
            Assert.Equal((0, watch.Clock.GetUtcNow().AddSeconds(15)), (state.Failures, state.NextPoll));
        }

        Assert.False((await watch.PollAsync()).Outage);
        Assert.Equal((1, 1, 3), (watch.Counted["outages"], watch.Counted["outages.uncounted"], watch.Counted["outages.pardoned"]));
        var again = (await feeds[1].Poller.PollAsync(force: true, default))!.Value.Summary;
        Assert.Equal((FeedStatus.Failed, false), (again.Status, again.Outage));
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task A_captive_portal_in_an_outage_of_our_own_is_counted_against_nobody()
    {
        var answer = "HTTP/1.1 200 OK\r\n\r\n<rss version='2.0'><channel><title>t</title></channel></rss>";
        var feeds = new List<(string FeedId, FeedPoller Poller)>();
        await using var watch = await Watch.StartAsync(_outlet.Url);
        var servers = new[] { "127.0.0.2", "127.0.0.3", "127.0.0.4" }
            .Select(host => new RawServer(async (_, stream, stop) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop), host))
            .ToList();
        foreach (var server in servers)
            feeds.Add(await watch.AlsoAsync(server.Url("/feed")));
        await PollAllAsync();
        answer = "";
        await PollAllAsync();
        watch.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.All(await PollAllAsync(), summary => Assert.True(summary.Outage));

        foreach (var portal in new[]
        {
            "HTTP/1.1 200 OK\r\n\r\n<html><title>Log in</title></html>",
            "HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 0\r\n\r\n",
        })
        {
            answer = portal;
            Assert.All(await PollAllAsync(), summary => Assert.True(summary.Outage));
        }

        foreach (var (id, _) in feeds)
            Assert.Equal(0, (await watch.Store.FindAsync(id, default))!.Poll.Failures);
        Assert.False((await watch.PollAsync()).Outage);
        foreach (var server in servers)
            await server.DisposeAsync();

        async Task<List<PollSummary>> PollAllAsync()
        {
            var summaries = new List<PollSummary>();
            foreach (var (_, poller) in feeds)
                summaries.Add((await poller.PollAsync(force: true, default))!.Value.Summary);
            return summaries;
        }
    }

    private async Task GoneAsync()
    {
        _outlet.Server.On("/feed", "", null, 410);
        await _watch.PollAsync();
        Assert.Equal(FeedStatus.Gone, (await PollAsync(TimeSpan.FromHours(7))).Status);
    }

    private async Task<PollSummary> PollAsync(TimeSpan after)
    {
        _watch.Clock.Advance(after);
        return await _watch.PollAsync();
    }
}
