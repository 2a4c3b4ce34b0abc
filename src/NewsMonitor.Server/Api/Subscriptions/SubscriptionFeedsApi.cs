using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Channels.Feed;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Security;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Subscriptions;

/// <summary><c>/api/v1/subscriptions/{id}/feed.atom</c> and <c>feed.json</c>: a subscription's alerts for feed readers.</summary>
internal static class SubscriptionFeedsApi
{
    public static void MapSubscriptionFeeds(this RouteGroupBuilder api)
    {
        var subscription = api.MapGroup("/subscriptions/{id}").WithTags("subscriptions");
        subscription.MapGet("/feed.atom", AtomAsync).WithName("getAtomFeed")
            .WithSummary("A subscription's newest alerts as an Atom feed. ETag and Last-Modified are honoured.")
            .Produces(StatusCodes.Status200OK, contentType: "application/atom+xml").Produces(StatusCodes.Status304NotModified).ProducesProblem(404)
            .Opens(ApiScope.Read).Owned(Owned.Subscription);
        subscription.MapGet("/feed.json", JsonAsync).WithName("getJsonFeed")
            .WithSummary("A subscription's newest alerts as a JSON Feed. ETag and Last-Modified are honoured.")
            .Produces(StatusCodes.Status200OK, contentType: JsonFeedDocument.ContentType).Produces(StatusCodes.Status304NotModified).ProducesProblem(404)
            .Opens(ApiScope.Read).Owned(Owned.Subscription);
    }

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> AtomAsync(
        string id, HttpRequest request, ISubscriptionStore subscriptions, IAlertHistory history, AlertOptions options, TimeProvider clock, CancellationToken cancellationToken) =>
        FeedAsync(id, request, subscriptions, history, options, clock, AtomDocument.Render, AtomDocument.ContentType, cancellationToken);

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> JsonAsync(
        string id, HttpRequest request, ISubscriptionStore subscriptions, IAlertHistory history, AlertOptions options, TimeProvider clock, CancellationToken cancellationToken) =>
        FeedAsync(id, request, subscriptions, history, options, clock, JsonFeedDocument.Render, JsonFeedDocument.ContentType, cancellationToken);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FeedAsync(
        string id,
        HttpRequest request,
        ISubscriptionStore subscriptions,
        IAlertHistory history,
        AlertOptions options,
        TimeProvider clock,
        Func<SubscriptionFeed, byte[]> render,
        string contentType,
        CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(id, cancellationToken) is not { } subscription)
            return NotFound("subscription", id);
        var alerts = await history.LatestAsync(new AlertAudience(null, id), options.FeedEntries, cancellationToken);
        // As readers outside reach it, where the operator says how.
        var root = options.PublicUrl ?? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase);
        var self = new Uri(root.TrimEnd('/') + request.Path.ToUriComponent());
        var feed = SubscriptionFeed.From(subscription, alerts, self);
        var document = render(feed);
        // Of the bytes: also a subscription's new name is news to a reader.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, 16))}\"");
        // Dates count seconds: one is no validator before its second is over (RFC 9110, section 8.8.2.2).
        DateTimeOffset? modified = clock.GetUtcNow() - feed.Updated > TimeSpan.FromSeconds(2) ? feed.Updated : null;
        return TypedResults.Bytes(document, contentType, lastModified: modified, entityTag: tag);
    }
}
