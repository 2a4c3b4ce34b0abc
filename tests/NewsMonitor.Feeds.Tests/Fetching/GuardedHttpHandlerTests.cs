using System.Net;
using System.Net.Sockets;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

public sealed class GuardedHttpHandlerTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = (await LoopbackServer.StartAsync()).On("/feed", "<rss/>");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Loopback_is_refused_by_default_and_not_reached()
    {
        var failed = await RefusedAsync(_server.Url("/feed"));

        Assert.Equal("127.0.0.1 is a loopback address; only public addresses are allowed.", failed.Error);
        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("http://[::1]:PORT/feed")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/feed")]
    [InlineData("http://2130706433:PORT/feed")]
    [InlineData("http://0x7f.1:PORT/feed")]
    [InlineData("http://0177.0.0.1:PORT/feed")]
    [InlineData("http://0:PORT/feed")]
    [InlineData("http://localhost:PORT/feed")]
    public async Task No_way_of_writing_loopback_goes_round_the_guard(string url)
    {
        await RefusedAsync(url.Replace("PORT", new Uri(_server.Root).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

        Assert.Empty(_server.Requests.All);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_refused_by_name()
    {
        var failed = await RefusedAsync("http://intranet.example/feed", "192.168.1.7");

        Assert.Equal("intranet.example leads to 192.168.1.7, a private address; only public addresses are allowed.", failed.Error);
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_a_failure_of_its_own()
    {
        using var fetcher = Fetcher(allowPrivate: false, []);

        var failed = Assert.IsType<FetchFailed>(await fetcher.FetchAsync(new FetchRequest("http://gone.example/feed", Validators.None), default));

        Assert.Equal((FetchFailure.NameResolution, "The name gone.example leads to no address."), (failed.Failure, failed.Error));
    }

    [Fact]
    public async Task The_name_is_resolved_once_and_the_connection_goes_to_what_was_checked()
    {
        var asked = 0;
        using var handler = GuardedHttpHandler.Create(allowPrivateNetworks: true, resolve: (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        using var http = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.Url("/feed").Replace("127.0.0.1", "outlet.example", StringComparison.Ordinal));

        using var response = await http.SendAsync(request, default);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_leads_to_the_next_one()
    {
        using var fetcher = Fetcher(allowPrivate: true, ["127.0.0.2", "127.0.0.1"]);

        var result = await fetcher.FetchAsync(
            new FetchRequest(_server.Url("/feed").Replace("127.0.0.1", "outlet.example", StringComparison.Ordinal), Validators.None), default);

        Assert.IsType<DocumentFetched>(result);
    }

    private static FeedFetcher Fetcher(bool allowPrivate, string[] addresses) =>
        new(
            GuardedHttpHandler.Create(allowPrivate, resolve: (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)])),
            Fetch.Options,
            new FakeClock());

    private static async Task<FetchFailed> RefusedAsync(string url, string? address = null)
    {
        using var fetcher = address is null ? new FeedFetcher(new FeedOptions(), new FakeClock()) : Fetcher(allowPrivate: false, [address]);
        var failed = Assert.IsType<FetchFailed>(await fetcher.FetchAsync(new FetchRequest(url, Validators.None), default));
        Assert.Equal(FetchFailure.AddressRefused, failed.Failure);
        return failed;
    }
}
