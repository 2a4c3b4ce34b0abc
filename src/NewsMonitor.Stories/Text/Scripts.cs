namespace NewsMonitor.Stories.Text;

/// <summary>Ranges of Unicode that are written without spaces between words.</summary>
internal static class Scripts
{
    public static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or >= '\uF900' and <= '\uFAFF' or '\u3005';

    public static bool IsKana(char c) => c is >= '\u3041' and <= '\u30FF' or >= '\uFF66' and <= '\uFF9D' && c is not ('\u30FB');

    public static bool IsKatakana(char c) => c is >= '\u30A1' and <= '\u30FC' && c is not '\u30FB';

    public static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7AF' or >= '\u1100' and <= '\u11FF';

    public static bool IsThai(char c) => c is >= '\u0E00' and <= '\u0EFF';

    /// <summary>True where a word's bounds do not show: such runs are read as overlapping pairs of characters.</summary>
    public static bool IsUnspaced(char c) => c >= '\u0E00' && (IsHan(c) || IsKana(c) || IsHangul(c) || IsThai(c));
}
