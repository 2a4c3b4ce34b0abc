using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace NewsMonitor.Feeds.Parsing.Charsets;

/// <summary>How one language looks in characters beyond ASCII: enough to tell its text from the same bytes under a wrong charset.</summary>
/// <param name="charsets">The charsets that it is written in, the more usual one first.</param>
/// <param name="frequent">Its letters beyond ASCII in lower case, the more frequent ones first; of a script with thousands, those met most.</param>
/// <param name="rarer">The first and last character of a script whose other characters are legitimate too, if rarer.</param>
internal sealed class Writing(string charsets, string frequent, string rarer = "")
{
    // Marks that every language writes: they speak neither for nor against one.
    private const string Marks = "\u00a0«»“”‘’„‚–—…·•€£§°©®™№¿¡º´、。・「」『』（）《》，！？：；";

    private readonly FrozenDictionary<char, double> _weights =
        frequent.Distinct().Index().ToFrozenDictionary(static letter => letter.Item, letter => 1.5 - (1.0 * letter.Index / frequent.Length));

    public string[] Charsets { get; } = charsets.Split(' ');

    /// <summary>
    /// The mean likelihood of the characters beyond ASCII, about 1 for text of the language and below 0 for other text; and their sum, which
    /// tells how much text says so.
    /// </summary>
    public (double Mean, double Sum) Likelihood(ReadOnlySpan<char> text)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
                continue;
            var (before, after) = (i > 0 ? text[i - 1] : ' ', i + 1 < text.Length ? text[i + 1] : ' ');
            if (Marks.Contains(c, StringComparison.Ordinal))
            {
                // Outside of words they are no evidence, inside of them it is strong: "k³opot".
                if (char.IsLetter(before) && char.IsLetter(after) && c is not ('’' or '·' or '、' or '。' or '・'))
                    (sum, count) = (sum - 2, count + 1);
                continue;
            }

            sum += Of(c, before, after);
            count++;
        }

        return count == 0 ? default : (sum / count, sum);
    }

    private double Of(char c, char before, char after)
    {
        if (c is '\ufffd' or (>= '\u0080' and < '\u00a0') or (>= '\ue000' and < '\uf900') || char.IsSurrogate(c))
            return -4;
        if (!char.IsLetter(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            return char.IsLetter(before) && char.IsLetter(after) ? -2 : -0.3;
        if (!_weights.TryGetValue(c, out var likely) && !_weights.TryGetValue(char.ToLowerInvariant(c), out likely))
            likely = rarer.Length == 2 && c >= rarer[0] && c <= rarer[1] ? 0 : -2;
        // Words are not written "пРИВЕТ", and not in two scripts.
        if (char.IsUpper(c) && char.IsLower(before))
            likely -= 1.5;
        if (c >= '\u0250' && c < '\u1e00' && (char.IsAsciiLetter(before) || char.IsAsciiLetter(after)))
            likely -= 2;
        return likely;
    }
}
