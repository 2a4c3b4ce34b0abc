using System.Diagnostics.Metrics;
using System.Globalization;

namespace NewsMonitor.Server.Metrics;

/// <summary>The running totals of one instrument, one series for each combination of its tags.</summary>
internal sealed class InstrumentTotals
{
    // An instrument whose tags never end must not eat the memory: what comes beyond this is summed in one series.
    private const int MaximumSeries = 1_000;

    // The OpenTelemetry specification's default boundaries for seconds.
    private static readonly double[] DefaultBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly MetricKind _kind;
    private readonly bool _replaces;
    private readonly double[] _boundaries;
    private readonly string _help;

    public InstrumentTotals(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        _kind = type == typeof(Histogram<>) ? MetricKind.Histogram
            : type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter
            : MetricKind.Gauge;
        // Observable instruments and gauges tell where they stand, the others what was added.
        _replaces = instrument.IsObservable || type == typeof(Gauge<>);
        _boundaries = _kind == MetricKind.Histogram ? Boundaries(instrument) : [];
        _help = instrument.Description ?? instrument.Name;
        Name = PrometheusText.Name(instrument.Name, instrument.Unit, _kind);
    }

    public string Name { get; }

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        lock (_lock)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                if (_series.Count >= MaximumSeries)
                    labels = "overflow=\"true\"";
                if (!_series.TryGetValue(labels, out series))
                    _series[labels] = series = new Series(new long[_boundaries.Length + 1]);
            }

            series.Value = _replaces ? value : series.Value + value;
            if (_kind == MetricKind.Histogram)
            {
                // The last bucket has no upper boundary; the others include theirs.
                var bucket = Array.BinarySearch(_boundaries, value);
                series.Buckets[bucket < 0 ? ~bucket : bucket]++;
            }
        }
    }

    public MetricFamily Read()
    {
        lock (_lock)
            return new MetricFamily(Name, _kind, _help, [.. _series.OrderBy(s => s.Key, StringComparer.Ordinal).SelectMany(s => Samples(s.Key, s.Value))]);
    }

    private IEnumerable<MetricSample> Samples(string labels, Series series)
    {
        if (_kind != MetricKind.Histogram)
        {
            yield return new MetricSample("", labels, series.Value);
            yield break;
        }

        var count = 0L;
        for (var i = 0; i < series.Buckets.Length; i++)
        {
            count += series.Buckets[i];
            var boundary = i < _boundaries.Length ? _boundaries[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
            yield return new MetricSample("_bucket", labels.Length > 0 ? $"{labels},le=\"{boundary}\"" : $"le=\"{boundary}\"", count);
        }

        yield return new MetricSample("_sum", labels, series.Value);
        yield return new MetricSample("_count", labels, count);
    }

    private static double[] Boundaries(Instrument instrument)
    {
        // The advice is typed by the instrument's number.
        var advised = instrument switch
        {
            Histogram<double> h => h.Advice?.HistogramBucketBoundaries,
            Histogram<long> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToArray(),
            Histogram<int> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToArray(),
            _ => null,
        };
        return advised is null ? DefaultBoundaries : [.. advised];
    }

    private sealed class Series(long[] buckets)
    {
        public double Value { get; set; }

        public long[] Buckets { get; } = buckets;
    }
}
