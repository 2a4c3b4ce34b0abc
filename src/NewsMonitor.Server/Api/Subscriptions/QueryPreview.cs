using NewsMonitor.Alerts.Queries;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Articles;
using NewsMonitor.Server.Api.Json;

namespace NewsMonitor.Server.Api.Subscriptions;

/// <summary>Runs a query over what has arrived last, exactly as the matcher would have.</summary>
internal sealed class QueryPreview(IFeedStore store, ArticleTexts texts)
{
    private const int MaximumLooked = 2_000;
    private const int MaximumItems = 50;

    /// <exception cref="InvalidInputException">The query cannot be understood; says where.</exception>
    public async Task<PreviewBody> RunAsync(string text, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var query = Parse(text);
        var looked = 0;
        var matched = 0;
        var items = new List<PreviewItemBody>();
        var feeds = new Dictionary<string, ArticleFeed?>(StringComparer.Ordinal);
        var page = new PageRequest(Limit: Paging.MaximumLimit);
        while (true)
        {
            var articles = await store.ListArticlesAsync(new ArticleFilter(Since: since), page, cancellationToken);
            foreach (var article in articles.Items)
            {
                looked++;
                if (query.Match(texts.Read(article, await FeedAsync(feeds, article.FeedId, cancellationToken))) is not { } match)
                    continue;
                matched++;
                if (items.Count < MaximumItems)
                    items.Add(new PreviewItemBody(ArticleBody.From(article), match.Condition is { } condition ? [.. match.Why, condition] : match.Why));
            }

            if (articles.Next is null || looked >= MaximumLooked)
                return new PreviewBody(query.Canonical, looked, matched, items);
            page = page with { Cursor = articles.Next };
        }
    }

    private async Task<ArticleFeed?> FeedAsync(Dictionary<string, ArticleFeed?> known, string id, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(id, out var feed))
        {
            feed = await store.FindAsync(id, cancellationToken) is { } found ? new ArticleFeed(found.Id, found.Title, found.Url, found.Tags) : null;
            known.Add(id, feed);
        }

        return feed;
    }

    private static Query Parse(string text)
    {
        try
        {
            return Query.Parse(text);
        }
        catch (QueryException e)
        {
            throw e.ForField("query");
        }
    }
}
