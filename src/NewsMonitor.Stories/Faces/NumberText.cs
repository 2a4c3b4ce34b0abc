using System.Globalization;

namespace NewsMonitor.Stories.Faces;

/// <summary>Reads numbers as the tokenizer leaves them: group separators dropped, a point before decimals, a suffix perhaps (<c>31m</c>).</summary>
internal static class NumberText
{
    /// <returns>The value, times a million for <c>m</c> and so on; false when the suffix makes it something else (<c>5th</c>, <c>4x4</c>).</returns>
    public static (double Value, bool IsPlain) Parse(ReadOnlySpan<char> token)
    {
        var end = 0;
        while (end < token.Length && (char.IsAsciiDigit(token[end]) || token[end] == '.'))
            end++;
        if (!double.TryParse(token[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return (0, false);
        return token[end..] switch
        {
            "" => (value, true),
            "k" => (value * 1e3, true),
            "m" or "mn" or "mln" => (value * 1e6, true),
            "bn" or "mrd" or "mld" => (value * 1e9, true),
            "tn" => (value * 1e12, true),
            _ => (value, false),
        };
    }
}
