using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds.Discovery;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Discovery;

public sealed class FeedDiscoveryTests : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<FeedMetrics>().BuildServiceProvider();
    private LoopbackServer _site = null!;

    public async Task InitializeAsync() => _site = await LoopbackServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_feeds_own_address_is_the_feed_and_costs_one_request()
    {
        _site.On("/feed", Rss("The Feed"), "text/plain");

        var found = await FindAsync("/feed");

        Assert.Equal(
            new DiscoveredFeed(_site.Url("/feed"), "The Feed", FeedSource.Itself, true, FeedFormat.Rss, 1, new DateTimeOffset(2024, 10, 8, 9, 0, 0, TimeSpan.Zero)),
            Assert.Single(found.Feeds));
        Assert.Equal((1, "The address is a feed."), (found.Requests, found.Summary));
        Assert.NotNull(found.Only);
    }

    [Theory]
    [InlineData("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/news.xml\">")]
    [InlineData("<LINK HREF='/news.xml' TYPE='application/rss+xml; charset=utf-8' REL='home ALTERNATE'>")]
    [InlineData("<link title=News href=/news.xml type=application/atom+xml rel=alternate>")]
    [InlineData("<link\n\thref = \"/news.xml\"\n\trel=alternate type = 'application/feed+json' />")]
    [InlineData("<link rel=feed href=/news.xml>")]
    [InlineData("<link rel=alternate type=text/xml href='news.xml'>")]
    [InlineData("<link rel=alternate type=application/rss+xml href='feed:http://HOST/news.xml'>")]
    [InlineData("<base href='/a/b/'><base href='/no/'><link rel=alternate type=application/rss+xml href='../../news.xml#top'>")]
    [InlineData("<link rel=alternate type=application/rss+xml href='../../news.xml'><base href='http://HOST/a/b/c'>")]
    [InlineData("<script>'<link rel=alternate type=application/rss+xml href=/script.xml>'</script><!-- <link rel=alternate type=application/rss+xml href=/comment.xml> --></head><body><div><link rel=alternate type=application/rss+xml href=/news.xml></div>")]
    [InlineData("<link rel=alternate type=application/rss+xml href='&#47;news.xml'>")]
    public async Task Link_elements_are_read_in_any_quoting_and_order_and_relative_to_the_base(string links)
    {
        _site.On("/", Page(links.Replace("HOST", new Uri(_site.Root).Authority, StringComparison.Ordinal)), "text/html").On("/news.xml", Rss("News"));

        var found = await FindAsync("/");

        var feed = Assert.Single(found.Feeds);
        Assert.Equal((_site.Url("/news.xml"), "News", FeedSource.LinkElement, true), (feed.Url, feed.Title, feed.Source, feed.Checked));
        Assert.Equal(["/", "/news.xml"], _site.Requests.All.Select(r => r.Path));
    }

    [Theory]
    [InlineData("<link rel='alternate stylesheet' type=text/xml href=/news.xml>")]
    [InlineData("<link rel=stylesheet href=/news.xml>")]
    [InlineData("<link rel=alternate hreflang=de href=/news>")]
    [InlineData("<link rel=alternate type=application/json href=/wp-json/wp/v2/posts>")]
    [InlineData("<link rel=alternate type='application/json+oembed' href=/news.xml>")]
    public async Task Links_to_something_else_are_not_followed(string links)
    {
        _site.On("/", Page(links), "text/html").On("/news.xml", Rss("News"));

        await FindAsync("/");

        Assert.DoesNotContain(_site.Requests.All, request => request.Path is "/news.xml" or "/news" or "/wp-json/wp/v2/posts");
    }

    [Fact]
    public async Task Several_feeds_are_an_answer_that_lists_them_with_what_they_hold()
    {
        _site.On("/", Page("<link rel=alternate type=application/rss+xml title='All news' href=/all><link rel=alternate type=application/atom+xml title=Comments href=/comments>"), "text/html")
            .On("/all", Rss("All")).On("/comments", "<feed xmlns='http://www.w3.org/2005/Atom'></feed>");

        var found = await FindAsync("/");

        Assert.Equal([("All", 1, FeedFormat.Rss), ("Comments", 0, FeedFormat.Atom)], found.Feeds.Select(f => (f.Title!, f.Articles, f.Format!.Value)));
        Assert.Null(found.Only);
        Assert.Equal("2 feeds were found. Add the one that you want by its own address.", found.Summary);
    }

    [Fact]
    public async Task A_link_header_is_read_and_one_feed_under_two_addresses_is_one()
    {
        _site.On("/", context => LoopbackServer.ReplyAsync(
                context, 200, Page("<link rel=alternate type=application/rss+xml href=/old>"), "text/html", ("Link", "</style.css>; rel=preload, </new>; rel=\"alternate\"; type=\"application/rss+xml\"")))
            .On("/new", Rss("New")).On("/old", "", status: 301, headers: ("Location", "/new"));

        var feed = Assert.Single((await FindAsync("/")).Feeds);

        Assert.Equal((_site.Url("/new"), FeedSource.LinkHeader), (feed.Url, feed.Source));
    }

    [Fact]
    public async Task What_a_page_calls_a_feed_and_is_none_is_named_with_the_reason()
    {
        _site.On("/", Page("<link rel=alternate type=application/rss+xml href=/gone><link rel=alternate type=application/rss+xml href=/page>"), "text/html")
            .On("/page", Page(""), "text/html");

        var found = await FindAsync("/", options => options with { Discovery = new() { MaximumRequests = 3 } });

        Assert.Empty(found.Feeds);
        Assert.Equal(
            [$"{_site.Url("/gone")}: The server answered 404 (Not Found).", $"{_site.Url("/page")}: The server sent a web page (HTML), not a feed."], found.Tried);
    }

    [Fact]
    public async Task Ordinary_links_that_look_like_feeds_are_tried_when_the_page_declares_none()
    {
        _site.On("/", Page("") + "<a href='/about'>About</a><a href='/section/rss.xml' title='Subscribe'>RSS</a>", "text/html").On("/section/rss.xml", Rss("Section"));

        var feed = Assert.Single((await FindAsync("/")).Feeds);

        Assert.Equal(("Section", FeedSource.Anchor), (feed.Title, feed.Source));
        Assert.Equal(["/", "/section/rss.xml"], _site.Requests.All.Select(r => r.Path));
    }

    [Fact]
    public async Task Well_known_paths_are_the_last_resort_and_the_first_that_is_a_feed_is_enough()
    {
        _site.On("/blog/", Page(""), "text/html").On("/rss", Rss("Found"));

        var found = await FindAsync("/blog/");

        Assert.Equal(FeedSource.WellKnownPath, Assert.Single(found.Feeds).Source);
        Assert.Equal(["/blog/", "/blog/feed", "/feed", "/rss"], _site.Requests.All.Select(r => r.Path));
    }

    [Fact]
    public async Task A_site_that_refuses_its_page_may_still_have_a_feed()
    {
        _site.On("/", "no", "text/html", 403).On("/feed", Rss("Found"));

        Assert.Equal("Found", Assert.Single((await FindAsync("/")).Feeds).Title);
    }

    [Fact]
    public async Task A_search_makes_no_more_requests_than_it_may_and_names_what_it_did_not_look_at()
    {
        _site.On("/", Page(string.Concat(Enumerable.Range(0, 50).Select(n => $"<link rel=alternate type=application/rss+xml title='Feed {n}' href=/feed{n}>"))), "text/html");
        for (var n = 0; n < 50; n++)
            _site.On($"/feed{n}", Rss($"Feed {n}"));

        var found = await FindAsync("/");

        Assert.Equal((10, 10, 30), (_site.Requests.All.Count, found.Requests, found.Feeds.Count));
        Assert.Equal(9, found.Feeds.Count(feed => feed.Checked));
        Assert.Equal("Feed 20", found.Feeds[20].Title);
    }

    [Fact]
    public async Task A_search_ends_in_time_with_what_was_found_until_then()
    {
        var clock = new FakeClock();
        _site.On("/", Page("<link rel=alternate type=application/rss+xml href=/news.xml><link rel=alternate type=application/rss+xml title=Slow href=/slow.xml>"), "text/html")
            .On("/news.xml", Rss("News")).On("/slow.xml", context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

        var search = FindAsync("/", options => options with { TotalTimeout = TimeSpan.FromSeconds(100), Discovery = new() { Timeout = TimeSpan.FromSeconds(20) } }, clock);
        await _site.Requests.CountAsync(3);
        clock.Advance(TimeSpan.FromSeconds(20));
        var found = await search.Soon("the search ends");

        Assert.Equal([("News", true), ("Slow", false)], found.Feeds.Select(feed => (feed.Title!, feed.Checked)));
        Assert.Null(found.Only);
    }

    [Fact]
    public async Task Requests_are_as_far_apart_as_polls_of_a_host()
    {
        var clock = new FakeClock();
        var asked = new List<DateTimeOffset>();
        _site.On("/", Answer(Page("<link rel=alternate type=application/rss+xml href=/news.xml>"))).On("/news.xml", Answer(Rss("News")));

        // The clock goes on while real requests are made, and those may take their time.
        var search = FindAsync(
            "/", options => options with { HostSpacing = TimeSpan.FromSeconds(5), TotalTimeout = TimeSpan.FromDays(1), Discovery = new() { Timeout = TimeSpan.FromDays(1) } }, clock);
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(0.1));
                return search.IsCompleted;
            },
            "the search ends");

        Assert.Single((await search).Feeds);
        Assert.True(asked[1] - asked[0] >= TimeSpan.FromSeconds(5));

        Microsoft.AspNetCore.Http.RequestDelegate Answer(string body) => context =>
        {
            asked.Add(clock.GetUtcNow());
            return LoopbackServer.ReplyAsync(context, 200, body, "text/html");
        };
    }

    [Fact]
    public async Task A_site_that_cannot_be_reached_says_why()
    {
        var found = await FindAsync("http://127.0.0.1:1/");

        Assert.Empty(found.Feeds);
        Assert.Equal("No feed was found: 127.0.0.1:1 refuses connections.", found.Summary);
    }

    [Fact]
    public async Task Private_addresses_are_refused()
    {
        var found = await FindAsync("/", options => options with { AllowPrivateNetworks = false });

        Assert.Contains("only public addresses are allowed", found.Summary, StringComparison.Ordinal);
        Assert.Empty(_site.Requests.All);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ftp://site.example/")]
    [InlineData("https://desk:secret@site.example/")]
    public async Task What_is_no_address_is_refused(string? url) =>
        await Assert.ThrowsAsync<InvalidInputException>(() => Discovery(Fetch.Options, new FakeClock()).FindAsync(url, default));

    private static class Fetch
    {
        public static readonly FeedOptions Options = new() { AllowPrivateNetworks = true, HostSpacing = TimeSpan.Zero };
    }

    private FeedDiscovery Discovery(FeedOptions options, TimeProvider clock) =>
        new(new FeedFetcher(options, clock), options, clock, _services.GetRequiredService<FeedMetrics>());

    private Task<DiscoveredFeeds> FindAsync(string path, Func<FeedOptions, FeedOptions>? change = null, TimeProvider? clock = null) =>
        Discovery((change ?? (o => o))(Fetch.Options), clock ?? new FakeClock()).FindAsync(path[0] == '/' ? _site.Url(path) : path, default);

    private static string Page(string head) => $"<!DOCTYPE html><html><head><title>Site</title>{head}</head><body><p>Welcome.</p>";

    private static string Rss(string title) =>
        $"<rss version='2.0'><channel><title>{title}</title><item><title>One</title><pubDate>Tue, 08 Oct 2024 09:00:00 GMT</pubDate></item></channel></rss>";
}
