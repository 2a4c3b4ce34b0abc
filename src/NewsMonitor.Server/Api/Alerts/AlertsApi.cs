using Microsoft.AspNetCore.Http.HttpResults;
using NewsMonitor.Alerts;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Stories;
using static NewsMonitor.Server.Api.Problems.Problem;

namespace NewsMonitor.Server.Api.Alerts;

/// <summary><c>/api/v1/alerts</c>: who was told what, why, and whether it arrived.</summary>
internal static class AlertsApi
{
    public static void MapAlerts(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("alerts");
        alerts.MapGet("", ListAsync).WithName("listAlerts").WithSummary("Alerts, newest first, of one subscriber or one story.").Opens(ApiScope.Read);
        alerts.MapGet("/{id}", GetAsync).WithName("getAlert").WithSummary("An alert, its deliveries and every attempt at them.").ProducesProblem(404).Opens(ApiScope.Read).Owned(Owned.Alert);
    }

    private static async Task<Ok<PageBody<AlertBody>>> ListAsync(
        string? subscriber, string? story, string? cursor, int? limit, Caller caller, IAlertStore store, StoryOptions options, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.ListAsync(caller.Only(subscriber), story, Paging.Request(cursor, limit), cancellationToken))
            .ToBody(alert => AlertBody.From(alert, options.Faces)));

    private static async Task<Results<Ok<AlertDetailBody>, ProblemHttpResult>> GetAsync(
        string id, IAlertStore store, StoryOptions options, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } alert)
            return NotFound("alert", id);
        var deliveries = await store.DeliveriesAsync(id, cancellationToken);
        return TypedResults.Ok(new AlertDetailBody(AlertBody.From(alert, options.Faces), [.. deliveries.Select(DeliveryBody.From)]));
    }
}
