using System.Collections.Immutable;
using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>
/// Second thoughts about a story, when the index knows more than it did when the articles came: merge it into another, let articles go to
/// another, or let them go. Decides only; the engine is left as it was. What it decides depends on the open stories alone, not on how they came
/// to be; a story that nothing has happened to since is left alone.
/// </summary>
public static class StoryReviewer
{
    /// <param name="engine">The index that the story is in, with its neighbours.</param>
    /// <param name="storyId">The story.</param>
    /// <param name="articles">All its articles or, of a large story, <see cref="StoryOptions.ReviewArticles"/> of the latest at least; in any order.</param>
    /// <param name="apart">Ids of stories that an operator told apart from this one; null for none.</param>
    /// <returns>What is to be changed, with reasons; empty for nothing. Made together or not at all.</returns>
    public static IReadOnlyList<StoryChangeProposal> Review(
        StoryEngine engine, string storyId, IReadOnlyList<ReviewedArticle> articles, IReadOnlySet<string>? apart = null)
    {
        if (engine.Index.Find(storyId) is not { } story || articles.Count == 0)
            return [];
        using var table = new ReviewTable(engine, story, Chosen(articles, engine.Options.ReviewArticles));
        var weights = ReviewWeights.Default;
        var others = apart ?? ImmutableHashSet<string>.Empty;
        if (new MergeReview(table, weights, others).Decide() is { } merge)
            return [merge];
        return new SplitReview(table, weights).Decide() is { } split ? [split] : new MoveReview(table, weights, others).Decide();
    }

    /// <summary>Of a very large story the latest articles: those before were looked at when they were the latest.</summary>
    private static IEnumerable<ReviewedArticle> Chosen(IReadOnlyList<ReviewedArticle> articles, int most) =>
        articles.OrderByDescending(a => a.Article.Arrived).ThenBy(a => a.Article.Id, StringComparer.Ordinal).Take(most);
}
