using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Events;

/// <summary>One listener's request, whatever it listens to.</summary>
internal static class Listening
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>Writes until either end goes away; then the listener comes back with its last id.</summary>
    /// <exception cref="TooManyListenersException">There are as many as may be.</exception>
    public static async Task RunAsync(HttpContext context, EventListeners listeners, IHostApplicationLifetime lifetime, Func<CancellationToken, Task> write)
    {
        using var place = listeners.Enter();
        // A stop does not wait for listeners: they come back by themselves.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await write(ends.Token);
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

    /// <summary>What the listener has seen; null to begin with what happens from now on.</summary>
    /// <param name="lastEventId">From the query, for clients that cannot set the header.</param>
    /// <exception cref="InvalidInputException">It is no number.</exception>
    public static long? Seen(HttpContext context, string? lastEventId)
    {
        var id = lastEventId ?? (context.Request.Headers.TryGetValue(LastEventId, out var header) ? header.ToString() : null);
        if (string.IsNullOrEmpty(id))
            return null;
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new InvalidInputException(LastEventId, $"'{id}' is not the id of an event; those are whole numbers.");
    }
}
