namespace NewsMonitor.Server.Metrics;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <param name="Suffix">What follows the family's name: empty, or a part of a histogram.</param>
/// <param name="Labels">As written between the braces.</param>
internal sealed record MetricSample(string Suffix, string Labels, double Value);

/// <summary>Everything that is said under one name.</summary>
internal sealed record MetricFamily(string Name, MetricKind Kind, string Help, MetricSample[] Samples)
{
    public static MetricFamily Gauge(string name, string help, double value, string labels = "") => new(name, MetricKind.Gauge, help, [new MetricSample("", labels, value)]);

    /// <summary>One family of several instruments with one name (made twice, or by two activations): their samples are added up.</summary>
    public static MetricFamily Merge(IReadOnlyList<MetricFamily> same) => same.Count == 1
        ? same[0]
        : same[0] with
        {
            Samples = [.. same.SelectMany(family => family.Samples)
                .GroupBy(sample => (sample.Suffix, sample.Labels))
                .Select(samples => samples.First() with { Value = samples.Sum(sample => sample.Value) })],
        };
}
