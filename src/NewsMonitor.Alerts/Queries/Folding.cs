using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// Makes spellings comparable: lower case, accents and vowel points dropped. Marks that are letters of their script (Indic vowels, Thai
/// tones, the voicing of kana) stay.
/// </summary>
internal static class Folding
{
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (Ascii.IsValid(word))
        {
            Span<char> plain = word.Length <= 64 ? stackalloc char[word.Length] : new char[word.Length];
            return new string(plain[..FoldAscii(word, plain)]);
        }

        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsDropped(rune.Value))
                Append(folded, rune);
        }

        // Again: a capital that decomposes has its plain capital only now.
        return folded.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormC);
    }

    /// <param name="word">Nothing but ASCII.</param>
    /// <param name="plain">At least as long.</param>
    /// <returns>How much of it was written.</returns>
    public static int FoldAscii(ReadOnlySpan<char> word, Span<char> plain)
    {
        var length = 0;
        foreach (var c in word)
        {
            if (c != '.')
                plain[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }

    private static bool IsDropped(int rune) => rune switch
    {
        '.' => true, // of dotted letters
        >= 0x0300 and <= 0x036F => true, // combining accents
        >= 0x0483 and <= 0x0489 => true, // Cyrillic titlo and others
        >= 0x0591 and <= 0x05C7 => true, // Hebrew points
        0x0640 => true, // Arabic tatweel
        >= 0x064B and <= 0x065F or 0x0670 or (>= 0x06D6 and <= 0x06ED) => true, // Arabic vowel points and marks
        >= 0x1AB0 and <= 0x1AFF or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE2F) => true,
        _ => Rune.GetUnicodeCategory(new Rune(rune)) == System.Globalization.UnicodeCategory.Format,
    };

    private static void Append(StringBuilder folded, Rune rune)
    {
        // Letters that Unicode does not decompose, written as their accentless spelling.
        var plain = rune.Value switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' or 'ð' => "d",
            'ł' => "l",
            'þ' => "th",
            'ħ' => "h",
            'ı' => "i",
            'ŧ' => "t",
            'ς' => "σ",
            // Ends of Arabic words that are as often written the other way.
            'ة' => "ه",
            'ى' => "ي",
            _ => null,
        };
        if (plain is not null)
            folded.Append(plain);
        else
            folded.Append(rune.ToString());
    }
}
