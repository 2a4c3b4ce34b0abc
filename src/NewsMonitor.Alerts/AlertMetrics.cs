using System.Diagnostics.Metrics;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>This room's instruments.</summary>
public sealed class AlertMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _events;
    private readonly Counter<long> _matches;
    private readonly Counter<long> _matchFailures;
    private readonly Counter<long> _alerts;
    private readonly Counter<long> _held;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _attemptTime;
    private readonly Histogram<double> _deliveryTime;

    public AlertMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("NewsMonitor.Alerts");
        _events = _meter.CreateCounter<long>("newsmonitor.alerts.events", "{event}", "Story events that were matched.");
        _matches = _meter.CreateCounter<long>("newsmonitor.alerts.matches", "{match}", "Subscriptions whose query held for an article.");
        _matchFailures = _meter.CreateCounter<long>("newsmonitor.alerts.match_failures", "{event}", "Story events that were passed over because matching failed.");
        _alerts = _meter.CreateCounter<long>("newsmonitor.alerts.alerts", "{alert}", "Alerts written, by occasion.");
        _held = _meter.CreateCounter<long>("newsmonitor.alerts.held", "{judgement}", "Judgements that put an alert off.");
        _dropped = _meter.CreateCounter<long>("newsmonitor.alerts.dropped", "{judgement}", "Judgements by which quiet hours dropped a story.");
        _attempts = _meter.CreateCounter<long>("newsmonitor.alerts.attempts", "{attempt}", "Delivery attempts, by channel and outcome.");
        _attemptTime = _meter.CreateHistogram<double>("newsmonitor.alerts.attempt.duration", "s", "Time of a delivery attempt, by channel.");
        _deliveryTime = _meter.CreateHistogram<double>("newsmonitor.alerts.delivery.duration", "s", "Time from the alert to its delivery, by channel.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Matched(int events, int matches)
    {
        _events.Add(events);
        _matches.Add(matches);
    }

    internal void MatchFailed() => _matchFailures.Add(1);

    internal void Alerted(AlertOccasion occasion) => _alerts.Add(1, new KeyValuePair<string, object?>("occasion", occasion.ToString()));

    internal void Held() => _held.Add(1);

    internal void Dropped() => _dropped.Add(1);

    internal void Attempted(string channel, string outcome, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("channel", channel);
        _attempts.Add(1, tag, new KeyValuePair<string, object?>("outcome", outcome));
        _attemptTime.Record(duration.TotalSeconds, tag);
    }

    internal void Delivered(string channel, TimeSpan sinceAlert) =>
        _deliveryTime.Record(sinceAlert.TotalSeconds, new KeyValuePair<string, object?>("channel", channel));
}
