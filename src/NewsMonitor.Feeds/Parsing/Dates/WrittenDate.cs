namespace NewsMonitor.Feeds.Parsing.Dates;

/// <summary>
/// Dates with words or slashes: <c>Tue, 08 Oct 2024 09:00:00 EDT</c>, <c>Oct 8 09:00:00 2024</c>, <c>8. Oktober 2024</c>,
/// <c>10/08/2024 9:00 PM</c>, <c>2024년 10월 08일 오후 09:00:00</c>.
/// </summary>
internal static class WrittenDate
{
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var parts = new Parts();
        var scan = new DateScan(text);
        while (!scan.AtEnd)
        {
            if (char.IsAsciiDigit(scan.Current))
            {
                if (!Digits(ref scan, ref parts))
                    return null;
            }
            else if (char.IsLetter(scan.Current))
            {
                Letters(scan.Word(), ref parts);
            }
            else if (scan.Current is '+' or '-' && parts.HasTime && scan.Offset() is { } offset)
            {
                parts.Offset = offset;
            }
            else if (scan.Current == '(' && parts.HasTime)
            {
                break;
            }
            else
            {
                parts.Separator = scan.Current;
                scan.Advance();
            }
        }

        return parts.Build();
    }

    private static bool Digits(ref DateScan scan, ref Parts parts)
    {
        if (!scan.Number(out var value, out var digits))
            return false;
        if (!parts.HasTime && digits <= 2 && scan.Current == ':')
        {
            parts.HasTime = true;
            return scan.Clock(value, out parts.Time);
        }

        if (!parts.HasTime && digits <= 2 && DateWords.IsHour(scan.Current))
        {
            parts.HasTime = true;
            return scan.WordedClock(value, out parts.Time);
        }

        // "08.10.2024, 09.05 Uhr": what follows a whole date with a point in it is the time.
        if (!parts.HasTime && parts.IsWhole && digits == 2 && scan.Current == '.')
        {
            scan.Advance();
            parts.HasTime = true;
            return scan.Number(out var minutes, out _) && DateScan.Time(value, minutes, 0, out parts.Time);
        }

        parts.Add(value, digits);
        return true;
    }

    private static void Letters(ReadOnlySpan<char> word, ref Parts parts)
    {
        if (word is "T" or "t")
            return;
        if (DateWords.Afternoon(word) is { } afternoon)
            parts.Afternoon = afternoon;
        // The last month counts: "mar." before it was a Tuesday (mardi, martes).
        else if (DateWords.Month(word) is { } month)
            parts.Month = month;
        else if (DateWords.Zone(word) is { } zone && parts.Offset is null)
            parts.Offset = zone;
    }

    private ref struct Parts
    {
        private int _count;
        private (int Value, int Digits) _first;
        private (int Value, int Digits) _second;
        private (int Value, int Digits) _third;

        public int Month;
        public bool HasTime;
        public TimeSpan Time;
        public bool? Afternoon;
        public TimeSpan? Offset;
        public char Separator;
        private char _between;

        /// <summary>Whether day, month and year are there.</summary>
        public readonly bool IsWhole => _count >= (Month > 0 ? 2 : 3);

        public void Add(int value, int digits)
        {
            switch (_count++)
            {
                case 0:
                    _first = (value, digits);
                    break;
                case 1:
                    _second = (value, digits);
                    _between = Separator;
                    break;
                case 2:
                    _third = (value, digits);
                    break;
            }
        }

        public readonly DateTimeOffset? Build()
        {
            if (Numbers() is not var (year, month, day))
                return null;
            var time = Time;
            if (Afternoon == true && time.Hours < 12)
                time += TimeSpan.FromHours(12);
            else if (Afternoon == false && time.Hours == 12)
                time -= TimeSpan.FromHours(12);
            return FeedDate.Combine(year, month, day, time, Offset ?? TimeSpan.Zero);
        }

        private readonly (int Year, int Month, int Day)? Numbers()
        {
            if (Month > 0)
            {
                // The year is the number with more digits, else the one behind the day.
                if (_count == 1)
                    return _first.Digits == 4 ? (_first.Value, Month, 1) : null;
                if (_count < 2)
                    return null;
                var (day, year) = _first.Digits > 2 || _first.Value > 31 ? (_second, _first) : (_first, _second);
                return (FeedDate.FullYear(year.Value, year.Digits), Month, day.Value);
            }

            if (_count < 3)
                return null;
            if (_first.Digits == 4)
                return (_first.Value, _second.Value, _third.Value);
            var full = FeedDate.FullYear(_third.Value, _third.Digits);
            // With slashes the month comes first unless it cannot; with points or dashes the day does.
            var monthFirst = _second.Value > 12 || (_between == '/' && _first.Value <= 12);
            return monthFirst ? (full, _first.Value, _second.Value) : (full, _second.Value, _first.Value);
        }
    }
}
