namespace NewsMonitor.Feeds;

/// <summary>
/// Tells an article's language: what this room needs of one that knows languages (the Stories room), so that an article arrives at the
/// right story index.
/// </summary>
public interface ILanguageTagger
{
    /// <param name="declared">What the feed or the entry declares, a BCP 47 tag that may be wrong; null when nothing is declared.</param>
    /// <returns>A primary language subtag, <c>und</c> when it cannot be told.</returns>
    string Tag(string? declared, string title, string text);
}
