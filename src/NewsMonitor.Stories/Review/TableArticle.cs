using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>An article on the <see cref="ReviewTable"/>.</summary>
internal sealed class TableArticle(ArticleQuery query, bool pinned, Evidence[] others, CopyMatch? copy)
{
    public string Id => Query.Article.Id;

    public ArticleQuery Query { get; } = query;

    /// <summary>True when an operator put it where it is.</summary>
    public bool Pinned { get; } = pinned;

    /// <summary>Stories other than its own that it might belong to, with what speaks for them.</summary>
    public Evidence[] Others { get; } = others;

    /// <summary>What it is a copy of in another story; null for nothing.</summary>
    public CopyMatch? Copy { get; } = copy;

    /// <summary>Articles of its own story that are copies of it, or it of them.</summary>
    public List<(TableArticle Article, CopyLikeness Likeness)> Copies { get; } = [];

    /// <summary>Articles as they arrived.</summary>
    public static Comparer<TableArticle> ByArrival { get; } = Comparer<TableArticle>.Create((a, b) =>
        a.Query.Article.Arrived != b.Query.Article.Arrived ? a.Query.Article.Arrived.CompareTo(b.Query.Article.Arrived) : string.CompareOrdinal(a.Id, b.Id));
}
