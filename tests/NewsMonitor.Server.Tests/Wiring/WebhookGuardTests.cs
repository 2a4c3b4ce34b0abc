using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Server.Wiring;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Wiring;

/// <summary>Webhooks go through the guard of feeds, as the program is wired.</summary>
public sealed class WebhookGuardTests
{
    [Fact]
    public async Task A_webhook_is_not_sent_to_an_address_that_is_not_public()
    {
        await using var inside = await LoopbackServer.StartAsync();
        await using var server = await RunningServer.StartAsync(null, "--NewsMonitor:Alerts:AllowPrivateNetworks=false");
        using var client = server.Services.GetRequiredService<IHttpClientFactory>().CreateClient(Rooms.WebhookClient);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(new Uri(inside.Url("/hook")), new StringContent("{}")));

        Assert.IsType<AddressRefusedException>(refused.InnerException);
        Assert.Empty(inside.Requests.All);
    }

    [Fact]
    public async Task The_url_of_a_webhook_is_in_no_log_line_at_any_level()
    {
        await using var inside = await LoopbackServer.StartAsync();
        using var logged = new LoggedLines();
        await using var server = await RunningServer.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(logged), "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:System.Net.Http=Trace");
        using var client = server.Services.GetRequiredService<IHttpClientFactory>().CreateClient(Rooms.WebhookClient);

        using var answer = await client.PostAsync(new Uri(inside.Url("/hook/T0/what-opens-it")), new StringContent("{}"));

        Assert.Equal("/hook/T0/what-opens-it", Assert.Single(inside.Requests.All).Path);
        Assert.NotEmpty(logged.Lines);
        Assert.DoesNotContain(logged.Lines, line => line.Contains("what-opens-it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_follows_no_redirect_and_keeps_no_cookie()
    {
        await using var inside = await LoopbackServer.StartAsync();
        inside.On("/hook", "", null, 307, ("Location", "/elsewhere"), ("Set-Cookie", "id=1; Path=/"));
        await using var server = await RunningServer.StartAsync();
        using var client = server.Services.GetRequiredService<IHttpClientFactory>().CreateClient(Rooms.WebhookClient);

        for (var n = 0; n < 2; n++)
        {
            using var response = await client.PostAsync(new Uri(inside.Url("/hook")), new StringContent("{}"));
            Assert.Equal(307, (int)response.StatusCode);
        }

        Assert.Equal(["/hook", "/hook"], inside.Requests.All.Select(request => request.Path));
        Assert.All(inside.Requests.All, request => Assert.Null(request.Header("Cookie")));
    }
}
