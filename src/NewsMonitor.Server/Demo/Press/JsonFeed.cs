using System.Text.Json;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>JSON Feed 1.1.</summary>
internal static class JsonFeed
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Write(Outlet outlet, IReadOnlyList<DemoArticle> items) => JsonSerializer.Serialize(
        new
        {
            version = "https://jsonfeed.org/version/1.1",
            title = outlet.Name,
            home_page_url = outlet.Site,
            language = "en",
            items = items.Select(article => new
            {
                id = outlet.Guid(article),
                url = outlet.Link(article),
                title = article.Title,
                content_html = FeedDocument.Html(article),
                date_published = article.Published,
            }),
        },
        Indented);
}
