using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Server.Metrics;

namespace NewsMonitor.Server.Tests.Metrics;

public sealed class MeterCollectorTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<MeterCollector>().BuildServiceProvider();
    private readonly MeterCollector _collector;
    private readonly Meter _meter;

    public MeterCollectorTests()
    {
        _collector = _services.GetRequiredService<MeterCollector>();
        _meter = _services.GetRequiredService<IMeterFactory>().Create("NewsMonitor.Test");
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void A_counter_is_summed_for_each_combination_of_tags()
    {
        var polls = _meter.CreateCounter<long>("newsmonitor.test.polls", "{polls}", "Polls made.");
        polls.Add(2, new("status", "ok"), new("host", "a"));
        polls.Add(3, new("host", "a"), new("status", "ok"));
        polls.Add(1, new("status", "a \"quoted\"\\\n"), new("host", "b"));

        Assert.Equal(
            """
            # HELP newsmonitor_test_polls_total Polls made.
            # TYPE newsmonitor_test_polls_total counter
            newsmonitor_test_polls_total{host="a",status="ok"} 5
            newsmonitor_test_polls_total{host="b",status="a \"quoted\"\\\n"} 1

            """.ReplaceLineEndings("\n"),
            PrometheusText.Write(_collector.Collect()));
    }

    [Fact]
    public void A_histogram_is_cumulative_and_its_boundaries_are_inclusive()
    {
        var times = _meter.CreateHistogram(
            "newsmonitor.test.time", "s", "Time taken.", tags: null, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var seconds in new[] { 0.05, 0.1, 0.5, 7 })
            times.Record(seconds);

        Assert.Equal(
            """
            # HELP newsmonitor_test_time_seconds Time taken.
            # TYPE newsmonitor_test_time_seconds histogram
            newsmonitor_test_time_seconds_bucket{le="0.1"} 2
            newsmonitor_test_time_seconds_bucket{le="1"} 3
            newsmonitor_test_time_seconds_bucket{le="+Inf"} 4
            newsmonitor_test_time_seconds_sum 7.65
            newsmonitor_test_time_seconds_count 4

            """.ReplaceLineEndings("\n"),
            PrometheusText.Write(_collector.Collect()));
    }

    [Fact]
    public void Gauges_tell_where_they_stand_and_up_down_counters_what_is_left()
    {
        var open = 7;
        _meter.CreateObservableGauge("newsmonitor.test.open", () => open);
        var running = _meter.CreateUpDownCounter<int>("newsmonitor.test.running");
        running.Add(3);
        running.Add(-2);
        _ = _collector.Collect();
        open = 4;

        Assert.Equal([("newsmonitor_test_open", 4.0), ("newsmonitor_test_running", 1.0)], _collector.Collect().Select(f => (f.Name, f.Samples.Single().Value)));
    }

    [Fact]
    public void Tags_without_end_are_summed_beyond_a_limit()
    {
        var counter = _meter.CreateCounter<long>("newsmonitor.test.endless");
        for (var i = 0; i < 1_500; i++)
            counter.Add(1, new KeyValuePair<string, object?>("n", i));

        var samples = _collector.Collect().Single().Samples;

        Assert.Equal(1_001, samples.Length);
        Assert.Equal(500, samples.Single(s => s.Labels == "overflow=\"true\"").Value);
    }

    [Fact]
    public void Meters_of_others_and_of_other_hosts_are_left_out()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        other.GetRequiredService<IMeterFactory>().Create("NewsMonitor.Test").CreateCounter<long>("newsmonitor.test.theirs").Add(1);
        _services.GetRequiredService<IMeterFactory>().Create("Somebody.Else").CreateCounter<long>("else").Add(1);

        Assert.Empty(_collector.Collect());
    }
}
