using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.FullText;

/// <summary>What a page says to its reader.</summary>
/// <param name="Text">Plain text, white space folded; empty when there is none to be told from the rest.</param>
/// <param name="Language">As the page declares it.</param>
internal sealed record PageText(string Text, string? Language)
{
    // Words this short say little of what an article is about.
    private const int ShortestWord = 4;

    /// <summary>Whether a page's text takes the place of the feed's: it must say more, and be about the same.</summary>
    /// <returns>Null when it does, else why not.</returns>
    public static string? Choose(Article article, PageText page, int minimumLength)
    {
        if (page.Text.Length < minimumLength)
            return "The page has no readable text.";
        if (page.Text.Length <= article.Text.Length)
            return "The page says no more than the feed.";
        // A wall (consent, login, "are you human") is text, too, but not the article's.
        var words = Words(article.Title);
        if (words.Count >= 3 && 4 * words.Count(word => page.Text.Contains(word, StringComparison.OrdinalIgnoreCase)) < words.Count)
            return "The page is about something else than the article.";
        return null;
    }

    /// <summary>What a title is about: its longer words; of scripts that leave no space between words, what may be one.</summary>
    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var script = i < text.Length ? ScriptOf(text[i]) : Script.None;
            if (i > start && script == ScriptOf(text[start]))
                continue;
            if (i > start)
                Add(words, text[start..i], ScriptOf(text[start]));
            start = i;
        }

        return words;
    }

    private static void Add(HashSet<string> words, string run, Script script)
    {
        if (script == Script.Spaced && run.Length >= ShortestWord)
            words.Add(run);
        var length = script == Script.Han ? 2 : script == Script.SouthEast ? ShortestWord : int.MaxValue;
        for (var i = 0; i <= run.Length - length; i++)
        {
            // Hiragana are mostly endings and particles, which any page has.
            if (run.AsSpan(i, length).ContainsAnyExceptInRange('\u3040', '\u309F'))
                words.Add(run.Substring(i, length));
        }
    }

    private static Script ScriptOf(char c) => c switch
    {
        // Kana, Han; Thai and Lao, Burmese, Khmer.
        (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or '\u3005'
            => c == '\u30FB' ? Script.None : Script.Han,
        (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') => Script.SouthEast,
        _ => char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? Script.Spaced : Script.None,
    };

    private enum Script
    {
        None,
        Spaced,
        Han,
        SouthEast,
    }
}
