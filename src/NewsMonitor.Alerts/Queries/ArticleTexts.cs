using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Queries;

/// <summary>Reads articles for queries, with what the rest of the program knows of them.</summary>
public sealed class ArticleTexts(IArticleCountries countries)
{
    /// <param name="feed">Null when it is not known (any more).</param>
    public ArticleText Read(Article article, ArticleFeed? feed) => new(article, feed, countries);

    /// <summary>As one query sees the article.</summary>
    /// <param name="feed">Null when it is not known, or the query does not ask for it.</param>
    /// <param name="asked">The words of the query.</param>
    internal ArticleText Read(Article article, ArticleFeed? feed, AskedWords asked) => new(article, feed, countries, asked);
}
