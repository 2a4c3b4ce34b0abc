using NewsMonitor.LocalRuntime.Calls;
using NewsMonitor.LocalRuntime.Types;
using Orleans;

namespace NewsMonitor.LocalRuntime.Hosting;

internal sealed class LocalGrainFactory(LocalSilo silo) : IClusterClient
{
    public IServiceProvider ServiceProvider => silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return GrainReference.Create<TGrainInterface>(silo, new GrainId(silo.Types.Find(typeof(TGrainInterface), grainClassNamePrefix), primaryKey));
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        GrainReference.Create<TGrainInterface>(silo, new GrainId(silo.Types.Find(typeof(TGrainInterface), grainClassNamePrefix), primaryKey));
}
