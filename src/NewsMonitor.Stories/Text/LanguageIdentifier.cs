using System.Diagnostics.CodeAnalysis;

namespace NewsMonitor.Stories.Text;

/// <summary>
/// Tells an article's language from what is declared and what is written: scripts, function words, and the letters and endings that a
/// language has for itself. A declared tag is believed unless the text contradicts it clearly; feeds copy templates.
/// </summary>
public sealed class LanguageIdentifier
{
    /// <summary>Language that cannot be told.</summary>
    public const string Undetermined = "und";

    // About a hundred words: enough to be sure.
    private const int MaximumCharacters = 600;

    /// <summary>Evidence in points; a function word that only one language has is worth one.</summary>
    private const double LeastEvidence = 0.5;

    private const double EvidenceAgainstDeclared = 4;

    /// <param name="declared">What the feed or the document declares, a BCP 47 tag that may be wrong; null when nothing is declared.</param>
    /// <returns>A primary language subtag, <c>und</c> when it cannot be told.</returns>
    [SuppressMessage("Performance", "CA1822", Justification = "A service that others get injected: what it knows may come from outside one day.")]
    public string Identify(string? declared, string title, string text)
    {
        var tag = LanguageTag.Primary(declared);
        var scores = new LanguageScores();
        scores.Add(title.AsSpan(0, Math.Min(title.Length, MaximumCharacters)));
        scores.Add(text.AsSpan(0, Math.Min(text.Length, MaximumCharacters)));
        var (best, points, second) = scores.Best();
        if (tag is null)
            return points >= LeastEvidence && points > second && !scores.IsForeign(best) ? best : Undetermined;
        if (best == tag || best == Undetermined)
            return tag;
        if (!scores.MayBeWrittenLike(tag))
            return points > 0 ? best : tag;
        if (points < EvidenceAgainstDeclared || points < 2 * scores.Of(tag))
            return tag;
        // Of a language that is not scored, the tag is all there is: another must be as clear as its own texts are.
        return LanguageScores.Scores(tag) || !LanguageScores.Scores(best) || scores.IsClear(best) ? best : tag;
    }
}
