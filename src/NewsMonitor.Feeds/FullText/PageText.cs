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

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetter(text[i]) || CharUnicodeInfo.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark);
            if (inside && start < 0)
                start = i;
            if (!inside && start >= 0)
            {
                if (i - start >= ShortestWord)
                    words.Add(text[start..i]);
                start = -1;
            }
        }

        return words;
    }
}
