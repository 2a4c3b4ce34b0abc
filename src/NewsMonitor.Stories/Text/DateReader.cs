using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Text;

/// <summary>
/// Finds dates in the words of a text as they pass: October 8, 2024; 8 October; 8 de octubre de 2024; 2024-10-08. What has no year, or could
/// be day and month either way round, is no full date.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct DateReader
{
    // Far enough for any archive; what is outside is a number, not a year.
    private const int FirstYear = 1950;
    private const int LastYear = 2099;

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Months =
        MonthNames.Of(MonthNames.Plain, MonthNames.BesideADay).ToDictionary(month => month.Name, month => month.Month).GetAlternateLookup<ReadOnlySpan<char>>();

    // The last three words: as a number, a month, or something else.
    private Word _first;
    private Word _second;
    private Word _third;

    /// <summary>Days since 1970-01-01 of the full date that the last word completed; null for none.</summary>
    public int? Day { get; private set; }

    public void Add(ReadOnlySpan<char> word, TokenKind kind)
    {
        var read = Read(word, kind);
        // "8 de octubre de 2024", "the 8th of October"
        if (read.Number == 0 && read.Month == 0 && word is "de" or "of" or "del" or "the")
            return;
        (_first, _second, _third) = (_second, _third, read);
        Day = null;
        if (IsYear(_third.Number))
        {
            if (_second.Month > 0)
                Complete(_third.Number, _second.Month, _first.Number);
            else if (_first.Month > 0)
                Complete(_third.Number, _first.Month, _second.Number);
            else if (_first.Number > 12 && _second.Number is >= 1 and <= 12)
                Complete(_third.Number, _second.Number, _first.Number);
            else if (_second.Number > 12 && _first.Number is >= 1 and <= 12)
                Complete(_third.Number, _first.Number, _second.Number);
        }
        else if (IsYear(_first.Number) && _first.Digits == 4 && _second.Digits == 2 && _third.Digits == 2)
        {
            Complete(_first.Number, _second.Number, _third.Number);
        }
    }

    /// <summary>The date in a URL's path: /2024/10/08/, /2024/oct/08/, 2024-10-08, 20241008. Days since 1970-01-01; null for none.</summary>
    public static int? OfUrl(string? url)
    {
        if (url is null)
            return null;
        for (var i = 8; i + 8 <= url.Length; i++)
        {
            if (url[i] is not ('1' or '2') || char.IsAsciiLetterOrDigit(url[i - 1]) || !TryNumber(url, i, 4, out var year) || !IsYear(year))
                continue;
            var compact = char.IsAsciiDigit(url[i + 4]);
            var at = compact ? i + 4 : i + 5;
            if (!compact && url[i + 4] is not ('/' or '-' or '_'))
                continue;
            int month;
            if (TryNumber(url, at, 2, out month))
                at += 2;
            else if (!compact && TryNumber(url, at, 1, out month))
                at += 1;
            else if (!compact && at + 3 <= url.Length && Months.TryGetValue(url.AsSpan(at, 3), out month))
                at += 3;
            else
                continue;
            if (!compact)
            {
                if (at >= url.Length || url[at] is not ('/' or '-' or '_'))
                    continue;
                at++;
            }

            if (!TryNumber(url, at, 2, out var day))
            {
                if (compact || !TryNumber(url, at, 1, out day))
                    continue;
                at++;
            }
            else
            {
                at += 2;
            }

            if ((at == url.Length || !char.IsAsciiDigit(url[at])) && Of(year, month, day) is { } found)
                return found;
        }

        return null;
    }

    private static bool TryNumber(string text, int at, int length, out int number)
    {
        number = 0;
        if (at + length > text.Length)
            return false;
        for (var i = at; i < at + length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                return false;
            number = (number * 10) + text[i] - '0';
        }

        return true;
    }

    private static bool IsYear(int number) => number is >= FirstYear and <= LastYear;

    private static int? Of(int year, int month, int day) =>
        IsYear(year) && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber : null;

    private static Word Read(ReadOnlySpan<char> word, TokenKind kind)
    {
        if (kind == TokenKind.Number)
        {
            var number = 0;
            var digits = 0;
            foreach (var c in word)
            {
                if (!char.IsAsciiDigit(c) || digits == 8)
                    break;
                number = (number * 10) + c - '0';
                digits++;
            }

            var ordinal = word.Length - digits;
            return ordinal == 0 || (ordinal == 2 && word[digits..] is "st" or "nd" or "rd" or "th") ? new Word(number, digits, 0) : default;
        }

        return kind is TokenKind.Word or TokenKind.Acronym && word.Length >= 3 && Months.TryGetValue(word, out var month) ? new Word(0, 0, month) : default;
    }

    private void Complete(int year, int month, int day) => Day = Of(year, month, day);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Word(int Number, int Digits, int Month);
}
