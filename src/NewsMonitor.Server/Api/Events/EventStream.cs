using System.Globalization;
using System.Text.Json;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Events;

/// <summary>
/// One listener's connection, in the format of the HTML standard's server-sent events: what it missed first, then what happens. It reads at
/// its own pace; only a page of events is ever in memory.
/// </summary>
internal sealed class EventStream(IEventLog log, EventTail tail, EventOptions options, TimeProvider clock)
{
    private const int PageSize = 200;

    /// <param name="after">The sequence that the listener has seen; null to begin with what happens from now on.</param>
    /// <param name="caller">Who listens: is sent what is for its ears.</param>
    public async Task WriteAsync(HttpResponse response, long? after, Caller caller, CancellationToken cancellationToken)
    {
        var (oldest, newest) = await log.RangeAsync(cancellationToken);
        var position = after ?? newest;
        var writer = new EventWriter(response, options, clock);
        await writer.BeginAsync(cancellationToken);
        if (position > newest)
        {
            // The listener has seen what this log never had: another database, or one restored from a copy.
            await writer.WriteGapAsync(position, newest + 1, cancellationToken);
            position = newest;
        }

        while (true)
        {
            await writer.FlushAsync(cancellationToken);
            var events = await log.AfterAsync(position, PageSize, cancellationToken);
            // Sequences have no holes while they are kept: a hole is what retention took away.
            if (events.Count > 0 && events[0].Sequence > position + 1)
            {
                (oldest, _) = await log.RangeAsync(cancellationToken);
                if (oldest > position + 1)
                    await writer.WriteGapAsync(position, events[0].Sequence, cancellationToken);
            }

            foreach (var happened in events)
            {
                if (caller.Hears(happened))
                    await writer.WriteAsync(Format(happened), cancellationToken);
                position = happened.Sequence;
            }

            if (events.Count == 0)
                await writer.WaitAsync(tail.WaitAsync(position, cancellationToken), cancellationToken);
        }
    }

    /// <summary>An event as it is sent: its sequence as id, its type, and one line of JSON.</summary>
    public static string Format(LoggedEvent happened)
    {
        using var data = JsonDocument.Parse(happened.Data);
        var body = new EventBody(happened.Sequence, happened.At, happened.Type, happened.Subject, data.RootElement);
        return string.Create(CultureInfo.InvariantCulture, $"id: {happened.Sequence}\nevent: {happened.Type}\ndata: {JsonSerializer.Serialize(body, ApiJson.Options)}\n\n");
    }
}

/// <summary>The data of an event.</summary>
/// <param name="Subject">Id of the thing it is about.</param>
/// <param name="Data">What happened to it; its members depend on the type.</param>
internal sealed record EventBody(long Sequence, DateTimeOffset At, string Type, string Subject, JsonElement Data);

/// <summary>The data of a <c>gap</c> event: what lies between was not kept.</summary>
/// <param name="Seen">The sequence that the listener has seen.</param>
/// <param name="Next">The sequence that comes next.</param>
internal sealed record GapBody(long Seen, long Next);
