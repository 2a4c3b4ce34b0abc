using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Faces;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Stories;

/// <summary><c>/api/v1/stories</c>: what happened, by as many articles as report it.</summary>
internal static class StoriesApi
{
    // A story shows so many of its merges, splits and moves, the latest.
    private const int MostChanges = 100;

    public static void MapStories(this RouteGroupBuilder api)
    {
        var stories = api.MapGroup("/stories").WithTags("stories");
        stories.MapGet("", ListAsync).WithName("listStories")
            .WithSummary("Stories, latest first: those with all words of q in headline or titles, with news since a time, with that many sources.").Opens(ApiScope.Read);
        stories.MapGet("/{id}", GetAsync).WithName("getStory").WithSummary(
                "A story, its articles and why each is in it, what was merged and split, and stories of other languages about the same event. The id of a merged story answers the story that it went up into; Content-Location names that.")
            .ProducesProblem(404).Opens(ApiScope.Read);
        stories.MapStoryChanges();
    }

    private static async Task<Ok<PageBody<StoryBody>>> ListAsync(
        string? q, Instant? since, int? minSources, string? cursor, int? limit, IStoryStore store, StoryOptions options, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (minSources < 1)
            throw new InvalidInputException("minSources", $"minSources is {minSources}; it must be 1 or more.");
        var filter = new StoryFilter(SearchText.Check(q), since?.Time, minSources ?? 1);
        var now = clock.GetUtcNow();
        return TypedResults.Ok((await store.ListAsync(filter, Paging.Request(cursor, limit), cancellationToken))
            .ToBody(story => StoryBody.From(story, StoryPhases.Of(story, now, options.Faces))));
    }

    private static async Task<Results<Ok<StoryDetailBody>, ProblemHttpResult>> GetAsync(
        string id, string? cursor, int? limit, IStoryStore store, IStoryChangeStore changes, IStoryLinkStore links, StoryOptions options, TimeProvider clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var page = Paging.Request(cursor, limit);
        if (await store.FindAsync(id, cancellationToken) is not { } story)
            return NotFound("story", id);
        // RFC 9110 section 8.7: what is answered is that resource.
        if (story.Id != id)
            response.Headers.ContentLocation = $"/api/v1/stories/{story.Id}";
        var articles = await store.ArticlesAsync(story.Id, page, cancellationToken);
        var changed = await changes.ChangesOfAsync(story.Id, MostChanges, cancellationToken);
        var linked = await links.LinksAsync(story.Id, cancellationToken);
        return TypedResults.Ok(new StoryDetailBody(
            StoryBody.From(story, StoryPhases.Of(story, clock.GetUtcNow(), options.Faces)),
            articles.ToBody(StoryArticleBody.From),
            [.. changed.Select(StoryChangeBody.Of)],
            [.. linked.Select(StoryLinkBody.From)]));
    }
}
