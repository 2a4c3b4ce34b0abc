using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsMonitor.Server.Tests.Metrics;

public sealed partial class MetricsApiTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    [Fact]
    public async Task Every_line_is_of_the_text_format_and_every_sample_has_a_type()
    {
        using var response = await seeded.Server.Http.GetAsync("/metrics");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (Type().Match(line) is { Success: true } type)
                Assert.True(types.Add(type.Groups["name"].Value), $"A second type: {line}");
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
                Assert.True(Sample().Match(line) is { Success: true } sample && types.Contains(Family(sample.Groups["name"].Value, types)), line);
        }
    }

    [Theory]
    [InlineData("newsmonitor_pipeline_feeds", 1)]
    [InlineData("newsmonitor_pipeline_articles", 3)]
    [InlineData("newsmonitor_pipeline_stories", 2)]
    [InlineData("newsmonitor_pipeline_subscriptions", 1)]
    [InlineData("newsmonitor_pipeline_alerts", 1)]
    [InlineData("newsmonitor_pipeline_articles_pending", 0)]
    [InlineData("newsmonitor_pipeline_deliveries_pending", 0)]
    public async Task The_pipeline_is_counted(string name, double value)
    {
        var text = await seeded.Server.Http.GetStringAsync("/metrics");

        Assert.Contains($"\n{name} {value.ToString(CultureInfo.InvariantCulture)}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_rooms_measure_is_there()
    {
        var text = await seeded.Server.Http.GetStringAsync("/metrics");

        Assert.Contains("# TYPE newsmonitor_feeds_polls_total counter", text, StringComparison.Ordinal);
    }

    private static string Family(string sample, HashSet<string> types) =>
        types.Contains(sample) ? sample : Part().Replace(sample, "");

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Type();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)+\})? (-?[0-9.]+(E[-+]?[0-9]+)?|\+Inf|-Inf|NaN)$""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Part();
}
