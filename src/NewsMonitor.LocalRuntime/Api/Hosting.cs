using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Hosting;
using Orleans.Hosting;

namespace Orleans.Hosting
{
    /// <summary>What the set-up of the runtime can reach.</summary>
    public interface ISiloBuilder
    {
        IServiceCollection Services { get; }

        IConfiguration Configuration { get; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class OrleansSiloGenericHostExtensions
    {
        /// <summary>Runs grains in this host: adds <see cref="Orleans.IGrainFactory"/> and <see cref="Orleans.IClusterClient"/>.</summary>
        public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
        {
            ArgumentNullException.ThrowIfNull(hostAppBuilder);
            ArgumentNullException.ThrowIfNull(configureDelegate);
            hostAppBuilder.Services.AddLocalSilo();
            configureDelegate(new LocalSiloBuilder(hostAppBuilder.Services, hostAppBuilder.Configuration));
            return hostAppBuilder;
        }
    }
}
