using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NewsMonitor.TestKit;

/// <summary>
/// A host with real grains, on whichever runtime this build is for: this file in the local build, GrainHost.Orleans.cs in the other. The two
/// have the same members, and tests that use nothing else run on both.
/// </summary>
public sealed class GrainHost : IAsyncDisposable
{
    private readonly IHost _host;

    private GrainHost(IHost host) => _host = host;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services that grains are built from.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a host whose grain classes are those of the loaded assemblies.</summary>
    /// <param name="configure">Registers what the grains ask for; a <see cref="TimeProvider"/> registered here is the runtime's clock too.</param>
    public static async Task<GrainHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        configure?.Invoke(builder.Services);
        builder.UseOrleans(_ => { });
        var host = builder.Build();
        await host.StartAsync();
        return new GrainHost(host);
    }

    /// <summary>Stops the host as a server does on SIGTERM: activations end, with their hooks.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }
}
