using NewsMonitor.Model;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Events;

/// <summary><c>/events</c> and <c>/api/v1/events</c>: what happens, as it happens, and what a listener missed.</summary>
internal static class EventsApi
{
    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", ListenAsync).WithTags("events").WithName("listen")
            .WithSummary("Server-sent events. Last-Event-ID replays what came after it (0: all that is kept); an event 'gap' says that some is not kept any more.")
            .Produces<EventBody>(StatusCodes.Status200OK, "text/event-stream")
            .Opens(ApiScope.Read);

    /// <summary>The same at the root, where a browser's EventSource expects it.</summary>
    public static void MapEventsAtRoot(this IEndpointRouteBuilder root) => root.MapGet("/events", ListenAsync).ExcludeFromDescription().Opens(ApiScope.Read);

    private static Task ListenAsync(
        HttpContext context, string? lastEventId, Caller caller, EventStream stream, EventListeners listeners, IHostApplicationLifetime lifetime)
    {
        var seen = Listening.Seen(context, lastEventId);
        return Listening.RunAsync(context, listeners, lifetime, ends => stream.WriteAsync(context.Response, seen, caller, ends));
    }
}

/// <summary>Counts who listens, and refuses more than the limit.</summary>
internal sealed class EventListeners(EventOptions options)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <exception cref="TooManyListenersException">There are as many as may be.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _count) <= options.MaximumListeners)
            return new Place(this);
        Interlocked.Decrement(ref _count);
        throw new TooManyListenersException($"{options.MaximumListeners} connections listen already, which is the limit (NewsMonitor:Events:MaximumListeners).");
    }

    private sealed class Place(EventListeners listeners) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref listeners._count);
    }
}

/// <summary>HTTP answers 503: somebody has to leave first.</summary>
internal sealed class TooManyListenersException(string message) : Exception(message);
