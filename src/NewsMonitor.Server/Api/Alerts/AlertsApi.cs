using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Alerts;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Stories;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Alerts;

/// <summary><c>/api/v1/alerts</c> and <c>/api/v1/deliveries</c>: who was told what, why, and whether it arrived.</summary>
internal static class AlertsApi
{
    public static void MapAlerts(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("alerts");
        alerts.MapGet("", ListAsync).WithName("listAlerts").WithSummary("Alerts, newest first, of one subscriber or one story.");
        alerts.MapGet("/{id}", GetAsync).WithName("getAlert").WithSummary("An alert, its deliveries and every attempt at them.").ProducesProblem(404);
        api.MapGroup("/deliveries").WithTags("alerts").MapPost("/{id}/replay", ReplayAsync).WithName("replayDelivery")
            .WithSummary("Delivers again under the same id: what was given up, cancelled or not received.").ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Ok<PageBody<AlertBody>>> ListAsync(
        string? subscriber, string? story, string? cursor, int? limit, IAlertStore store, StoryOptions options, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.ListAsync(subscriber, story, Paging.Request(cursor, limit), cancellationToken))
            .ToBody(alert => AlertBody.From(alert, options.Faces)));

    private static async Task<Results<Ok<AlertDetailBody>, ProblemHttpResult>> GetAsync(
        string id, IAlertStore store, StoryOptions options, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } alert)
            return NotFound("alert", id);
        var deliveries = await store.DeliveriesAsync(id, cancellationToken);
        return TypedResults.Ok(new AlertDetailBody(AlertBody.From(alert, options.Faces), [.. deliveries.Select(DeliveryBody.From)]));
    }

    private static async Task<Results<Accepted<DeliveryBody>, ProblemHttpResult>> ReplayAsync(
        string id, IAlertStore store, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await store.ReplayAsync(id, clock.GetUtcNow(), cancellationToken) is not { } delivery)
            return NotFound("delivery", id);
        var record = (await store.DeliveriesAsync(delivery.AlertId, cancellationToken)).Single(r => r.Delivery.Id == id);
        if (record.Endpoint.DisabledReason is { } reason)
            return Create(StatusCodes.Status409Conflict, $"The endpoint of this delivery is disabled: {reason}");
        await grains.GetGrain<IEndpointGrain>(delivery.EndpointId).WakeAsync(cancellationToken);
        return TypedResults.Accepted($"/api/v1/alerts/{delivery.AlertId}", DeliveryBody.From(record));
    }
}
