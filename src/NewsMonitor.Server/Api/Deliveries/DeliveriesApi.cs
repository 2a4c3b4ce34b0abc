using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Alerts;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Alerts;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Deliveries;

/// <summary><c>/api/v1/deliveries</c>: what arrived, what was given up, and once more.</summary>
internal static class DeliveriesApi
{
    public static void MapDeliveries(this RouteGroupBuilder api)
    {
        var deliveries = api.MapGroup("/deliveries").WithTags("deliveries");
        deliveries.MapGet("", ListAsync).WithName("listDeliveries")
            .WithSummary("Deliveries, newest first: of a subscriber, an endpoint, an alert, in a state (dead: those that were given up), written in a time.").Opens(ApiScope.Read);
        deliveries.MapGet("/{id}", GetAsync).WithName("getDelivery").WithSummary("A delivery and the attempts at it that are kept.").ProducesProblem(404)
            .Opens(ApiScope.Read).Owned(Owned.Delivery);
        deliveries.MapPost("/{id}/replay", ReplayAsync).WithName("replayDelivery")
            .WithSummary("Delivers again under the same id: what was given up, cancelled or not received.").ProducesProblem(404).ProducesProblem(409)
            .Opens(ApiScope.Subscriber).Owned(Owned.Delivery);
        deliveries.MapPost("/replay", ReplayRangeAsync).WithName("replayDeliveries")
            .WithSummary("Delivers a range again, each under its id. What is pending anyhow and what is of disabled endpoints is left out.").Opens(ApiScope.Subscriber);
    }

    private static async Task<Ok<PageBody<DeliveryBody>>> ListAsync(
        string? subscriber, string? endpoint, string? alert, string? state, Instant? since, Instant? until, string? cursor, int? limit, Caller caller,
        IDeliveryHistory deliveries, CancellationToken cancellationToken)
    {
        var filter = new DeliveryFilter(caller.Only(subscriber), endpoint, alert, since?.Time, until?.Time) { States = state is null ? [] : [State(state)] };
        return TypedResults.Ok((await deliveries.ListAsync(filter, Paging.Request(cursor, limit), cancellationToken)).ToBody(DeliveryBody.From));
    }

    private static async Task<Results<Ok<DeliveryBody>, ProblemHttpResult>> GetAsync(string id, IDeliveryHistory deliveries, CancellationToken cancellationToken) =>
        await deliveries.FindAsync(id, cancellationToken) is { } record ? TypedResults.Ok(DeliveryBody.From(record)) : NotFound("delivery", id);

    private static async Task<Results<Accepted<DeliveryBody>, ProblemHttpResult>> ReplayAsync(
        string id, IDeliveryHistory deliveries, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(id, cancellationToken) is not { } found)
            return NotFound("delivery", id);
        if (found.Endpoint.DisabledReason is { } reason)
            return Create(StatusCodes.Status409Conflict, $"The endpoint of this delivery is disabled: {reason} Save a subscription with this channel to take it into use again.");
        await deliveries.ReplayAsync(id, clock.GetUtcNow(), cancellationToken);
        await grains.GetGrain<IEndpointGrain>(found.Delivery.EndpointId).WakeAsync(cancellationToken);
        return TypedResults.Accepted($"/api/v1/deliveries/{id}", DeliveryBody.From((await deliveries.FindAsync(id, cancellationToken))!));
    }

    private static async Task<Accepted<ReplayedBody>> ReplayRangeAsync(
        ReplayBody body, Caller caller, IDeliveryHistory deliveries, AlertOptions options, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var filter = body.ToFilter() with { Subscriber = caller.Only(body.Subscriber) };
        var replayed = await deliveries.ReplayAsync(filter, body.After, clock.GetUtcNow(), options.Deliveries.ReplayMost, cancellationToken);
        foreach (var endpoint in replayed.Endpoints)
            await grains.GetGrain<IEndpointGrain>(endpoint).WakeAsync(cancellationToken);
        return TypedResults.Accepted((string?)null, new ReplayedBody(replayed.Replayed, replayed.Disabled, replayed.Next is not null, replayed.Next));
    }

    private static DeliveryState State(string state) => state switch
    {
        "pending" => DeliveryState.Pending,
        "delivered" => DeliveryState.Delivered,
        "dead" => DeliveryState.Dead,
        "cancelled" => DeliveryState.Cancelled,
        _ => throw new InvalidInputException("state", $"'{state}' is not a state of a delivery; expected pending, delivered, dead or cancelled."),
    };
}
