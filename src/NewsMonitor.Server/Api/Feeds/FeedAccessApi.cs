using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Feeds;
using NewsMonitor.Server.Wiring;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Feeds;

/// <summary><c>/api/v1/feeds/{id}/access</c>: credentials and headers, written and never read.</summary>
internal static class FeedAccessApi
{
    public static void MapFeedAccess(this RouteGroupBuilder feeds)
    {
        feeds.MapPut("/{id}/access", SetAsync).WithName("setFeedAccess")
            .WithSummary("Sets what the feed's own host is shown, and polls. No answer shows it again.").ProducesProblem(404);
        feeds.MapDelete("/{id}/access", RemoveAsync).WithName("removeFeedAccess").WithSummary("Shows the feed's host nothing any more.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<FeedBody>, ProblemHttpResult>> SetAsync(
        string id, FeedAccessBody body, IFeedStore store, PipelineWakes wakes, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } feed
            || await store.SetAccessAsync(id, body.ToAccess(feed.Url), clock.GetUtcNow(), cancellationToken) is not { } changed)
            return NotFound("feed", id);
        await wakes.FeedDueAsync(changed, cancellationToken);
        return TypedResults.Ok(FeedBody.From(changed));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string id, IFeedStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        await store.SetAccessAsync(id, null, clock.GetUtcNow(), cancellationToken) is null ? NotFound("feed", id) : TypedResults.NoContent();
}
