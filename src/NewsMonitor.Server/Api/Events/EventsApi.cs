using System.Globalization;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Events;

/// <summary><c>/events</c> and <c>/api/v1/events</c>: what happens, as it happens, and what a listener missed.</summary>
internal static class EventsApi
{
    private const string LastEventId = "Last-Event-ID";

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", ListenAsync).WithTags("events").WithName("listen")
            .WithSummary("Server-sent events. Last-Event-ID replays what came after it (0: all that is kept); an event 'gap' says that some is not kept any more.")
            .Produces<EventBody>(StatusCodes.Status200OK, "text/event-stream")
            .Opens(ApiScope.Read);

    /// <summary>The same at the root, where a browser's EventSource expects it.</summary>
    public static void MapEventsAtRoot(this IEndpointRouteBuilder root) => root.MapGet("/events", ListenAsync).ExcludeFromDescription().Opens(ApiScope.Read);

    private static async Task ListenAsync(
        HttpContext context, string? lastEventId, Caller caller, EventStream stream, EventListeners listeners, IHostApplicationLifetime lifetime)
    {
        var after = Parse(lastEventId ?? (context.Request.Headers.TryGetValue(LastEventId, out var header) ? header.ToString() : null));
        using var place = listeners.Enter();
        // A stop does not wait for listeners: they come back by themselves.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await stream.WriteAsync(context.Response, after, caller, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Either end went away.
        }
        catch (StoreUnavailableException) when (context.Response.HasStarted)
        {
            // The listener comes back with its last id when the store does.
            context.Abort();
        }
    }

    private static long? Parse(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return null;
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new InvalidInputException(LastEventId, $"'{id}' is not the id of an event; those are whole numbers.");
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
