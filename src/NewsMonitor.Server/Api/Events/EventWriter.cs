using System.Text.Json;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Events;

/// <summary>
/// Writes to one listener in the format of the HTML standard's server-sent events. It is sent a comment whenever it was sent nothing for
/// <see cref="EventOptions.Heartbeat"/>, however much happens meanwhile that is not for its ears: so both ends, and what lies between, see that it is there.
/// </summary>
internal sealed class EventWriter(HttpResponse response, EventOptions options, TimeProvider clock)
{
    // Timers may fire a little early; what is left then is waited for without a race.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private long _sent = clock.GetTimestamp();
    private bool _written;

    private TimeSpan UntilHeartbeat => options.Heartbeat - clock.GetElapsedTime(_sent);

    /// <summary>What every stream of events begins with.</summary>
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        return WriteAsync("retry: 2000\n\n", cancellationToken);
    }

    /// <param name="text">One or more whole blocks.</param>
    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        _written = true;
        return response.WriteAsync(text, cancellationToken);
    }

    /// <summary>Without an id: the listener's last one stays what it was until the next event.</summary>
    public Task WriteGapAsync(long seen, long next, CancellationToken cancellationToken) =>
        WriteAsync($"event: gap\ndata: {JsonSerializer.Serialize(new GapBody(seen, next), ApiJson.Options)}\n\n", cancellationToken);

    /// <summary>Sends what was written, or, where nothing was, the comment if it is due.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!_written)
        {
            if (UntilHeartbeat > TimeSpan.Zero)
                return;
            // A line that begins with a colon is a comment.
            await response.WriteAsync(": still here\n\n", cancellationToken);
        }

        await response.Body.FlushAsync(cancellationToken);
        (_sent, _written) = (clock.GetTimestamp(), false);
    }

    /// <summary>Waits for news, and sends the comment whenever it is due.</summary>
    public async Task WaitAsync(Task news, CancellationToken cancellationToken)
    {
        while (true)
        {
            await FlushAsync(cancellationToken);
            try
            {
                await news.WaitAsync(UntilHeartbeat > ShortestWait ? UntilHeartbeat : ShortestWait, clock, cancellationToken);
                return;
            }
            catch (TimeoutException)
            {
                // Nothing has happened.
            }
        }
    }
}
