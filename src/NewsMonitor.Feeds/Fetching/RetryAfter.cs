using System.Globalization;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>Retry-After (RFC 9110 section 10.2.3), from servers that write what they like.</summary>
internal static class RetryAfter
{
    /// <returns>Zero to <paramref name="maximum"/>; null when the header is missing, nonsense or a time that is past.</returns>
    public static TimeSpan? Parse(string? value, DateTimeOffset now, TimeSpan maximum)
    {
        var text = value.AsSpan().Trim();
        if (text.IsEmpty)
            return null;
        if (!text.ContainsAnyExceptInRange('0', '9'))
        {
            // More digits than a number holds still mean "very long".
            var seconds = double.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
            return seconds >= maximum.TotalSeconds ? maximum : TimeSpan.FromSeconds(seconds);
        }

        if (HttpDates.Parse(value) is not { } date || date <= now)
            return null;
        return date - now > maximum ? maximum : date - now;
    }
}
