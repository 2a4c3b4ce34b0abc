using System.Buffers;

namespace NewsMonitor.Alerts.Preview;

/// <summary>
/// Whether a text may have one of some words: a look at its letters, which costs little beside taking it apart. It never says no where a word is there, and
/// says yes where one stands inside another. For one thread.
/// </summary>
/// <param name="words">Folded.</param>
internal sealed class LetterFilter(IReadOnlyCollection<string> words)
{
    // Does not change the letters and digits beside it: the marks that English text is written with.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0, 128).Select(c => (char)c), '\u2018', '\u2019', '\u201C', '\u201D', '\u2013', '\u2014', '\u2022', '\u00A0', '\u00AB', '\u00BB', '\u20AC', '\u00A3']);

    private readonly SearchValues<string> _words = SearchValues.Create([.. words.Distinct(StringComparer.Ordinal)], StringComparison.OrdinalIgnoreCase);
    private readonly bool _none = words.Count == 0;
    private char[] _folded = [];

    public bool MayHave(ReadOnlySpan<char> text)
    {
        if (_none)
            return false;
        // As they are: letters that are there by chance only cost a closer look.
        if (text.ContainsAny(_words))
            return true;
        if (!text.ContainsAnyExcept(Plain) && !HasDottedLetters(text))
            return false;
        var length = LetterFolding.Fold(text, ref _folded);
        return length < 0 || _folded.AsSpan(0, length).ContainsAny(_words);
    }

    /// <summary>U.S. is read as one word, us.</summary>
    private static bool HasDottedLetters(ReadOnlySpan<char> text)
    {
        for (var from = 1; from < text.Length - 1;)
        {
            var dot = text[from..^1].IndexOf('.');
            if (dot < 0)
                return false;
            dot += from;
            if (char.IsAsciiLetter(text[dot - 1]) && char.IsAsciiLetter(text[dot + 1]) && (dot < 2 || !char.IsAsciiLetterOrDigit(text[dot - 2])))
                return true;
            from = dot + 1;
        }

        return false;
    }
}
