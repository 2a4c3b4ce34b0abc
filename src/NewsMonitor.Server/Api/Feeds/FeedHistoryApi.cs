using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Feeds;

/// <summary><c>/api/v1/feeds/{id}/polls</c>: the latest polls of a feed.</summary>
internal static class FeedHistoryApi
{
    public static void MapFeedHistory(this RouteGroupBuilder feeds) =>
        feeds.MapGet("/{id}/polls", ListAsync).WithName("listFeedPolls")
            .WithSummary("The latest polls of a feed, latest first, as many as NewsMonitor:Feeds:HistoryPolls keeps.").ProducesProblem(404).Opens(ApiScope.Read);

    private static async Task<Results<Ok<PageBody<FeedPollRecordBody>>, ProblemHttpResult>> ListAsync(
        string id, string? cursor, int? limit, IFeedStore store, FeedOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var page = Paging.Request(cursor, limit);
        return await store.FindAsync(id, cancellationToken) is { } feed
            ? TypedResults.Ok((await store.PollsAsync(feed.Id, options.HistoryPolls, clock.GetUtcNow() - options.HistoryAge, page, cancellationToken)).ToBody(FeedPollRecordBody.From))
            : NotFound("feed", id);
    }
}

/// <summary>A poll that was made.</summary>
/// <param name="At">When it ended.</param>
/// <param name="DurationMilliseconds">From the first byte sent to the last one read, redirects included.</param>
/// <param name="HttpStatus">Null when there was no answer.</param>
/// <param name="Bytes">Of the body, as sent.</param>
/// <param name="NewArticles">Articles not seen before.</param>
/// <param name="ChangedArticles">Articles that their outlet edited.</param>
/// <param name="Error">What went wrong, in words; null when all was well.</param>
internal sealed record FeedPollRecordBody(
    DateTimeOffset At, FeedStatus Status, int? HttpStatus, double DurationMilliseconds, long Bytes, int NewArticles, int ChangedArticles, string? Error)
{
    public static FeedPollRecordBody From(PollRecord poll) =>
        new(poll.At, poll.Status, poll.HttpStatus, poll.Duration.TotalMilliseconds, poll.Bytes, poll.New, poll.Changed, poll.Error);
}
