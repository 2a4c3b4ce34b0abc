namespace NewsMonitor.Feeds.Parsing.Dates;

/// <summary>Walks through the characters of a date.</summary>
internal ref struct DateScan(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public readonly bool AtEnd => _at >= _text.Length;

    public readonly char Current => AtEnd ? '\0' : _text[_at];

    public void Advance() => _at++;

    public bool Take(char c)
    {
        if (Current != c)
            return false;
        _at++;
        return true;
    }

    public bool TakeSpaces()
    {
        var start = _at;
        while (!AtEnd && char.IsWhiteSpace(Current))
            _at++;
        return _at > start;
    }

    /// <summary>Up to nine ASCII digits.</summary>
    public bool Number(out int value, out int digits)
    {
        (value, digits) = (0, 0);
        while (char.IsAsciiDigit(Current) && digits < 9)
        {
            value = value * 10 + Current - '0';
            digits++;
            _at++;
        }

        return digits > 0 && !char.IsAsciiDigit(Current);
    }

    public ReadOnlySpan<char> Word()
    {
        var start = _at;
        while (!AtEnd && (char.IsLetter(Current) || char.GetUnicodeCategory(Current) == System.Globalization.UnicodeCategory.NonSpacingMark))
            _at++;
        return _text[start.._at];
    }

    /// <summary>What follows the hours of a clock time: minutes, seconds, fraction.</summary>
    public bool Clock(int hours, out TimeSpan time)
    {
        time = default;
        int minutes = 0, seconds = 0;
        if (Take(':'))
        {
            if (!Number(out minutes, out var digits) || digits > 2)
                return false;
            if (Take(':') && (!Number(out seconds, out digits) || digits > 2))
                return false;
        }

        if (!Time(hours, minutes, seconds, out time))
            return false;
        Fraction(ref time);
        return true;
    }

    /// <summary>A clock time behind its hours whose parts have names: <c>9h05</c>, <c>9時05分</c>, <c>9시 5분 7초</c>.</summary>
    public bool WordedClock(int hours, out TimeSpan time)
    {
        _at++;
        Span<int> rest = [0, 0];
        for (var i = 0; i < rest.Length; i++)
        {
            TakeSpaces();
            if (!Number(out var value, out var digits) || digits > 2)
                break;
            rest[i] = value;
            if (!AtEnd && !char.IsWhiteSpace(Current))
                _at++;
        }

        return Time(hours, rest[0], rest[1], out time);
    }

    /// <summary>False for numbers that are no time of day, or only just (a leap second, the night after).</summary>
    public static bool Time(int hours, int minutes, int seconds, out TimeSpan time)
    {
        time = default;
        if (hours > 48 || minutes > 59 || seconds > 60)
            return false;
        time = new TimeSpan(hours, minutes, Math.Min(seconds, 59));
        return true;
    }

    /// <summary>A fraction of a second, kept to milliseconds.</summary>
    public void Fraction(ref TimeSpan time)
    {
        if (Current is not ('.' or ',') || _at + 1 >= _text.Length || !char.IsAsciiDigit(_text[_at + 1]))
            return;
        _at++;
        var (scale, milliseconds) = (100, 0);
        while (char.IsAsciiDigit(Current))
        {
            milliseconds += (Current - '0') * scale;
            scale /= 10;
            _at++;
        }

        time += TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>A zone at the end: nothing, a name, an offset, or a name with an offset; a comment behind it is stepped over.</summary>
    public bool Zone(out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        TakeSpaces();
        if (char.IsLetter(Current))
        {
            var name = Word();
            if (DateWords.Zone(name) is { } named)
                offset = named;
            else if (name.Length > 5)
                return false;
            TakeSpaces();
        }

        if (Current is '+' or '-' or '\u2212' && Offset() is { } signed)
            offset = signed;
        TakeSpaces();
        if (Current == '(')
            _at = _text.Length;
        return true;
    }

    /// <summary>At a sign: <c>+hh</c>, <c>+hmm</c>, <c>+hhmm</c>, <c>+hh:mm</c>, <c>+hh:mm:ss</c>; null (and not moved) when it is none.</summary>
    public TimeSpan? Offset()
    {
        var start = _at;
        var sign = Current == '+' ? 1 : -1;
        _at++;
        if (Number(out var value, out var digits) && digits <= 4)
        {
            var (hours, minutes) = digits <= 2 ? (value, 0) : (value / 100, value % 100);
            if (digits <= 2 && Take(':'))
            {
                Number(out minutes, out _);
                if (Take(':'))
                    Number(out _, out _);
            }

            if (hours <= 24 && minutes <= 59)
                return sign * new TimeSpan(hours, minutes, 0);
        }

        _at = start;
        return null;
    }
}
