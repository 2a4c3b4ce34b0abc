using System.Globalization;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// Letters that normalising (NFKC) leaves as they are, whatever stands beside them: most texts have no others, and finding that out takes a fraction of the time that
/// normalising does.
/// </summary>
internal static class PlainLetters
{
    private const byte Plain = 1;
    private const byte Other = 2;

    // Filled as letters are met; 0 for those that were not yet.
    private static readonly byte[] Kinds = new byte[char.MaxValue + 1];

    public static bool AreAll(ReadOnlySpan<char> text)
    {
        for (var at = 0; text[at..].IndexOfAnyExceptInRange('\0', '\x7F') is >= 0 and var ascii; at++)
        {
            at += ascii;
            if (KindOf(text[at]) == Other)
                return false;
        }

        return true;
    }

    /// <summary>Whether it may become one with what stands before it (Unicode Standard Annex 15, "quick check"): marks, and pieces of Hangul.</summary>
    public static bool Joins(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        || c is (>= '\u1100' and <= '\u11FF') or (>= '\uA960' and <= '\uA97F') or (>= '\uD7B0' and <= '\uD7FF');

    private static byte KindOf(char c)
    {
        if (Kinds[c] == 0)
            Kinds[c] = char.IsSurrogate(c) || c >= '\uFFFE' || Joins(c) || c.ToString().Normalize(NormalizationForm.FormKC)[0] != c ? Other : Plain;
        return Kinds[c];
    }
}
