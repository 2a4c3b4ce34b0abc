using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace NewsMonitor.LocalRuntime.Hosting;

internal sealed record LocalSiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;
