using System.Globalization;
using System.Text.Json;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Events;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Settings;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Api.Alerts;

/// <summary>
/// Alerts as they are written, in the format of the HTML standard's server-sent events: the alert's sequence is the event's id. They are read from the
/// database, never handed over in memory, so a listener cannot miss one without a <c>gap</c> that says so.
/// </summary>
internal sealed class AlertStream(IAlertHistory history, IEventLog log, EventTail tail, EventOptions options, StoryOptions stories, TimeProvider clock)
{
    private const int PageSize = 100;

    /// <param name="after">The sequence that the listener has seen; null to begin with what is told from now on.</param>
    public async Task WriteAsync(HttpResponse response, AlertAudience audience, long? after, CancellationToken cancellationToken)
    {
        var newest = await history.NewestAsync(cancellationToken);
        var position = after ?? newest;
        // Beyond the newest: the listener has seen another database, or one that was restored from a copy.
        var skipped = position > newest ? newest : await history.SkipAsync(audience, position, options.AlertReplay, cancellationToken);
        var writer = new EventWriter(response, options, clock);
        await writer.BeginAsync(cancellationToken);
        if (skipped != position)
            await writer.WriteGapAsync(position, skipped + 1, cancellationToken);
        position = skipped;
        while (true)
        {
            await writer.FlushAsync(cancellationToken);
            // Asked before the alerts are read: one that is written meanwhile ends the wait at once.
            var (_, happened) = await log.RangeAsync(cancellationToken);
            var alerts = await history.AfterAsync(audience, position, PageSize, cancellationToken);
            foreach (var alert in alerts)
            {
                await writer.WriteAsync(Format(alert), cancellationToken);
                position = alert.Sequence;
            }

            if (alerts.Count == 0)
                await writer.WaitAsync(tail.WaitAsync(happened, cancellationToken), cancellationToken);
        }
    }

    private string Format(Alert alert) => string.Create(
        CultureInfo.InvariantCulture,
        $"id: {alert.Sequence}\nevent: {AlertTypes.Of(alert.Occasion)}\ndata: {JsonSerializer.Serialize(AlertBody.From(alert, stories.Faces), ApiJson.Options)}\n\n");
}
