using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Queries;

/// <summary>Which countries an article names. Given by the program: who reads articles knows.</summary>
public interface IArticleCountries
{
    /// <returns>ISO 3166-1 alpha-2, in upper case.</returns>
    IReadOnlyCollection<string> Find(Article article);
}
