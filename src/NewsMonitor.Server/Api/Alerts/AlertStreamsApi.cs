using NewsMonitor.Alerts;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Events;
using NewsMonitor.Server.Api.Problems;
using NewsMonitor.Server.Api.Security;

namespace NewsMonitor.Server.Api.Alerts;

/// <summary><c>/api/v1/alerts/events</c> and <c>/api/v1/subscriptions/{id}/events</c>: alerts as they are told, and what a listener missed.</summary>
internal static class AlertStreamsApi
{
    private const string Replay = "Last-Event-ID replays what came after it (0: all that may be replayed); an event 'gap' says that some is left out.";

    public static void MapAlertStreams(this RouteGroupBuilder api)
    {
        api.MapGet("/alerts/events", ListenAsync).WithTags("alerts").WithName("listenToAlerts")
            .WithSummary($"Server-sent events: the alerts of one subscriber, or of all. {Replay}")
            .Produces<AlertBody>(StatusCodes.Status200OK, "text/event-stream").Opens(ApiScope.Read);
        api.MapGet("/subscriptions/{id}/events", ListenToOneAsync).WithTags("subscriptions").WithName("listenToSubscription")
            .WithSummary($"Server-sent events: the alerts of one subscription. {Replay}").ProducesProblem(404)
            .Produces<AlertBody>(StatusCodes.Status200OK, "text/event-stream").Opens(ApiScope.Read).Owned(Owned.Subscription);
    }

    private static Task ListenAsync(
        HttpContext context, string? subscriber, string? lastEventId, Caller caller, AlertStream stream, EventListeners listeners, IHostApplicationLifetime lifetime)
    {
        var seen = Listening.Seen(context, lastEventId);
        var audience = new AlertAudience(caller.Only(subscriber), null);
        return Listening.RunAsync(context, listeners, lifetime, ends => stream.WriteAsync(context.Response, audience, seen, ends));
    }

    private static async Task ListenToOneAsync(
        HttpContext context, string id, string? lastEventId, ISubscriptionStore store, AlertStream stream, EventListeners listeners, IHostApplicationLifetime lifetime)
    {
        var seen = Listening.Seen(context, lastEventId);
        if (await store.FindAsync(id, context.RequestAborted) is null)
            await Problem.NotFound("subscription", id).ExecuteAsync(context);
        else
            await Listening.RunAsync(context, listeners, lifetime, ends => stream.WriteAsync(context.Response, new AlertAudience(null, id), seen, ends));
    }
}
