using System.Collections.Immutable;

namespace NewsMonitor.Alerts.Queries;

/// <summary>Reads a term or a phrase with its wildcards.</summary>
internal static class QueryWords
{
    /// <summary>Letters and digits that stand before a star at least: fewer would be the beginning of a large part of all words.</summary>
    public const int LeastPrefix = 2;

    /// <param name="mistake">Where a star is wrong, from 0, and what was expected there; null when none is.</param>
    /// <returns>The words, folded.</returns>
    public static ImmutableArray<QueryWord> Read(string text, out (int At, string Message)? mistake)
    {
        var words = ImmutableArray.CreateBuilder<QueryWord>();
        mistake = null;
        var from = 0;
        for (var star = Star(text, 0); star >= 0; from = star + 1, star = Star(text, from))
        {
            var piece = WordSegmenter.Normalise(text[from..star]);
            var found = WordSegmenter.Words(piece).ToArray();
            if (found.Length == 0 || found[^1].Start + found[^1].Length != piece.Length)
                mistake = (star, "'*' stands directly after the beginning of a word, as in elect*.");
            else if (WordSegmenter.Words(WordSegmenter.Normalise(text[(star + 1)..])).Select(word => word.Start).FirstOrDefault(-1) == 0)
                mistake = (star, "'*' stands at the end of a word only, as in elect*.");
            else if (!WordSegmenter.StandsAlone(found[^1].Text) && found[^1].Text.Length < LeastPrefix)
                mistake = (star, $"'{found[^1].Text}*' would be too many words; expected {LeastPrefix} letters or digits before the star at least.");
            if (mistake is not null)
                return [];
            words.AddRange(found[..^1].Select(word => new QueryWord(word.Text)));
            // Where a character is a word, a term is found inside longer words as it is.
            words.Add(new QueryWord(found[^1].Text, IsPrefix: !WordSegmenter.StandsAlone(found[^1].Text)));
        }

        words.AddRange(WordSegmenter.Fold(text[from..]).Select(word => new QueryWord(word)));
        return words.ToImmutable();
    }

    private static int Star(string text, int from) => text.IndexOfAny(['*', '＊'], from);
}
