using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// How often an anchor is expected in articles, relative to others: long words are rarer than short ones, any word is rarer than a language.
/// A guess is enough: it decides how many queries are asked in vain, never which ones match.
/// </summary>
internal static class AnchorCost
{
    /// <returns>Null when the query has to be asked of every article.</returns>
    public static AnchorSet? Cheapest(Query query) => QueryAnchors.Find(query.Root, Of);

    private static double Of(Anchor anchor) => anchor.Kind switch
    {
        AnchorKind.Language => 100_000,
        AnchorKind.Country or AnchorKind.Category or AnchorKind.Tag or AnchorKind.Feed => 20_000,
        // All words that begin so.
        AnchorKind.Prefix => 4000 / Math.Pow(Math.Min(anchor.Key.Length, 12), 2),
        AnchorKind.SourceLabel => 10_000 / (double)anchor.Key.Length,
        _ when WordSegmenter.StandsAlone(anchor.Key) => 50,
        _ => 1000 / Math.Pow(Math.Min(anchor.Key.Length, 12), 2),
    };
}
