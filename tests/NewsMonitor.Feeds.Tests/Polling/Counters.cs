using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>What the counters of one meter factory were told, summed.</summary>
internal sealed class Counters : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<object, bool> _factories = new();

    public Counters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Tests run beside one another, each with its own factory.
            if (instrument.Meter.Scope is { } factory && _factories.ContainsKey(factory))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var name = instrument.Name["newsmonitor.feeds.".Length..];
            foreach (var tag in tags)
                name += $" {tag.Value}";
            _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
        });
    }

    /// <summary>For example <c>polls Ok</c>; zero when nothing was counted.</summary>
    public long this[string name] => _sums.GetValueOrDefault(name);

    /// <summary>For example <c>Ok 3</c>: the tags and the sum of each, sorted.</summary>
    public IEnumerable<string> By(string name) => _sums
        .Where(sum => sum.Key.StartsWith(name + " ", StringComparison.Ordinal) && sum.Value != 0)
        .Select(sum => $"{sum.Key[(name.Length + 1)..]} {sum.Value}")
        .Order(StringComparer.Ordinal);

    public void Listen(IMeterFactory factory)
    {
        _factories[factory] = true;
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();
}
