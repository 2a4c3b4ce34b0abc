using NewsMonitor.Feeds.Fetching;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

public sealed class ConditionalRequestTests : IAsyncLifetime
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
    [InlineData("\"abc\"", "Tue, 08 Oct 2024 09:00:00 GMT")]
    [InlineData("W/\"abc\"", "Tue, 08 Oct 2024 09:00:00 +0000")]
    [InlineData("abc", "2024-10-08T09:00:00Z")]
    [InlineData("'a b' , \"c", "Tue,  8 Oct 2024 9:0:0 GMT;")]
    [InlineData("\"a\"b\"", "0")]
    [InlineData("w/\"lower\"", "yesterday")]
    [InlineData("\"\u00e9\u00ff\"", "D\u00e9c 2024")]
    [InlineData("*", "*")]
    public async Task Validators_go_back_byte_for_byte_as_they_came(string etag, string lastModified)
    {
        _server.On("/feed", "<rss/>", headers: [("ETag", etag), ("Last-Modified", lastModified)]);

        var first = await _fetch.DocumentAsync(_server.Url("/feed"));
        await _fetch.GetAsync(_server.Url("/feed"), first.Exchange.Validators);

        Assert.Equal(new Validators(etag, lastModified), first.Exchange.Validators);
        var second = _server.Requests.All[1];
        Assert.Equal(etag, second.Header("If-None-Match"));
        Assert.Equal(lastModified, second.Header("If-Modified-Since"));
    }

    [Fact]
    public async Task The_first_request_has_no_condition()
    {
        _server.On("/feed", "<rss/>");

        var fetched = await _fetch.DocumentAsync(_server.Url("/feed"));

        var request = Assert.Single(_server.Requests.All);
        Assert.Null(request.Header("If-None-Match"));
        Assert.Null(request.Header("If-Modified-Since"));
        Assert.False(fetched.Exchange.Validators.Any);
    }

    [Fact]
    public async Task Each_validator_goes_alone_when_the_other_is_not_known()
    {
        _server.On("/feed", "<rss/>");

        await _fetch.GetAsync(_server.Url("/feed"), new Validators("\"a\"", null));
        await _fetch.GetAsync(_server.Url("/feed"), new Validators(null, "then"));

        Assert.Equal(("\"a\"", null), (_server.Requests.All[0].Header("If-None-Match"), _server.Requests.All[0].Header("If-Modified-Since")));
        Assert.Equal((null, "then"), (_server.Requests.All[1].Header("If-None-Match"), _server.Requests.All[1].Header("If-Modified-Since")));
    }

    [Fact]
    public async Task A_304_tells_the_validators_it_carries()
    {
        _server.On("/feed", "", null, 304, ("ETag", "\"new\""));

        var result = Assert.IsType<NotModified>(await _fetch.GetAsync(_server.Url("/feed"), new Validators("\"old\"", "then")));

        Assert.Equal(304, result.Exchange.HttpStatus);
        Assert.Equal(new Validators("\"new\"", "then"), new Validators("\"old\"", "then").UpdatedBy(result.Exchange.Validators));
    }

    [Fact]
    public async Task A_304_that_nobody_asked_for_is_a_failure()
    {
        _server.On("/feed", "", null, 304);

        var failed = await _fetch.FailureAsync(_server.Url("/feed"));

        Assert.Equal("The server answered 304 (not modified) to a request that had no condition.", failed.Error);
    }

    [Fact]
    public async Task The_same_body_again_is_told_as_unchanged_with_its_new_validators()
    {
        _server.On("/feed", "<rss/>", headers: ("ETag", "\"b\""));
        var first = await _fetch.DocumentAsync(_server.Url("/feed"));

        var second = await _fetch.GetAsync(_server.Url("/feed"), new Validators("\"a\"", null), first.Body.Hash);

        Assert.Equal(new Validators("\"b\"", null), Assert.IsType<DocumentUnchanged>(second).Exchange.Validators);
    }

    [Fact]
    public async Task Requests_name_program_version_and_contact_and_carry_no_cookie_and_no_trace()
    {
        _server.On("/feed", "<rss/>", headers: ("Set-Cookie", "id=1; Path=/"));

        await _fetch.DocumentAsync(_server.Url("/feed"));
        await _fetch.DocumentAsync(_server.Url("/feed"));

        _server.On("/moved", "", null, 302, ("Location", "/feed"), ("Set-Cookie", "id=2; Path=/"));
        await _fetch.DocumentAsync(_server.Url("/moved"));

        Assert.All(_server.Requests.All, asked => Assert.Null(asked.Header("Cookie")));
        var request = _server.Requests.All[1];
        Assert.Matches(@"^NewsMonitor/\d+\.\d+\.\d+ \(feed reader; \+https://watch\.example/about\)$", request.Header("User-Agent"));
        Assert.Null(request.Header("traceparent"));
        Assert.Equal("gzip, br, deflate", request.Header("Accept-Encoding"));
        Assert.StartsWith("application/atom+xml", request.Header("Accept"), StringComparison.Ordinal);
    }
}
