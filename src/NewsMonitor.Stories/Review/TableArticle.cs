using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <param name="Others">Stories other than its own that it might belong to.</param>
/// <param name="Copy">What it is a copy of in another story; null for nothing.</param>
internal sealed record TableArticle(ArticleQuery Query, bool Pinned, ActiveStory[] Others, CopyMatch? Copy)
{
    public string Id => Query.Article.Id;

    public bool Equals(TableArticle? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}
