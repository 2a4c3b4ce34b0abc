using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

public sealed class AccessTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;
    private LoopbackServer _other = null!;

    public async Task InitializeAsync()
    {
        (_server, _other) = (await LoopbackServer.StartAsync(), await LoopbackServer.StartAsync());
        _server.On("/feed", "<rss/>");
        _other.On("/feed", "<rss/>");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_name_and_a_password_go_as_basic_authentication_in_UTF_8()
    {
        await GetAsync(_server.Url("/feed"), new FeedAccess { Origin = Origin(_server), User = "desk", Password = "pä:ss" });

        // RFC 7617 section 2.1: everything behind the first colon is the password.
        Assert.Equal("Basic " + Convert.ToBase64String("desk:pä:ss"u8), _server.Requests.All[0].Header("Authorization"));
    }

    [Fact]
    public async Task A_token_goes_as_bearer_and_headers_go_as_they_are()
    {
        await GetAsync(_server.Url("/feed"), new FeedAccess { Origin = Origin(_server), Token = "abc.def", Headers = [new("X-Key", "k 1"), new("X-Other", "2")] });

        var request = _server.Requests.All[0];
        Assert.Equal(("Bearer abc.def", "k 1", "2"), (request.Header("Authorization"), request.Header("X-Key"), request.Header("X-Other")));
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_shown_them_and_one_to_another_host_is_not()
    {
        _server.On("/moved", "", status: 302, headers: ("Location", "/feed")).On("/away", "", status: 302, headers: ("Location", _other.Url("/feed")));
        var access = new FeedAccess { Origin = Origin(_server), Token = "secret", Headers = [new("X-Key", "secret")] };

        await GetAsync(_server.Url("/moved"), access);
        await GetAsync(_server.Url("/away"), access);

        Assert.All(_server.Requests.All, request => Assert.Equal(("Bearer secret", "secret"), (request.Header("Authorization"), request.Header("X-Key"))));
        Assert.Equal(3, _server.Requests.All.Count);
        Assert.DoesNotContain(Assert.Single(_other.Requests.All).Headers, header => header.Value.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_that_moved_to_another_host_is_not_shown_what_the_first_one_was()
    {
        await GetAsync(_other.Url("/feed"), new FeedAccess { Origin = Origin(_server), Token = "secret" });

        Assert.Null(_other.Requests.All[0].Header("Authorization"));
    }

    [Theory]
    [InlineData("https://outlet.example:443", "https://outlet.example/a", true)]
    [InlineData("https://outlet.example:443", "https://OUTLET.example/b", true)]
    [InlineData("http://outlet.example:80", "https://outlet.example/a", true)]
    [InlineData("https://outlet.example:443", "http://outlet.example/a", false)]
    [InlineData("https://outlet.example:443", "https://www.outlet.example/a", false)]
    [InlineData("https://outlet.example:443", "https://outlet.example:8443/a", false)]
    [InlineData("http://outlet.example:8080", "https://outlet.example/a", false)]
    public void Only_the_origin_they_were_given_for_is_shown_them_and_never_in_the_clear_what_was_for_https(string origin, string url, bool shown)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, url);

        message.Show(new FeedAccess { Origin = origin, Token = "secret" });

        Assert.Equal(shown, message.Headers.Contains("Authorization"));
    }

    [Fact]
    public void Nothing_that_prints_a_feed_prints_its_secrets()
    {
        var access = new FeedAccess { Origin = "https://outlet.example:443", User = "desk", Password = "secret1", Token = "secret2", Headers = [new("X-Key", "secret3")] };

        Assert.DoesNotContain("secret", $"{access} {access.Headers[0]}".Replace("(secret)", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Origin(LoopbackServer server) => AccessHeaders.Origin(new Uri(server.Root));

    private static async Task GetAsync(string url, FeedAccess access)
    {
        using var fetcher = new FeedFetcher(Fetch.Options, new FakeClock());
        using var document = Assert.IsType<DocumentFetched>(await fetcher.FetchAsync(new FetchRequest(url, Validators.None) { Access = access }, default)).Body;
    }
}
