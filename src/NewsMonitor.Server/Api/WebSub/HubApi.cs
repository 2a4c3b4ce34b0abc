using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Security;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.WebSub;

/// <summary><c>/api/v1/feeds/{id}/hub</c>: how a feed's news are pushed. Callback and secret are shown to nobody.</summary>
internal static class HubApi
{
    public static void MapFeedHub(this RouteGroupBuilder api) =>
        api.MapGroup("/feeds").WithTags("feeds").MapGet("/{id}/hub", GetAsync)
            .WithName("getFeedHub")
            .WithSummary("The feed's subscription at a hub (WebSub) that pushes its news.")
            .ProducesProblem(404).Opens(ApiScope.Read);

    private static async Task<Results<Ok<HubBody>, ProblemHttpResult>> GetAsync(string id, IFeedStore feeds, IWebSubStore store, CancellationToken cancellationToken)
    {
        // A feed that became one with another is that one.
        if (await feeds.FindAsync(id, cancellationToken) is not { } feed)
            return NotFound("feed", id);
        return await store.OfFeedAsync(feed.Id, cancellationToken) is { } subscription
            ? TypedResults.Ok(HubBody.From(subscription))
            : Create(StatusCodes.Status404NotFound, $"The feed '{id}' is not subscribed to at a hub: it names none, or NewsMonitor:Feeds:WebSub:PublicUrl is not set.");
    }
}

/// <summary>A subscription at a hub.</summary>
/// <param name="Hub">The hub's URL.</param>
/// <param name="Topic">The URL that the feed has for its hubs.</param>
/// <param name="Reason">How it stands, in words.</param>
/// <param name="Expires">The end of the lease; null while the hub pushes nothing.</param>
/// <param name="LastPush">When a push was last stored.</param>
/// <param name="Due">When it is looked at next.</param>
internal sealed record HubBody(string Hub, string Topic, WebSubState State, string Reason, DateTimeOffset? Expires, DateTimeOffset? LastPush, DateTimeOffset Due)
{
    public static HubBody From(WebSubSubscription subscription) => new(
        subscription.Hub, subscription.Topic, subscription.State, subscription.Reason, subscription.ExpiresAt, subscription.LastPush, subscription.Due);
}
