using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace NewsMonitor.Feeds.Tests;

/// <summary>The sums of one instrument of one meter factory, by the values of its tags.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(long Value, KeyValuePair<string, object?>[] Tags)> _measurements = new();

    public Measured(IMeterFactory meters, string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument && published.Meter.Scope == meters)
                listener.EnableMeasurementEvents(published);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => _measurements.Enqueue((value, tags.ToArray())));
        _listener.Start();
    }

    public long Total => _measurements.Sum(m => m.Value);

    /// <summary>"value sum" of each value of a tag, sorted.</summary>
    public IEnumerable<string> By(string tag) => _measurements
        .GroupBy(m => m.Tags.Single(t => t.Key == tag).Value?.ToString())
        .Select(group => $"{group.Key} {group.Sum(m => m.Value)}")
        .Order(StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();
}
