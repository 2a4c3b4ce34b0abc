using System.Globalization;

namespace NewsMonitor.Alerts.Policy;

/// <summary>Times in reasons, for people and programs: RFC 3339 in UTC, to the second.</summary>
internal static class Moment
{
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
