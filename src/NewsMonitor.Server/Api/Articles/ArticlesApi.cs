using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Feeds;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Stories;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Articles;

/// <summary><c>/api/v1/articles</c>: what the feeds brought.</summary>
internal static class ArticlesApi
{
    public static void MapArticles(this RouteGroupBuilder api)
    {
        var articles = api.MapGroup("/articles").WithTags("articles");
        articles.MapGet("", ListAsync).WithName("listArticles")
            .WithSummary("Articles, newest arrival first: those with all words of q in title or text, of one feed, arrived since a time.");
        articles.MapGet("/{id}", GetAsync).WithName("getArticle").WithSummary("An article, its story and why it is there.").ProducesProblem(404);
    }

    private static async Task<Ok<PageBody<ArticleBody>>> ListAsync(
        string? q, string? feed, Instant? since, string? cursor, int? limit, IFeedStore store, CancellationToken cancellationToken)
    {
        var filter = new ArticleFilter(SearchText.Check(q), feed, since?.Time);
        return TypedResults.Ok((await store.ListArticlesAsync(filter, Paging.Request(cursor, limit), cancellationToken)).ToBody(ArticleBody.From));
    }

    private static async Task<Results<Ok<ArticleDetailBody>, ProblemHttpResult>> GetAsync(
        string id, IFeedStore feeds, IStoryStore stories, CancellationToken cancellationToken) =>
        await feeds.FindArticleAsync(id, cancellationToken) is { } article
            ? TypedResults.Ok(ArticleDetailBody.From(article, await stories.AssignmentAsync(id, cancellationToken)))
            : NotFound("article", id);
}
