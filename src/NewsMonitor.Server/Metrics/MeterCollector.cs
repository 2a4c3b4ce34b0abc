using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace NewsMonitor.Server.Metrics;

/// <summary>
/// Adds up what the rooms' instruments measure (<c>System.Diagnostics.Metrics</c>, meters whose name begins with NewsMonitor), so that it
/// can be scraped.
/// </summary>
internal sealed class MeterCollector : IDisposable
{
    private const string Prefix = "NewsMonitor";

    private readonly IMeterFactory _meters;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentTotals> _totals = new();

    public MeterCollector(IMeterFactory meters)
    {
        _meters = meters;
        _listener.InstrumentPublished = Published;
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Add(state, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Add(state, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Add(state, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Add(state, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Add(state, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Add(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Add(state, (double)value, tags));
        _listener.Start();
    }

    /// <summary>What has been measured up to now, in the order of the names.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        _listener.RecordObservableInstruments();
        return [.. _totals.Values.GroupBy(totals => totals.Name).Select(same => MetricFamily.Merge([.. same.Select(t => t.Read())])).OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();

    private void Published(Instrument instrument, MeterListener listener)
    {
        // Meters of another host in this process (a test's, the demo's) have another factory.
        var ours = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, _meters);
        if (ours && instrument.Meter.Name.StartsWith(Prefix, StringComparison.Ordinal))
            listener.EnableMeasurementEvents(instrument, _totals.GetOrAdd(instrument, static i => new InstrumentTotals(i)));
    }

    private static void Add(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((InstrumentTotals)state!).Add(value, tags);
}
