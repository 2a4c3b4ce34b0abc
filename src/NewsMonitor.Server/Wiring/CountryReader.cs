using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;
using NewsMonitor.Stories.Faces.Places;

namespace NewsMonitor.Server.Wiring;

/// <summary>Alerts asks, Stories knows.</summary>
internal sealed class CountryReader : IArticleCountries
{
    public IReadOnlyCollection<string> Find(Article article) => ArticleCountries.Find(article);
}
