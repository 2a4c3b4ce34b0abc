using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
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
            .WithSummary("Articles, newest arrival first: those with all words of q in title or text, of one feed, arrived since a time, set aside or not.").Opens(ApiScope.Read);
        articles.MapGet("/{id}", GetAsync).WithName("getArticle").WithSummary("An article, its story and why it is there.").ProducesProblem(404).Opens(ApiScope.Read);
        articles.MapPost("/{id}/retry", RetryAsync).WithName("retryArticle")
            .WithSummary("Has the story engine try an article again that was set aside.").ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Ok<PageBody<ArticleBody>>> ListAsync(
        string? q, string? feed, Instant? since, bool? setAside, string? cursor, int? limit, IFeedStore store, CancellationToken cancellationToken)
    {
        var filter = new ArticleFilter(SearchText.Check(q), feed, since?.Time, SetAside: setAside);
        return TypedResults.Ok((await store.ListArticlesAsync(filter, Paging.Request(cursor, limit), cancellationToken)).ToBody(ArticleBody.From));
    }

    private static async Task<Results<Accepted<ArticleBody>, ProblemHttpResult>> RetryAsync(
        string id, IFeedStore feeds, IStoryStore stories, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await feeds.FindArticleAsync(id, cancellationToken) is not { } article)
            return NotFound("article", id);
        if (await stories.RetryAsync(id, cancellationToken) is not { } language)
            return Create(StatusCodes.Status409Conflict, $"The article '{id}' is not set aside.");
        await grains.GetGrain<IStoryIndexGrain>(language).WakeAsync(cancellationToken);
        return TypedResults.Accepted($"/api/v1/articles/{id}", ArticleBody.From(article with { SetAside = null }));
    }

    private static async Task<Results<Ok<ArticleDetailBody>, ProblemHttpResult>> GetAsync(
        string id, IFeedStore feeds, IStoryStore stories, CancellationToken cancellationToken) =>
        await feeds.FindArticleAsync(id, cancellationToken) is { } article
            ? TypedResults.Ok(ArticleDetailBody.From(article, await stories.AssignmentAsync(id, cancellationToken)))
            : NotFound("article", id);
}
