using Microsoft.AspNetCore.Http;
using NewsMonitor.Feeds.Failing;
using NewsMonitor.Feeds.FullText;
using NewsMonitor.Feeds.Tests.Polling;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.FullText;

/// <summary>Articles that wait for their page, against a loopback site, step by step on a clock that the test moves.</summary>
public sealed class PageReaderTests : IAsyncLifetime
{
    private const string Sentences =
        "The harbour of Skarvik was closed on Monday, after the ferry Ternen ran onto rocks in dense fog. All 212 passengers were taken off by lifeboats, "
        + "the coast guard said, and nobody was hurt in the accident.";

    private LoopbackServer _site = null!;
    private LoopbackServer _other = null!;
    private Watch _watch = null!;

    public async Task InitializeAsync()
    {
        (_site, _other) = (await LoopbackServer.StartAsync(), await LoopbackServer.StartAsync());
        _site.On("/robots.txt", "", status: 404);
        _other.On("/robots.txt", "", status: 404);
        Publish("/ferry");
        _site.On("/ferry", Page(), "text/html");
        _watch = await WatchAsync();
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _site.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task An_article_goes_to_the_stories_with_the_text_of_its_page_once_that_was_read()
    {
        await _watch.PollAsync();
        Assert.Empty(await _watch.ArticlesAsync());

        Assert.Null(await StepAsync());
        var language = await StepAsync();

        Assert.Equal(["/feed", "/robots.txt", "/ferry"], _site.Requests.All.Select(r => r.Path));
        var article = Assert.Single(await _watch.ArticlesAsync());
        Assert.Equal((Sentences, Article.PageRead, "en"), (article.Text, article.Page, article.Language));
        Assert.Equal("en", language);
        Assert.Null(await NextAsync());
    }

    [Fact]
    public async Task Robots_txt_is_asked_for_once_for_all_pages_of_a_site_and_again_when_it_is_old()
    {
        Publish("/ferry", "/choir", "/bridge");
        _site.On("/choir", Page(), "text/html").On("/bridge", Page(), "text/html");
        await _watch.PollAsync();
        for (var step = 0; step < 4; step++)
            await StepAsync();
        Assert.Single(_site.Requests.Of("/robots.txt"));

        _watch.Clock.Advance(new FullTextOptions().RobotsAge);
        Publish("/later");
        await _watch.PollAsync();
        await StepAsync();

        Assert.Equal(2, _site.Requests.Of("/robots.txt").Count);
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /ferry")]
    [InlineData("User-agent: *\nAllow: /\n\nUser-agent: NewsMonitor\nDisallow: /")]
    public async Task A_page_that_robots_txt_forbids_is_not_asked_for(string robots)
    {
        _site.On("/robots.txt", robots, "text/plain");
        await _watch.PollAsync();

        await StepAsync();
        await StepAsync();

        Assert.Empty(_site.Requests.Of("/ferry"));
        await AssertFeedsTextAsync(PageDecision.Forbidden);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_site_that_has_no_robots_txt_allows_everything(int status)
    {
        _site.On("/robots.txt", "User-agent: *\nDisallow: /", status: status);
        await _watch.PollAsync();
        await StepAsync();

        await StepAsync();

        Assert.Equal(Article.PageRead, Assert.Single(await _watch.ArticlesAsync()).Page);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_site_whose_robots_txt_cannot_be_had_is_left_alone_until_it_can(int status)
    {
        _site.OnSequence("/robots.txt", Answer(status, ""), Answer(200, "User-agent: *\nDisallow: /other"));
        await _watch.PollAsync();
        await StepAsync();
        await StepAsync();
        Assert.Null(await NextAsync());

        _watch.Clock.Advance(new FullTextOptions().RobotsRetry);
        await StepAsync();
        await StepAsync();

        Assert.Equal(["/feed", "/robots.txt", "/robots.txt", "/ferry"], _site.Requests.All.Select(r => r.Path));
        Assert.Equal(Article.PageRead, Assert.Single(await _watch.ArticlesAsync()).Page);
    }

    [Fact]
    public async Task A_site_that_asks_to_be_left_alone_when_asked_for_robots_txt_is_as_long_as_it_says()
    {
        _site.On("/robots.txt", "", status: 429, headers: ("Retry-After", "3600"));
        await _watch.PollAsync();
        await StepAsync();
        await StepAsync();
        await AssertFeedsTextAsync("The site's robots.txt could not be had, so its pages are not read.");

        await StepAfterAsync(TimeSpan.FromSeconds(3599), "/choir");
        Assert.Single(_site.Requests.Of("/robots.txt"));
        await StepAfterAsync(TimeSpan.FromSeconds(1), "/bridge");
        Assert.Equal(2, _site.Requests.Of("/robots.txt").Count);
    }

    [Fact]
    public async Task A_site_that_asks_to_be_left_alone_for_ever_is_asked_for_robots_txt_as_often_as_any()
    {
        _site.On("/robots.txt", "", status: 503, headers: ("Retry-After", "86400"));
        await _watch.PollAsync();
        await StepAsync();
        await StepAsync();

        await StepAfterAsync(new FullTextOptions().RobotsAge, "/choir");

        Assert.Equal(2, _site.Requests.Of("/robots.txt").Count);
    }

    [Fact]
    public async Task A_site_without_a_good_certificate_ends_the_wait_when_robots_txt_is_asked_for()
    {
        var plain = _other.Url("/ferry").Replace("http:", "https:", StringComparison.Ordinal);
        Publish((plain, "No certificate"));
        await _watch.PollAsync();

        await StepAsync();
        await StepAsync();

        Assert.StartsWith("The page could not be read: No secure connection to", Assert.Single(await _watch.ArticlesAsync()).Page, StringComparison.Ordinal);
        Assert.Null(await WaitingAsync());
    }

    [Fact]
    public async Task Rules_that_were_read_once_hold_while_the_site_is_silent()
    {
        _site.OnSequence("/robots.txt", Answer(200, "User-agent: *\nDisallow: /secret"), Answer(500, ""));
        await _watch.PollAsync();
        await StepAsync();
        await StepAsync();

        _watch.Clock.Advance(new FullTextOptions().RobotsAge);
        Publish("/secret", "/choir");
        _site.On("/choir", Page("choir"), "text/html");
        await _watch.PollAsync();
        for (var step = 0; step < 3; step++)
            await StepAsync();

        Assert.Empty(_site.Requests.Of("/secret"));
        Assert.Single(_site.Requests.Of("/choir"));
    }

    [Fact]
    public async Task A_page_that_fails_is_asked_for_again_with_growing_pauses_and_then_the_article_goes_without()
    {
        _site.On("/ferry", "", status: 500);
        await _watch.PollAsync();
        await StepAsync();
        var times = new List<double>();
        var started = _watch.Clock.GetUtcNow();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await StepAsync();
            Assert.Empty(await _watch.ArticlesAsync());
            times.Add(((await WaitingAsync())!.Next - started).TotalSeconds);
            _watch.Clock.Advance((await WaitingAsync())!.Next - _watch.Clock.GetUtcNow());
        }

        await StepAsync();

        Assert.Equal([30, 90], times);
        Assert.Equal(3, _site.Requests.Of("/ferry").Count);
        await AssertFeedsTextAsync("The page could not be read: The server answered 500 (Internal Server Error).");
    }

    [Fact]
    public async Task A_server_that_asks_to_be_left_alone_is_with_all_its_pages()
    {
        Publish("/ferry", "/choir");
        // Which of the two is first is left open.
        var asked = 0;
        RequestDelegate busyAtFirst = context => Interlocked.Increment(ref asked) == 1
            ? LoopbackServer.ReplyAsync(context, 503, "", null, ("Retry-After", "120"))
            : LoopbackServer.ReplyAsync(context, 200, Page(), "text/html");
        _site.On("/ferry", busyAtFirst).On("/choir", busyAtFirst);
        await _watch.PollAsync();
        for (var step = 0; step < 4; step++)
            await StepAsync();
        Assert.Equal(["/feed", "/robots.txt"], _site.Requests.All.Select(r => r.Path).Take(2));
        Assert.Equal(1, asked);

        _watch.Clock.Advance(TimeSpan.FromSeconds(120));
        await StepAsync();
        await StepAsync();

        Assert.NotEmpty(_site.Requests.Of("/choir"));
        Assert.NotEmpty(_site.Requests.Of("/ferry"));
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData(RetryAfterScope.Host, 1)]
    [InlineData(RetryAfterScope.Feed, 0)]
    public async Task A_page_that_asks_for_rest_rests_the_hosts_feeds_as_a_feed_would(RetryAfterScope scope, int hours)
    {
        await using var watch = await Watch.StartAsync(_site.Url("/feed"), options => options with { RetryAfterScope = scope, MinimumInterval = TimeSpan.FromSeconds(1) });
        var (neighbour, _) = await watch.AlsoAsync(_site.Url("/neighbour"));
        await watch.Store.ChangeAsync(watch.FeedId, new FeedChange(FullText: true), default);
        _site.On("/ferry", "", status: 429, headers: ("Retry-After", "86400"));
        await watch.PollAsync();
        for (var step = 0; step < 2; step++)
            await watch.PageReader.ReadAsync((await watch.Pages.DuePagesAsync(0, 1, watch.Clock.GetUtcNow(), 9, 9, default)).Single().ArticleId, default);

        Assert.Equal(watch.Clock.GetUtcNow().AddHours(hours), (await watch.Store.FindAsync(neighbour, default))!.Poll.NextPoll);
    }

    [Fact]
    public async Task A_server_that_asks_to_be_left_alone_for_longer_than_an_article_may_wait_is_not_asked_again()
    {
        _site.On("/ferry", "", status: 429, headers: ("Retry-After", "3600"));
        await _watch.PollAsync();
        await StepAsync();

        await StepAsync();

        await AssertFeedsTextAsync("The page could not be read: The server answered 429 (Too Many Requests).");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    public async Task A_page_that_is_not_there_is_not_asked_for_again(int status)
    {
        _site.On("/ferry", "", status: status);
        await _watch.PollAsync();
        await StepAsync();

        await StepAsync();

        Assert.Single(_site.Requests.Of("/ferry"));
        Assert.StartsWith($"The page could not be read: The server answered {status}", Assert.Single(await _watch.ArticlesAsync()).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_never_waits_longer_than_it_may_whatever_its_site_does()
    {
        _site.On("/robots.txt", "", status: 500);
        await _watch.PollAsync();
        await StepAsync();

        _watch.Clock.Advance(new FullTextOptions().MaximumWait);
        Assert.Equal(["en"], await _watch.PageReader.ReleaseOverdueAsync(default));

        await AssertFeedsTextAsync(PageDecision.TooLate);
    }

    [Fact]
    public async Task A_restart_at_any_point_loses_nothing_and_brings_nothing_twice()
    {
        await _watch.PollAsync();
        await _watch.RestartAsync();
        await _watch.PollAsync();
        await StepAsync();
        await _watch.RestartAsync();
        await StepAsync();
        await _watch.RestartAsync();
        Assert.Null(await _watch.PageReader.ReadAsync((await WaitingAsync())!.Article.Id, default));
        await StepAsync();
        await _watch.RestartAsync();
        await _watch.PollAsync();

        Assert.Equal(Article.PageRead, Assert.Single(await _watch.ArticlesAsync()).Page);
        Assert.Null(await WaitingAsync());
    }

    [Fact]
    public async Task A_page_on_another_host_is_read_in_that_hosts_turn_and_under_its_own_robots_txt()
    {
        _site.On("/ferry", "", status: 302, headers: ("Location", _other.Url("/there")));
        _other.On("/there", Page(), "text/html").On("/robots.txt", "User-agent: *\nDisallow: /there", "text/plain");
        await _watch.PollAsync();
        await StepAsync();
        await StepAsync();

        var moved = await WaitingAsync();
        await StepAsync();
        await StepAsync();

        Assert.Equal((_other.Url("/there"), 1), (moved!.Url, moved.Hops));
        Assert.Equal(["/robots.txt"], _other.Requests.All.Select(r => r.Path));
        await AssertFeedsTextAsync(PageDecision.Forbidden);
    }

    [Fact]
    public async Task A_page_that_is_passed_on_for_ever_ends()
    {
        _site.On("/ferry", "", status: 302, headers: ("Location", _other.Url("/ferry")));
        _other.On("/ferry", "", status: 302, headers: ("Location", _site.Url("/ferry")));
        await _watch.PollAsync();
        for (var step = 0; step < 10; step++)
            await StepAsync();

        Assert.Equal(3, _site.Requests.Of("/ferry").Count + _other.Requests.Of("/ferry").Count);
        await AssertFeedsTextAsync("The page is passed on from host to host more than 2 times.");
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed_but_not_to_where_robots_txt_forbids()
    {
        Publish("/ferry", "/choir");
        _site.On("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
            .On("/ferry", "", status: 301, headers: ("Location", "/ferry/1")).On("/ferry/1", Page(), "text/html")
            .On("/choir", "", status: 301, headers: ("Location", "/private/choir"));
        await _watch.PollAsync();
        for (var step = 0; step < 4; step++)
            await StepAsync();

        Assert.Empty(_site.Requests.Of("/private/choir"));
        Assert.Equal([PageDecision.Forbidden, Article.PageRead], (await _watch.ArticlesAsync()).Select(a => a.Page).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_are_asked_for_as_feeds_are_and_credentials_go_to_the_feeds_own_host_only()
    {
        Publish("/ferry", _other.Url("/choir"));
        _other.On("/choir", Page(), "text/html");
        await _watch.Store.SetAccessAsync(
            _watch.FeedId, new FeedAccess { Origin = NewsMonitor.Feeds.Fetching.AccessHeaders.Origin(new Uri(_site.Root)), Token = "secret" }, _watch.Clock.GetUtcNow(), default);
        await _watch.PollAsync();
        for (var step = 0; step < 4; step++)
            await StepAsync();

        Assert.Equal("Bearer secret", _site.Requests.Of("/ferry")[0].Header("Authorization"));
        Assert.StartsWith("NewsMonitor/", _site.Requests.Of("/ferry")[0].Header("User-Agent"), StringComparison.Ordinal);
        Assert.StartsWith("text/html", _site.Requests.Of("/ferry")[0].Header("Accept"), StringComparison.Ordinal);
        Assert.All(_site.Requests.Of("/robots.txt").Concat(_other.Requests.All), request => Assert.Null(request.Header("Authorization")));
        Assert.Single(_other.Requests.Of("/choir"));
    }

    [Fact]
    public async Task A_page_that_is_too_large_is_not_taken()
    {
        await using var small = await WatchAsync(options => options with { FullText = options.FullText with { MaximumPageBytes = 1024 } });
        _site.On("/ferry", Page() + new string(' ', 2000), "text/html");
        await small.PollAsync();
        await StepAsync(small);
        await StepAsync(small);

        Assert.Contains("larger than 1 KiB", Assert.Single(await small.ArticlesAsync()).Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body><p>We value your privacy. Before you continue, we and our 812 partners ask for your consent to store and read information on your device, to measure, to personalise, and to develop services, as is described in our policy, which you may read here.</p></body></html>", "text/html", "The page is about something else than the article.")]
    [InlineData("<html><body><div id=app></div></body></html>", "text/html", "The page has no readable text.")]
    [InlineData("%PDF-1.7", "application/pdf", "The page is no HTML.")]
    public async Task What_is_not_the_article_does_not_take_the_place_of_what_the_feed_said(string body, string type, string reason)
    {
        _site.On("/ferry", body, type);
        await _watch.PollAsync();
        await StepAsync();

        await StepAsync();

        await AssertFeedsTextAsync(reason);
    }

    [Theory]
    [InlineData("text/html; charset=windows-1251", "")]
    [InlineData("text/html", "<meta charset=windows-1251>")]
    [InlineData("text/html", "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>")]
    public async Task A_page_is_read_in_its_own_charset(string type, string meta)
    {
        const string Russian = "Паром сел на скалы у Скарвика в понедельник утром, в густом тумане, сообщила береговая охрана города. Все пассажиры были сняты спасательными шлюпками, никто не пострадал, а буксир прибудет ночью, как ожидается, из Оррунда и останется там.";
        var html = $"<html lang=ru><head>{meta}</head><body><article><p>{Russian}</p></article></body></html>";
        _site.On("/ferry", System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(html), type);
        Publish(("/ferry", "Паром"));
        await _watch.PollAsync();
        await StepAsync();

        await StepAsync();

        var article = Assert.Single(await _watch.ArticlesAsync());
        Assert.Equal((Russian, "ru"), (article.Text, article.Language));
    }

    [Fact]
    public async Task Nothing_waits_when_the_feed_does_not_ask_for_pages()
    {
        await _watch.Store.ChangeAsync(_watch.FeedId, new FeedChange(FullText: false), default);

        await _watch.PollAsync();

        Assert.Null(Assert.Single(await _watch.ArticlesAsync()).Page);
        Assert.Equal(["/feed"], _site.Requests.All.Select(r => r.Path));
    }

    private async Task AssertFeedsTextAsync(string reason)
    {
        var article = Assert.Single(await _watch.ArticlesAsync());
        Assert.Equal(("Summary.", reason), (article.Text, article.Page));
        Assert.Null(await WaitingAsync());
    }

    /// <summary>A step for the page of a new article, some time later.</summary>
    private async Task StepAfterAsync(TimeSpan time, string path)
    {
        _watch.Clock.Advance(time);
        Publish(path);
        await _watch.PollAsync();
        await StepAsync();
    }

    private Task<string?> StepAsync() => StepAsync(_watch);

    private static async Task<string?> StepAsync(Watch watch) =>
        (await watch.Pages.DuePagesAsync(0, 1, watch.Clock.GetUtcNow(), 10, 1, default)) is [var due] ? await watch.PageReader.ReadAsync(due.ArticleId, default) : null;

    private async Task<DuePage?> NextAsync() => (await _watch.Pages.DuePagesAsync(0, 1, _watch.Clock.GetUtcNow(), 10, 1, default)).SingleOrDefault();

    private async Task<AwaitedPage?> WaitingAsync() =>
        (await _watch.Pages.DuePagesAsync(0, 1, _watch.Clock.GetUtcNow().AddDays(1), 10, 1, default)) is [var due] ? await _watch.Pages.FindPageAsync(due.ArticleId, default) : null;

    private async Task<Watch> WatchAsync(Func<FeedOptions, FeedOptions>? change = null)
    {
        var watch = await Watch.StartAsync(_site.Url("/feed"), change);
        await watch.Store.ChangeAsync(watch.FeedId, new FeedChange(FullText: true), default);
        return watch;
    }

    private void Publish(params string[] links) => Publish([.. links.Select(link => (link, "Ferry aground near Skarvik, passengers safe"))]);

    private void Publish(params (string Link, string Title)[] articles) => _site.On(
        "/feed",
        $"<rss version='2.0'><channel><title>Site</title><link>{_site.Url("/")}</link><language>en</language>"
        + string.Concat(articles.Select(a => $"<item><title>{a.Title}</title><link>{(a.Link[0] == '/' ? _site.Url(a.Link) : a.Link)}</link><description>Summary.</description></item>"))
        + "</channel></rss>",
        "application/rss+xml");

    private static string Page(string? word = null) => $"<!DOCTYPE html><html><body><article><h1>Ferry</h1><p>{Sentences} {word}</p></article></body></html>";

    private static RequestDelegate Answer(int status, string body) => context => LoopbackServer.ReplyAsync(context, status, body, "text/plain");
}
