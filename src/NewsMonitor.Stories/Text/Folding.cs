using System.Globalization;
using System.Text;

namespace NewsMonitor.Stories.Text;

/// <summary>Brings letters to the form in which words are compared: lower case, without diacritics, spelling variants of one letter as one.</summary>
internal static class Folding
{
    private const char Dropped = '\0';

    // One entry a UTF-16 unit: 128 KB that make folding one look-up.
    private static readonly char[] Table = BuildTable();

    /// <summary>Letters that fold to two.</summary>
    private static readonly Dictionary<char, string> Pairs = new()
    {
        ['ß'] = "ss", ['ẞ'] = "ss", ['æ'] = "ae", ['Æ'] = "ae", ['œ'] = "oe", ['Œ'] = "oe", ['þ'] = "th", ['Þ'] = "th", ['ĳ'] = "ij", ['Ĳ'] = "ij",
        ['ﬁ'] = "fi", ['ﬂ'] = "fl", ['ﬀ'] = "ff",
    };

    /// <summary>Appends the folded form of <paramref name="c"/> to <paramref name="buffer"/> as far as there is room.</summary>
    /// <returns>The new length.</returns>
    public static int Append(char c, Span<char> buffer, int length)
    {
        if (c < 128)
        {
            if (length < buffer.Length)
                buffer[length++] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
            return length;
        }

        var folded = Table[c];
        if (folded != Dropped)
        {
            if (length < buffer.Length)
                buffer[length++] = folded;
            return length;
        }

        if (Pairs.TryGetValue(c, out var pair) && length + 1 < buffer.Length)
        {
            buffer[length++] = pair[0];
            buffer[length++] = pair[1];
        }

        return length;
    }

    /// <summary>True for a mark that belongs to the letter before it and is dropped (accents, Arabic vowel signs, tatweel).</summary>
    public static bool IsMark(char c) => c >= 0x300 && (c == 'ـ' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark);

    private static char[] BuildTable()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            var c = (char)i;
            if (IsMark(c) || char.IsSurrogate(c))
                continue;
            table[i] = char.ToLowerInvariant(c);
            // Latin, Greek and Cyrillic letters with accents; й and ї are letters of their own and stay.
            if (c is >= 'À' and <= 'ӿ' or >= 'Ḁ' and <= 'ỿ' && c is not ('й' or 'Й' or 'ї' or 'Ї'))
            {
                var parts = c.ToString().Normalize(NormalizationForm.FormD);
                if (parts.Length > 1)
                    table[i] = char.ToLowerInvariant(parts[0]);
            }
            else if (c is >= '\uFF01' and <= '\uFF5E')
            {
                // Full-width forms.
                table[i] = char.ToLowerInvariant((char)(c - 0xFEE0));
            }
        }

        foreach (var (from, to) in ((char, char)[])[
            ('ø', 'o'), ('Ø', 'o'), ('ł', 'l'), ('Ł', 'l'), ('đ', 'd'), ('Đ', 'd'), ('ð', 'd'), ('Ð', 'd'), ('ı', 'i'), ('İ', 'i'), ('ħ', 'h'), ('Ħ', 'h'),
            ('ё', 'е'), ('Ё', 'е'), ('أ', 'ا'), ('إ', 'ا'), ('آ', 'ا'), ('ٱ', 'ا'), ('ى', 'ي'), ('ة', 'ه'), ('ؤ', 'و'), ('ئ', 'ي')])
            table[from] = to;
        foreach (var c in "ßẞæÆœŒþÞĳĲﬁﬂﬀ")
            table[c] = Dropped;
        return table;
    }
}
