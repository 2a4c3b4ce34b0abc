using NewsMonitor.Feeds.Fetching;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Fetching;

/// <summary>Retry-After, Cache-Control, Age and Expires, as real servers write them. The clock says 9:00:00 on 8 October 2024.</summary>
public sealed class ServerHintsTests : IAsyncLifetime
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
    [InlineData("120", 120)]
    [InlineData(" 5 ", 5)]
    [InlineData("0", 0)]
    [InlineData("Tue, 08 Oct 2024 09:10:00 GMT", 600)]
    [InlineData("Tuesday, 08-Oct-24 09:10:00 GMT", 600)]
    [InlineData("Tue Oct  8 09:10:00 2024", 600)]
    [InlineData("Tue, 08 Oct 2024 08:00:00 GMT", null)]
    [InlineData("86401", 86400)]
    [InlineData("99999999999999999999999999999999999999", 86400)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86400)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("1.5", null)]
    [InlineData("1e9", null)]
    [InlineData("120, 60", null)]
    public async Task Retry_after_is_seconds_or_a_date_and_nothing_else(string value, int? seconds)
    {
        _server.On("/feed", "", null, 503, ("Retry-After", value));

        Assert.Equal(seconds, (await _fetch.FailureAsync(_server.Url("/feed"))).Exchange.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("max-age=300", null, null, 300)]
    [InlineData("public, MAX-AGE = \"300\", s-maxage=9", null, null, 300)]
    [InlineData("max-age=300", "100", null, 200)]
    [InlineData("max-age=300", "1000", null, 0)]
    [InlineData("max-age=300", "nonsense", null, 300)]
    [InlineData("max-age=60, max-age=300", null, null, 60)]
    [InlineData("max-age=99999999999999999999", null, null, int.MaxValue)]
    [InlineData("max-age=soon", null, "Tue, 08 Oct 2024 10:00:00 GMT", 3600)]
    [InlineData("max-age=300", null, "Tue, 08 Oct 2024 10:00:00 GMT", 300)]
    [InlineData("max-age=300, no-cache", null, null, null)]
    [InlineData("no-store", null, "Tue, 08 Oct 2024 10:00:00 GMT", null)]
    [InlineData(null, null, "Tue, 08 Oct 2024 10:00:00 GMT", 3600)]
    [InlineData(null, null, "Tue, 08 Oct 2024 08:00:00 GMT", 0)]
    [InlineData(null, null, "0", null)]
    [InlineData(null, null, null, null)]
    public async Task Freshness_is_max_age_less_age_else_expires(string? cacheControl, string? age, string? expires, int? seconds)
    {
        var headers = new[] { ("Cache-Control", cacheControl), ("Age", age), ("Expires", expires), ("Date", "Tue, 08 Oct 2024 09:00:00 GMT") };
        _server.On("/feed", "<rss/>", headers: [.. headers.Where(h => h.Item2 is not null).Select(h => (h.Item1, h.Item2!))]);

        Assert.Equal(seconds, (await _fetch.DocumentAsync(_server.Url("/feed"))).Exchange.FreshFor?.TotalSeconds);
    }
}
