using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.TestKit;
using static NewsMonitor.Server.Tests.SeededServer;

namespace NewsMonitor.Server.Tests.Api.Security;

public sealed class RateLimitTests : IAsyncLifetime
{
    private const string Admin = "a-key-of-some-length";
    private const int Burst = 3;

    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(
            configure: null, $"--NewsMonitor:ApiKey={Admin}", "--NewsMonitor:Access:RequestsPerMinute=1", $"--NewsMonitor:Access:RequestBurst={Burst}", "--NewsMonitor:Access:ConcurrentRequests=1");
        _server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Admin);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_nobody_else_is_held_up()
    {
        var (first, second, other, reader) = (await MakeAsync("desk"), await MakeAsync("desk"), await MakeAsync("other"), await MakeAsync(null));
        for (var n = 0; n < Burst; n++)
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(first)).StatusCode);

        using var refused = await GetAsync(first);

        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, refused, "NewsMonitor:Access:RequestsPerMinute");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        // A second key of the same subscriber is no second measure.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await GetAsync(second)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(other)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(reader)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Admin)).StatusCode);
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_counts_too()
    {
        var key = await MakeAsync("prober");
        using var client = _server.NewClient(key);
        for (var n = 0; n < Burst; n++)
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/alerts/alert_{n}")).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync("/api/v1/alerts/alert_x")).StatusCode);
    }

    [Fact]
    public async Task A_subscriber_has_so_many_streams_at_the_same_time_and_its_place_is_free_when_one_ends()
    {
        var (key, other) = (await MakeAsync("listener"), await MakeAsync("other listener"));
        using var client = _server.NewClient(key);
        using (await client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead))
        {
            using var second = await client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);
            await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, second, "NewsMonitor:Access:ConcurrentRequests");
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(other)).StatusCode);
        }

        var limits = _server.Services.GetRequiredService<RateLimits>();
        await Eventually.TrueAsync(
            () =>
            {
                using var place = limits.Enter(new Caller(ApiScope.Subscriber, "listener", "any", ""));
                return place.IsAcquired;
            },
            "the place is free");
    }

    private async Task<string> MakeAsync(string? subscriber) => Text(
        await _server.CreateAsync("/api/v1/keys", subscriber is null ? """{"name": "n", "scope": "read"}""" : $$"""{"name": "n", "scope": "subscriber", "subscriber": "{{subscriber}}"}"""),
        "key");

    private async Task<HttpResponseMessage> GetAsync(string key)
    {
        using var client = _server.NewClient(key);
        return await client.GetAsync("/api/v1/alerts");
    }
}
