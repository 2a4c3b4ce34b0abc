using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsMonitor.LocalRuntime.Tests.Contract;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;

namespace NewsMonitor.LocalRuntime.Tests.Local;

public sealed class StopTests
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task A_stop_waits_no_longer_than_the_host_allows()
    {
        await using var host = await GrainHost.StartAsync(services => services
            .AddSingleton(_scene)
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(50)));
        _ = host.Grains.GetGrain<IShop>("a").Wait("for ever", CancellationToken.None);
        await _scene.ReachedAsync("for ever");

        await host.StopAsync().Soon("the stop of the host");
    }

    [Fact]
    public async Task A_call_that_still_waits_when_the_host_stops_fails_at_once()
    {
        await using var host = await GrainHost.StartAsync(services => services.AddSingleton(_scene));
        var running = host.Grains.GetGrain<IShop>("a").Wait("till", CancellationToken.None);
        await _scene.ReachedAsync("till");
        var waiting = host.Grains.GetGrain<IShop>("a").Work();
        var stop = host.StopAsync();

        _scene.Gate("till").Open();

        await running.Soon("the running call");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => waiting.Soon("the waiting call"));
        await stop.Soon("the stop of the host");
    }
}
