namespace NewsMonitor.Stories.Review;

/// <summary>How sure second thoughts must be, in the units of <see cref="StoryOptions.Threshold"/>. Chosen by measuring: see the room's README.</summary>
internal sealed record ReviewWeights
{
    public static ReviewWeights Default { get; } = new();

    /// <summary>Articles of a story that are looked at.</summary>
    public int MostArticles { get; init; } = 200;

    /// <summary>Articles that leave a story at one time; the story is looked at again soon.</summary>
    public int MostLeaving { get; init; } = 20;

    /// <summary>How far an article's evidence for its own story must be below the threshold for it to leave with nowhere to go.</summary>
    public double LeaveBelow { get; init; } = 0.6;

    /// <summary>How far another story must be ahead for an article to go there.</summary>
    public double MoveMargin { get; init; } = 0.2;

    /// <summary>Mean evidence of a story's articles for another story, over the threshold, that makes the two one.</summary>
    public double MergeAbove { get; init; }

    /// <summary>More of it, for each e-fold of articles of the smaller story: a large mistake is worse than a small one.</summary>
    public double MergePerSize { get; init; } = 0.3;

    /// <summary>Share of the smaller story's articles that would join the larger one by themselves.</summary>
    public double MergeShare { get; init; } = 0.6;
}
