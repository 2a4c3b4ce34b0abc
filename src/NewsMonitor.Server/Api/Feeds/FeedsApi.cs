using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.Discovery;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Wiring;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Feeds;

/// <summary><c>/api/v1/feeds</c>: what is watched.</summary>
internal static class FeedsApi
{
    public static void MapFeeds(this RouteGroupBuilder api)
    {
        var feeds = api.MapGroup("/feeds").WithTags("feeds");
        feeds.MapPost("", AddAsync).WithName("addFeed").WithSummary("Watches a feed. A feed that is watched already is answered as it is.")
            .ProducesProblem(409).ProducesProblem(422);
        feeds.MapGet("", ListAsync).WithName("listFeeds").WithSummary("Feeds in the order of their ids.").Opens(ApiScope.Read);
        feeds.MapGet("/{id}", GetAsync).WithName("getFeed").WithSummary("A feed: last status, next poll and why.").ProducesProblem(404).Opens(ApiScope.Read);
        feeds.MapPatch("/{id}", ChangeAsync).WithName("changeFeed").WithSummary("Changes title, tags or full text, pauses or goes on.").ProducesProblem(404);
        feeds.MapDelete("/{id}", RemoveAsync).WithName("removeFeed").WithSummary("Stops watching. Its articles stay.").ProducesProblem(404);
        feeds.MapPost("/{id}/poll", PollAsync).WithName("pollFeed").WithSummary("Polls now, and answers what that brought.").ProducesProblem(404);
        feeds.MapFeedHistory();
        feeds.MapFeedAccess();
        feeds.MapFeedDiscovery();
        feeds.MapOpml();
    }

    private static async Task<Results<Created<FeedBody>, Ok<FeedBody>, ProblemHttpResult>> AddAsync(
        NewFeedBody body, IFeedStore store, FeedDiscovery discovery, PipelineWakes wakes, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (body.Discover is true)
        {
            FeedLimits.Check(body.Title, body.Tags);
            var (url, problem) = await FeedDiscoveryApi.OnlyAsync(discovery, body.Url, cancellationToken);
            if (problem is not null)
                return problem;
            body = body with { Url = url! };
        }

        var (feed, added) = await store.AddAsync(body.ToNewFeed(clock.GetUtcNow()), cancellationToken);
        if (!added)
            return NotApplied(body, feed) ?? (Results<Created<FeedBody>, Ok<FeedBody>, ProblemHttpResult>)TypedResults.Ok(FeedBody.From(feed));
        await wakes.FeedDueAsync(feed, cancellationToken);
        return TypedResults.Created($"/api/v1/feeds/{feed.Id}", FeedBody.From(feed));
    }

    /// <summary>A feed that is watched is left as it is; whoever asked for what changes its requests must not think that they got it.</summary>
    private static ProblemHttpResult? NotApplied(NewFeedBody body, Feed feed) => body switch
    {
        { Access: not null } => Create(
            StatusCodes.Status409Conflict, $"The feed is watched already, as '{feed.Id}', and was left as it is: set its credentials with PUT /api/v1/feeds/{feed.Id}/access.", ("field", "access")),
        { FullText: { } wanted } when wanted != feed.FullText => Create(
            StatusCodes.Status409Conflict, $"The feed is watched already, as '{feed.Id}', and was left as it is: change fullText with PATCH /api/v1/feeds/{feed.Id}.", ("field", "fullText")),
        _ => null,
    };

    private static async Task<Ok<PageBody<FeedBody>>> ListAsync(string? cursor, int? limit, IFeedStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.ListAsync(Paging.Request(cursor, limit), cancellationToken)).ToBody(FeedBody.From));

    private static async Task<Results<Ok<FeedBody>, ProblemHttpResult>> GetAsync(string id, IFeedStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } feed ? TypedResults.Ok(FeedBody.From(feed)) : NotFound("feed", id);

    private static async Task<Results<Ok<FeedBody>, ProblemHttpResult>> ChangeAsync(
        string id, FeedChangeBody body, IFeedStore store, PipelineWakes wakes, CancellationToken cancellationToken)
    {
        FeedLimits.Check(body.Title, body.Tags);
        if (await store.ChangeAsync(id, new FeedChange(body.Title?.Trim(), body.Tags, body.Paused, body.FullText), cancellationToken) is not { } feed)
            return NotFound("feed", id);
        if (body.Paused is false)
            await wakes.FeedDueAsync(feed, cancellationToken);
        return TypedResults.Ok(FeedBody.From(feed));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, IFeedStore store, CancellationToken cancellationToken) =>
        await store.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : NotFound("feed", id);

    private static async Task<Results<Ok<PollBody>, ProblemHttpResult>> PollAsync(
        string id, HttpContext context, IFeedStore store, PollNow polls, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Asked first: a grain is activated by any key, also by one that somebody made up.
        if (await store.FindAsync(id, cancellationToken) is not { } feed)
            return NotFound("feed", id);
        try
        {
            return await polls.PollAsync(feed, cancellationToken) is { } poll
                ? TypedResults.Ok(PollBody.From(poll))
                : NotFound("feed", id);
        }
        catch (HostBusyException e)
        {
            var wait = Math.Max(1, Math.Ceiling((e.Again - clock.GetUtcNow()).TotalSeconds));
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return Create(StatusCodes.Status503ServiceUnavailable, $"The feed was not polled: {e.Message}");
        }
    }
}
