using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Subscriptions;

/// <summary><c>/api/v1/subscriptions</c>: who wants to be told of what, and where.</summary>
internal static class SubscriptionsApi
{
    public static void MapSubscriptions(this RouteGroupBuilder api)
    {
        var subscriptions = api.MapGroup("/subscriptions").WithTags("subscriptions");
        subscriptions.MapPost("", AddAsync).WithName("addSubscription")
            .WithSummary("Subscribes. The same again gives the one that is there. A secret is shown in this answer and never again.").Opens(ApiScope.Subscriber);
        subscriptions.MapGet("", ListAsync).WithName("listSubscriptions").WithSummary("Subscriptions in the order of their ids, of one subscriber or of all.").Opens(ApiScope.Read);
        subscriptions.MapPost("/preview", PreviewAsync).WithName("previewQuery").WithSummary("What a query would have found in the articles that are stored, matches and stories a day, and what it costs.").Opens(ApiScope.Read);
        subscriptions.MapGet("/{id}", GetAsync).WithName("getSubscription").WithSummary("A subscription, without secrets.").ProducesProblem(404).Opens(ApiScope.Read).Owned(Owned.Subscription);
        subscriptions.MapPatch("/{id}", ChangeAsync).WithName("changeSubscription").WithSummary("Changes parts of a subscription, pauses it or goes on.").ProducesProblem(404)
            .Opens(ApiScope.Subscriber).Owned(Owned.Subscription);
        subscriptions.MapDelete("/{id}", RemoveAsync).WithName("removeSubscription").WithSummary("Ends a subscription. What was told stays told.").ProducesProblem(404)
            .Opens(ApiScope.Subscriber).Owned(Owned.Subscription);
    }

    private static async Task<Created<SubscriptionBody>> AddAsync(
        NewSubscriptionBody body, Caller caller, SubscriptionService service, CancellationToken cancellationToken)
    {
        caller.Only(body.Subscriber.Trim());
        var subscription = await service.CreateAsync(body.ToInput(), cancellationToken);
        return TypedResults.Created($"/api/v1/subscriptions/{subscription.Id}", SubscriptionBody.From(subscription));
    }

    private static async Task<Ok<PageBody<SubscriptionBody>>> ListAsync(
        string? subscriber, string? cursor, int? limit, Caller caller, ISubscriptionStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.ListAsync(caller.Only(subscriber), Paging.Request(cursor, limit), cancellationToken)).ToBody(SubscriptionBody.From));

    private static async Task<Results<Ok<PreviewBody>, ProblemHttpResult>> PreviewAsync(
        PreviewRequestBody body, HttpContext context, Caller caller, QueryPreviewer previewer, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(PreviewBody.From(await previewer.RunAsync(body.Query, caller.Account, body.Since, cancellationToken)));
        }
        catch (PreviewsBusyException e)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(e.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Create(StatusCodes.Status429TooManyRequests, e.Message);
        }
    }

    private static async Task<Results<Ok<SubscriptionBody>, ProblemHttpResult>> GetAsync(string id, ISubscriptionStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } subscription ? TypedResults.Ok(SubscriptionBody.From(subscription)) : NotFound("subscription", id);

    private static async Task<Results<Ok<SubscriptionBody>, ProblemHttpResult>> ChangeAsync(
        string id, SubscriptionChangeBody body, SubscriptionService service, CancellationToken cancellationToken) =>
        await service.ChangeAsync(id, body.ToChange(), cancellationToken) is { } subscription
            ? TypedResults.Ok(SubscriptionBody.From(subscription))
            : NotFound("subscription", id);

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, SubscriptionService service, CancellationToken cancellationToken) =>
        await service.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : NotFound("subscription", id);
}
