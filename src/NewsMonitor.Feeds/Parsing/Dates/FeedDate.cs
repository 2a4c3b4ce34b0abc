namespace NewsMonitor.Feeds.Parsing.Dates;

/// <summary>
/// Dates as feeds write them: RFC 822 and RFC 5322, ISO 8601 and RFC 3339, asctime, and what people type instead. Reads parts by what they
/// look like rather than by their place; never through a culture. What cannot be read is null, never an exception.
/// </summary>
internal static class FeedDate
{
    /// <summary>Longest text looked at, in characters.</summary>
    private const int MaxLength = 100;

    /// <summary>The instant in UTC; a date without a zone is taken as UTC, one without a time as midnight.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length > 1000)
            return null;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is 0 or > MaxLength)
            return null;
        return IsoDate.Parse(trimmed) ?? WrittenDate.Parse(trimmed) ?? Epoch(trimmed);
    }

    /// <summary>Puts the parts together. Days, hours and minutes that are too many carry over, as "31 June" means 1 July.</summary>
    internal static DateTimeOffset? Combine(int year, int month, int day, TimeSpan time, TimeSpan offset)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day is < 1 or > 31 || time < TimeSpan.Zero || time >= TimeSpan.FromDays(3) || offset.Duration() > TimeSpan.FromHours(24))
            return null;
        var ticks = new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day - 1).Ticks + time.Ticks - offset.Ticks;
        return ticks is < 0 or > 3155378975999999999 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>Two-digit years as RFC 5322 section 4.3 reads them: 00 to 49 are of this century, others and three digits count from 1900.</summary>
    internal static int FullYear(int year, int digits) => digits switch
    {
        2 => year < 50 ? 2000 + year : 1900 + year,
        3 => 1900 + year,
        _ => year,
    };

    /// <summary>Seconds or milliseconds since 1970, where nothing else is there.</summary>
    private static DateTimeOffset? Epoch(ReadOnlySpan<char> text)
    {
        if (text.Length is not (10 or 13) || text.ContainsAnyExceptInRange('0', '9'))
            return null;
        var number = long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
    }
}
