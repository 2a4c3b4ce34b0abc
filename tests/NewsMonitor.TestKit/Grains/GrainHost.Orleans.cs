using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace NewsMonitor.TestKit;

/// <summary>As in GrainHost.Local.cs, on one real silo within the test's process.</summary>
public sealed class GrainHost : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private GrainHost(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services that grains are built from.</summary>
    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    /// <summary>Starts a host whose grain classes are those of the loaded assemblies.</summary>
    /// <param name="configure">Registers what the grains ask for; a <see cref="TimeProvider"/> registered here is the runtime's clock too.</param>
    public static async Task<GrainHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSiloHost((_, host) => Configure(host.Services, configure));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new GrainHost(cluster);
    }

    /// <summary>Stops the host as a server does on SIGTERM: activations end, with their hooks.</summary>
    public Task StopAsync() => _cluster.StopAllSilosAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static void Configure(IServiceCollection services, Action<IServiceCollection>? configure)
    {
        configure?.Invoke(services);
        // As in the server: see GrainHosting.
        services.Configure<SiloMessagingOptions>(options => options.MaxForwardCount = 16);
        // A clock that stands still is for the grains, not for the silo's own membership and maintenance.
        services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
        services.AddKeyedSingleton(TimeProviderNames.Grains, static (provider, _) => provider.GetRequiredService<TimeProvider>());
    }
}
