namespace NewsMonitor.Feeds.Parsing.Dates;

/// <summary>ISO 8601, RFC 3339 and the W3C profile, with missing parts, missing punctuation and ordinal or week dates.</summary>
internal static class IsoDate
{
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var scan = new DateScan(text);
        if (!scan.Number(out var year, out var yearDigits))
            return null;
        int month = 1, day = 1;
        switch (yearDigits)
        {
            case 4 when scan.Take('-'):
                if (!YearParts(ref scan, ref year, ref month, ref day))
                    return null;
                break;
            case 2 when scan.Take('-'):
                year = FeedDate.FullYear(year, 2);
                if (!scan.Number(out month, out _) || month > 12)
                    return null;
                if (scan.Take('-') && !scan.Number(out day, out _))
                    return null;
                break;
            case 4 when scan.Current is 'W' or 'w':
                scan.Advance();
                if (!Week(ref scan, ref year, ref month, ref day))
                    return null;
                break;
            case 4:
                break;
            case 6 when year / 100 is >= 1900 and < 2200 && year % 100 is >= 1 and <= 12:
                (year, month) = (year / 100, year % 100);
                break;
            case 6:
                (year, month, day) = (FeedDate.FullYear(year / 10000, 2), year / 100 % 100, year % 100);
                break;
            case 7:
                (var days, year) = (year % 1000, year / 1000);
                if (!FromDays(year, days, ref month, ref day))
                    return null;
                break;
            case 8:
                (year, month, day) = (year / 10000, year / 100 % 100, year % 100);
                break;
            default:
                return null;
        }

        if (scan.AtEnd)
            return yearDigits is 4 && year is < 1900 or > 2200 ? null : FeedDate.Combine(year, month, day, TimeSpan.Zero, TimeSpan.Zero);
        if (!(scan.Take('T') || scan.Take('t') || scan.TakeSpaces()))
            return null;
        scan.TakeSpaces();
        if (!TimeOfDay(ref scan, out var time) || !scan.Zone(out var offset) || !scan.AtEnd)
            return null;
        return FeedDate.Combine(year, month, day, time, offset);
    }

    /// <summary>What follows <c>YYYY-</c>: month and day, ordinal day, or week.</summary>
    private static bool YearParts(ref DateScan scan, ref int year, ref int month, ref int day)
    {
        if (scan.Take('W') || scan.Take('w'))
            return Week(ref scan, ref year, ref month, ref day);
        if (!scan.Number(out month, out var digits))
            return false;
        if (digits == 3)
            return FromDays(year, month, ref month, ref day);
        return month <= 12 && (!scan.Take('-') || scan.Number(out day, out _));
    }

    private static bool Week(ref DateScan scan, ref int year, ref int month, ref int day)
    {
        if (!scan.Number(out var week, out var digits))
            return false;
        var weekday = 1;
        if (digits == 3)
            (week, weekday) = (week / 10, week % 10);
        else if (scan.Take('-') && !scan.Number(out weekday, out _))
            return false;
        if (week is < 1 or > 53 || weekday is < 1 or > 7 || year is < 1 or > 9998)
            return false;
        var date = System.Globalization.ISOWeek.ToDateTime(year, week, (DayOfWeek)(weekday % 7));
        (year, month, day) = (date.Year, date.Month, date.Day);
        return true;
    }

    private static bool FromDays(int year, int days, ref int month, ref int day)
    {
        if (year is < 1 or > 9998 || days is < 1 or > 366)
            return false;
        var date = new DateOnly(year, 1, 1).AddDays(days - 1);
        (month, day) = (date.Month, date.Day);
        return true;
    }

    private static bool TimeOfDay(ref DateScan scan, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (!scan.Number(out var hours, out var digits))
            return false;
        switch (digits)
        {
            case 1 or 2:
                return scan.Clock(hours, out time);
            case 4:
                time = new TimeSpan(hours / 100, hours % 100, 0);
                return hours / 100 <= 24;
            case 6:
                time = new TimeSpan(hours / 10000, hours / 100 % 100, hours % 100);
                scan.Fraction(ref time);
                return hours / 10000 <= 24;
            default:
                return false;
        }
    }
}
