using System.Diagnostics.Metrics;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>Meters that nobody listens to.</summary>
internal sealed class SilentMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}
