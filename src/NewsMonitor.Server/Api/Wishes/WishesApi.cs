using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Alerts.Wishes;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Alerts;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Stories;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Wishes;

/// <summary>What people say of stories that were or will be told: mute, acknowledge, retract.</summary>
internal static class WishesApi
{
    // Whoever has an administrator's key.
    private const string Operator = "operator";

    public static void MapWishes(this RouteGroupBuilder api)
    {
        var stories = api.MapGroup("/stories").WithTags("stories");
        stories.MapPost("/{id}/mute", MuteAsync).WithName("muteStory")
            .WithSummary("Tells a subscriber nothing more of a story until a time or until it develops. A mute that is there is replaced.").ProducesProblem(404)
            .Opens(ApiScope.Subscriber);
        stories.MapDelete("/{id}/mute", UnmuteAsync).WithName("unmuteStory").WithSummary("Ends a mute; what it held is judged at once.").ProducesProblem(404)
            .Opens(ApiScope.Subscriber);
        stories.MapPost("/{id}/retract", RetractAsync).WithName("retractStory")
            .WithSummary("Says that a story is not so. Who was told of it is told of that, once; the first retraction stays.").ProducesProblem(404);
        api.MapGroup("/mutes").WithTags("stories").MapGet("", MutesAsync).WithName("listMutes").WithSummary("The stories that a subscriber muted, in the order of their ids.")
            .Opens(ApiScope.Read);
        api.MapGroup("/alerts").WithTags("alerts").MapPost("/{id}/acknowledge", AcknowledgeAsync).WithName("acknowledgeAlert")
            .WithSummary("Says that an alert was seen, and those that it tells of. The first time stays.").ProducesProblem(404)
            .Opens(ApiScope.Subscriber).Owned(Owned.Alert);
    }

    private static async Task<Results<Ok<MutedStoryBody>, ProblemHttpResult>> MuteAsync(
        string id, MuteBody body, Caller caller, StoryWishes wishes, CancellationToken cancellationToken) =>
        await wishes.MuteAsync(caller.Only(body.Subscriber?.Trim()), id, body.Until, body.UntilDeveloped, cancellationToken) is { } mute
            ? TypedResults.Ok(MutedStoryBody.From(mute))
            : NotFound("story", id);

    private static async Task<Results<NoContent, ProblemHttpResult>> UnmuteAsync(
        string id, string? subscriber, Caller caller, StoryWishes wishes, CancellationToken cancellationToken) =>
        await wishes.UnmuteAsync(caller.Only(subscriber?.Trim()), id, cancellationToken) ? TypedResults.NoContent() : NotFound("muted story", id);

    private static async Task<Ok<PageBody<MutedStoryBody>>> MutesAsync(
        string? subscriber, string? cursor, int? limit, Caller caller, StoryWishes wishes, CancellationToken cancellationToken) =>
        TypedResults.Ok((await wishes.MutesAsync(caller.Only(subscriber?.Trim()), Paging.Request(cursor, limit), cancellationToken)).ToBody(MutedStoryBody.From));

    private static async Task<Results<Ok<RetractionBody>, ProblemHttpResult>> RetractAsync(
        string id, RetractBody body, StoryWishes wishes, CancellationToken cancellationToken) =>
        await wishes.RetractAsync(id, Operator, body.Reason, cancellationToken) is { } retraction
            ? TypedResults.Ok(RetractionBody.From(retraction))
            : NotFound("story", id);

    private static async Task<Results<Ok<AlertBody>, ProblemHttpResult>> AcknowledgeAsync(
        string id, StoryWishes wishes, StoryOptions options, CancellationToken cancellationToken) =>
        await wishes.AcknowledgeAsync(id, cancellationToken) is { } alert ? TypedResults.Ok(AlertBody.From(alert, options.Faces)) : NotFound("alert", id);
}
