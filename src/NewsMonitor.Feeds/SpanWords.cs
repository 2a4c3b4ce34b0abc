using System.Globalization;

namespace NewsMonitor.Feeds;

/// <summary>Spans of time as a person says them: one number and its unit.</summary>
internal static class SpanWords
{
    public static string Of(TimeSpan span)
    {
        var (number, unit) = span switch
        {
            _ when span < TimeSpan.FromSeconds(1) => (span.TotalMilliseconds, "ms"),
            _ when span < TimeSpan.FromMinutes(2) => (span.TotalSeconds, "s"),
            _ when span < TimeSpan.FromHours(2) => (span.TotalMinutes, "min"),
            _ when span < TimeSpan.FromDays(2) => (span.TotalHours, "h"),
            _ => (span.TotalDays, "d"),
        };
        var (whole, tenth) = Math.DivRem((long)Math.Round(number * 10, MidpointRounding.AwayFromZero), 10);
        return tenth == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{whole} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole}.{Math.Abs(tenth)} {unit}");
    }
}
