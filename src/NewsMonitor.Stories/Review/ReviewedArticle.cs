using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Review;

/// <summary>An article of a story that is looked at again.</summary>
/// <param name="Pinned">True when an operator put it where it is.</param>
public sealed record ReviewedArticle(AnalysedArticle Article, bool Pinned = false);
