using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Preview;

/// <summary>
/// Folds a text letter by letter, without taking it apart into words: what a word of it folds to, stands in what the text folds to. It gives up on texts in which
/// letters change one another (marks apart from their letters, Hangul in pieces, surrogates), for then that is not so.
/// </summary>
internal static class LetterFolding
{
    private const int Longest = 3;

    // What each letter folds to where it stands alone; Changing for those that do not. Filled as letters are met.
    private static readonly string?[] Known = new string?[char.MaxValue + 1];
    private static readonly string Changing = new('?', Longest + 1);

    /// <param name="text">As it was stored.</param>
    /// <param name="folded">Takes it; made longer when it is too short.</param>
    /// <returns>How much of it was written; -1 when it gave up.</returns>
    public static int Fold(ReadOnlySpan<char> text, ref char[] folded)
    {
        if (folded.Length < text.Length * Longest)
            folded = new char[text.Length * Longest];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsAscii(c))
            {
                // Single letters with dots between them are one word.
                if (c != '.')
                    folded[length++] = char.ToLowerInvariant(c);
                continue;
            }

            var one = Known[c] ??= Of(c);
            if (one.Length > Longest)
                return -1;
            one.CopyTo(folded.AsSpan(length));
            length += one.Length;
        }

        return length;
    }

    private static string Of(char c)
    {
        if (char.IsSurrogate(c))
            return Changing;
        var normalised = WordSegmenter.Normalise(c.ToString());
        var folded = Folding.Fold(normalised);
        return folded.Length > Longest || normalised.Any(PlainLetters.Joins) || folded.Any(PlainLetters.Joins) ? Changing : folded;
    }
}
