using NewsMonitor.Model;

namespace NewsMonitor.Stories.Faces.Places;

/// <summary>Which countries an article names, for others who read articles.</summary>
public static class ArticleCountries
{
    /// <returns>ISO 3166-1 alpha-2 in upper case, each once: countries that the whole article mentions by their names, people and capitals.</returns>
    public static IReadOnlyCollection<string> Find(Article article) => CountryFinder.Find(article, int.MaxValue);
}
