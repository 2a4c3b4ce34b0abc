using System.Globalization;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>How long a response says that it stays fresh (RFC 9111 section 4.2), for a private cache.</summary>
internal static class Freshness
{
    // RFC 9111 section 1.2.2: a number that is too large is taken as this many seconds.
    private const double Longest = int.MaxValue;

    /// <returns>Null when the response does not say, or says that it must not be reused.</returns>
    public static TimeSpan? Parse(IReadOnlyList<string> cacheControl, string? age, string? expires, string? date, DateTimeOffset now)
    {
        double? maxAge = null;
        foreach (var directive in cacheControl)
        {
            var parts = directive.Split('=', 2, StringSplitOptions.TrimEntries);
            switch (parts[0].ToLowerInvariant())
            {
                case "no-cache" or "no-store":
                    return null;
                case "max-age" when parts.Length == 2:
                    // The first counts, as the others contradict it.
                    maxAge ??= Seconds(parts[1].Trim('"'));
                    break;
            }
        }

        if (maxAge is { } seconds)
            return TimeSpan.FromSeconds(Math.Max(0, seconds - (Seconds(age) ?? 0)));
        if (HttpDates.Parse(expires) is not { } end)
            return null;
        var span = end - (HttpDates.Parse(date) ?? now);
        return span > TimeSpan.Zero ? span : TimeSpan.Zero;
    }

    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, Longest) : null;
}
