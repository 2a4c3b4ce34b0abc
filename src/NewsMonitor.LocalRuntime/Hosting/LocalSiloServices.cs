using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Configuration;

namespace NewsMonitor.LocalRuntime.Hosting;

internal static class LocalSiloServices
{
    /// <summary>Adds the silo once, however often it is asked for.</summary>
    public static void AddLocalSilo(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(LocalSilo)))
            return;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<GrainCollectionOptions>()
            .Validate(
                o => o.CollectionQuantum > TimeSpan.Zero && o.CollectionAge > o.CollectionQuantum,
                "GrainCollectionOptions: CollectionQuantum has to be positive and CollectionAge longer than it.")
            .ValidateOnStart();
        services.AddSingleton<LocalSilo>();
        services.AddSingleton<LocalGrainFactory>();
        services.AddSingleton<IClusterClient>(s => s.GetRequiredService<LocalGrainFactory>());
        services.AddSingleton<IGrainFactory>(s => s.GetRequiredService<LocalGrainFactory>());
        services.AddHostedService<LocalSiloService>();
    }
}
