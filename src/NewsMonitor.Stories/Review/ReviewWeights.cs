namespace NewsMonitor.Stories.Review;

/// <summary>How sure second thoughts must be, in the units of <see cref="StoryOptions.Threshold"/>. Chosen by measuring: see the room's README.</summary>
internal sealed record ReviewWeights
{
    public static ReviewWeights Default { get; } = new();

    /// <summary>Articles that leave a story at one time; the story is looked at again soon.</summary>
    public int MostLeaving { get; init; } = 10;

    /// <summary>How far an article's evidence for its own story must be below the threshold for it to leave with nowhere to go.</summary>
    public double LeaveBelow { get; init; } = 0.5;

    /// <summary>How far another story must be ahead for an article to go there.</summary>
    public double MoveMargin { get; init; } = 0.2;

    /// <summary>
    /// Mean evidence of a story's articles for another story, over the threshold, that makes the two one, for each e-fold of articles of the
    /// smaller: a large mistake is worse than a small one.
    /// </summary>
    public double MergePerSize { get; init; } = 0.3;

    /// <summary>Share of the smaller story's articles that would join the larger one by themselves.</summary>
    public double MergeShare { get; init; } = 0.6;

    /// <summary>How much more evidence the articles of each half of a story have for their own half than for the other, for the story to be two.</summary>
    public double SplitMargin { get; init; } = 2;

    /// <summary>
    /// Mean evidence for the other half, over the threshold, below which the halves are two stories: for each article of the smaller half beyond
    /// the first, in stories of whole articles. Of headlines none is tolerated.
    /// </summary>
    public double SplitPerArticle { get; init; } = 1;

    /// <summary>The most of that.</summary>
    public double SplitMost { get; init; } = 4;

    /// <summary>Words of a body with which an article is whole.</summary>
    public double WholeArticle { get; init; } = 150;

    /// <summary>Evidence over the threshold that articles may have for another group and yet not belong to it.</summary>
    public double Tolerated(int articles, IReadOnlyList<TableArticle> all) =>
        all.Average(a => Math.Min(1, a.Query.Article.BodyTerms / WholeArticle)) * Math.Min(SplitMost, SplitPerArticle * (articles - 1));

    /// <summary>How much further apart than for a merge two groups must be for a split: what was split is not merged at once.</summary>
    public double MergeCare { get; init; } = 0.5;
}
