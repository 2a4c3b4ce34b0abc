using System.Globalization;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// Words of a text in any script. A word is a run of letters, digits and their marks. Scripts that are written without spaces (Han, kana,
/// Thai, Lao, Khmer, Burmese), and Hangul with its attached particles, give one word a character, so that a term of several characters is a
/// phrase of them and no dictionary decides where a word ends. Single letters with dots between them are one word (<c>U.S.</c> is <c>us</c>).
/// </summary>
public static class WordSegmenter
{
    private enum Kind
    {
        Other,
        Joined,
        Alone,
        Mark,
    }

    /// <summary>Compatibility forms made plain (NFKC, Unicode Standard Annex 15), half surrogate pairs replaced: the text that offsets refer to.</summary>
    public static string Normalise(string text)
    {
        if (PlainLetters.AreAll(text))
            return text;
        // What the platform refuses to normalise.
        if (HasLoneSurrogate(text))
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKC);
    }

    /// <summary>The words of a text that <see cref="Normalise"/> returned, in order.</summary>
    public static IEnumerable<Word> Words(string text)
    {
        var end = 0;
        while (NextSpelling(text, ref end, out var start))
        {
            var folded = Folding.Fold(text.AsSpan(start, end - start));
            if (folded.Length > 0)
                yield return new Word(folded, start, end - start);
        }
    }

    /// <summary>Goes on to the next word of a text that <see cref="Normalise"/> returned, as it is written. What folds to nothing is none, which is seen only when it is folded.</summary>
    /// <param name="end">Where to go on, 0 to begin; then where the word ends.</param>
    /// <param name="start">Where it begins.</param>
    /// <returns>False when there is none.</returns>
    internal static bool NextSpelling(string text, ref int end, out int start)
    {
        while (end < text.Length)
        {
            if (char.IsAscii(text[end]) && !char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
                continue;
            }

            start = end;
            var kind = Next(text, ref end);
            if (kind is Kind.Other or Kind.Mark)
                continue;
            if (kind == Kind.Joined)
                end = EndOfJoined(text, start, end);
            else
                Skip(text, ref end, Kind.Mark);
            return true;
        }

        start = end;
        return false;
    }

    /// <summary>The folded words of what a person typed.</summary>
    public static string[] Fold(string text) => [.. Words(Normalise(text)).Select(word => word.Text)];

    /// <summary>Whether words of this kind of text are written without a space between them.</summary>
    public static bool StandsAlone(string word)
    {
        var end = 0;
        return word.Length > 0 && Next(word, ref end) == Kind.Alone;
    }

    private static int EndOfJoined(string text, int start, int end)
    {
        // A letter that another one follows is no single one.
        if ((end >= text.Length || !char.IsAsciiLetterOrDigit(text[end])) && DottedLetters(text, start, end) is { } dotted)
            return dotted;
        while (end < text.Length)
        {
            // Most of what is read.
            if (char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
                continue;
            }

            var next = end;
            if (Next(text, ref next) is not (Kind.Joined or Kind.Mark))
                break;
            end = next;
        }

        return end;
    }

    /// <summary>The end of <c>L.L</c> or more; null when there is no such thing here.</summary>
    private static int? DottedLetters(string text, int start, int end)
    {
        if (!IsSingleLetter(text, start, ref end))
            return null;
        int? found = null;
        while (end < text.Length && text[end] == '.')
        {
            var letter = end + 1;
            var after = letter;
            if (after >= text.Length || Next(text, ref after) != Kind.Joined || !IsSingleLetter(text, letter, ref after))
                break;
            end = after;
            found = end;
        }

        return found;
    }

    /// <summary>Whether a word of exactly one letter stands here; <paramref name="end"/> moves behind its marks.</summary>
    private static bool IsSingleLetter(string text, int start, ref int end)
    {
        Skip(text, ref end, Kind.Mark);
        if (!Rune.IsLetter(Rune.GetRuneAt(text, start)))
            return false;
        var next = end;
        return next >= text.Length || Next(text, ref next) != Kind.Joined;
    }

    private static void Skip(string text, ref int at, Kind kind)
    {
        while (at < text.Length)
        {
            var next = at;
            if (Next(text, ref next) != kind)
                return;
            at = next;
        }
    }

    private static Kind Next(string text, ref int at)
    {
        var c = text[at];
        if (c < 128)
        {
            at++;
            return char.IsAsciiLetterOrDigit(c) ? Kind.Joined : Kind.Other;
        }

        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            at++;
            return Kind.Other;
        }

        at += rune.Utf16SequenceLength;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => IsAlone(rune.Value) ? Kind.Alone : Kind.Joined,
            UnicodeCategory.DecimalDigitNumber => Kind.Joined,
            // Format characters (soft hyphen, joiners, direction marks) are invisible: they neither end a word nor count.
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => Kind.Mark,
            _ => Kind.Other,
        };
    }

    // Blocks of the Unicode Character Database, Blocks.txt.
    private static bool IsAlone(int rune) => rune switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F => true, // Burmese
        >= 0x1100 and <= 0x11FF => true, // Hangul jamo
        >= 0x1780 and <= 0x17FF => true, // Khmer
        >= 0x2E80 and <= 0x9FFF => true, // Han radicals, kana, bopomofo, Han
        >= 0xA960 and <= 0xA97F => true, // Hangul jamo
        >= 0xAA60 and <= 0xAA7F => true, // Burmese
        >= 0xAC00 and <= 0xD7FF => true, // Hangul
        >= 0xF900 and <= 0xFAFF => true, // Han
        >= 0x1AFF0 and <= 0x1B16F => true, // kana
        >= 0x20000 and <= 0x3FFFF => true, // Han
        _ => false,
    };

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                return true;
        }

        return false;
    }
}
