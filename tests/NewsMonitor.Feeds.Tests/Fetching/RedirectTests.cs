using System.Globalization;
using System.Net;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

public sealed class RedirectTests : IAsyncLifetime
{
    private readonly Fetch _fetch = new();
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public async Task DisposeAsync()
    {
        _fetch.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    [InlineData(307, false)]
    [InlineData(308, true)]
    public async Task A_redirect_is_followed_and_told(int status, bool permanent)
    {
        Redirect("/old", "/new", status);
        _server.On("/new", "<rss/>");

        var fetched = await _fetch.DocumentAsync(_server.Url("/old"));

        var redirect = Assert.Single(fetched.Exchange.Redirects);
        Assert.Equal((_server.Url("/new"), permanent), (redirect.To, redirect.Permanent));
        Assert.Equal(_server.Url("/new"), fetched.Exchange.FinalUrl);
    }

    [Theory]
    [InlineData("/a/b/feed", "../c?x=1#part", "/a/c")]
    [InlineData("/a/feed", "?page=2", "/a/feed")]
    [InlineData("/a/feed", "\u00fc", "/a/\u00fc")]
    public async Task A_relative_location_is_resolved_against_the_url_that_sent_it(string from, string location, string to)
    {
        // On the wire, a location that is not ASCII is UTF-8 read as Latin-1.
        var bytes = System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(location));
        _server.On(from, context => context.Request.QueryString.HasValue
            ? LoopbackServer.ReplyAsync(context, 200, "<rss/>")
            : LoopbackServer.ReplyAsync(context, 302, "", null, ("Location", bytes)));
        if (to != from)
            _server.On(to, "<rss/>");

        await _fetch.DocumentAsync(_server.Url(from));

        Assert.Equal(2, _server.Requests.All.Count);
    }

    [Fact]
    public async Task Five_redirects_are_followed()
    {
        Chain(5);

        Assert.Equal(5, (await _fetch.DocumentAsync(_server.Url("/0"))).Exchange.Redirects.Count);
    }

    [Fact]
    public async Task Six_redirects_are_a_failure()
    {
        Chain(6);

        var failed = await _fetch.FailureAsync(_server.Url("/0"));

        Assert.Equal((FetchFailure.Redirect, "The server redirects more than 5 times."), (failed.Failure, failed.Error));
        Assert.Equal(6, _server.Requests.All.Count);
    }

    [Theory]
    [InlineData("/a")]
    [InlineData("/b")]
    public async Task A_loop_is_a_failure_as_soon_as_it_closes(string back)
    {
        Redirect("/a", "/b", 301);
        Redirect("/b", back, 302);

        var failed = await _fetch.FailureAsync(_server.Url("/a"));

        Assert.Equal(FetchFailure.Redirect, failed.Failure);
        Assert.Contains("in a loop", failed.Error, StringComparison.Ordinal);
        Assert.Equal(2, _server.Requests.All.Count);
    }

    [Theory]
    [InlineData(null, "The server answered 302 (redirect) without saying where to.")]
    [InlineData("ftp://127.0.0.1/feed", "The server redirects to 'ftp://127.0.0.1/feed'; only http and https are followed.")]
    [InlineData("file:///etc/hostname", "The server redirects to 'file:///etc/hostname'; only http and https are followed.")]
    [InlineData("http://[bad", "The server redirects to 'http://[bad', which is not a URL.")]
    public async Task A_redirect_that_leads_nowhere_is_a_failure(string? location, string error)
    {
        _server.On("/feed", "", null, 302, location is null ? [] : [("Location", location)]);

        var failed = await _fetch.FailureAsync(_server.Url("/feed"));

        Assert.Equal((FetchFailure.Redirect, error), (failed.Failure, failed.Error));
    }

    [Fact]
    public async Task Validators_follow_a_redirect_within_the_host_and_come_back_from_it()
    {
        Redirect("/old", "/new", 301);
        _server.On("/new", "<rss/>", headers: ("ETag", "\"b\""));

        var fetched = await _fetch.DocumentAsync(_server.Url("/old"), new Validators("\"a\"", null));

        Assert.Equal(["\"a\"", "\"a\""], _server.Requests.All.Select(r => r.Header("If-None-Match")));
        Assert.Equal(new Validators("\"b\"", null), fetched.Exchange.Validators);
    }

    [Fact]
    public async Task Validators_neither_reach_another_host_nor_come_from_it()
    {
        var other = _server.Url("/feed").Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        Redirect("/old", other, 301);
        _server.On("/feed", "<rss/>", headers: ("ETag", "\"b\""));

        var fetched = await _fetch.DocumentAsync(_server.Url("/old"), new Validators("\"a\"", "then"));

        Assert.Equal(("\"a\"", null), (_server.Requests.All[0].Header("If-None-Match"), _server.Requests.All[1].Header("If-None-Match")));
        Assert.Null(_server.Requests.All[1].Header("If-Modified-Since"));
        Assert.False(fetched.Exchange.Validators.Any);
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_refused_before_it_is_reached()
    {
        // The public outlet is played by loopback: the handler is told so, and refuses everything else that is not public.
        Redirect("/feed", "http://10.0.0.1/latest", 302);
        var inner = GuardedHttpHandler.Create(allowPrivateNetworks: true);
        using var guarded = new HttpMessageInvoker(GuardedHttpHandler.Create(allowPrivateNetworks: false));
        using var fetcher = new FeedFetcher(new FirstHopOpen(inner, guarded), Fetch.Options, new FakeClock());

        var result = await fetcher.FetchAsync(new FetchRequest(_server.Url("/feed"), Validators.None), default);

        var failed = Assert.IsType<FetchFailed>(result);
        Assert.Equal((FetchFailure.AddressRefused, "10.0.0.1 is a private address; only public addresses are allowed."), (failed.Failure, failed.Error));
    }

    private void Redirect(string from, string to, int status) => _server.On(from, "moved", null, status, ("Location", to));

    private void Chain(int length)
    {
        for (var i = 0; i < length; i++)
            Redirect($"/{i}", string.Create(CultureInfo.InvariantCulture, $"/{i + 1}"), 302);
        _server.On($"/{length}", "<rss/>");
    }

    private sealed class FirstHopOpen(HttpMessageHandler open, HttpMessageInvoker guarded) : DelegatingHandler(open)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.Host == IPAddress.Loopback.ToString() ? base.SendAsync(request, cancellationToken) : guarded.SendAsync(request, cancellationToken);
    }
}
