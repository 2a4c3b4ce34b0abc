using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Events;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Metrics;

/// <summary>How much there is, how much waits at each step and for how long: read from the database, which is the truth.</summary>
internal sealed class PipelineGauges(
    IFeedStore feeds, IStoryStore stories, IAlertStore alerts, IEventLog events, EventListeners listeners, TimeProvider clock) : IDisposable
{
    // Counting reads whole indexes: scrapes that come faster than this share one count.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _counting = new(1);
    private (DateTimeOffset At, IReadOnlyList<MetricFamily> Families)? _last;

    public async Task<IReadOnlyList<MetricFamily>> ReadAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (_last is not { } last || now - last.At >= Fresh)
                _last = last = (now, await CountAsync(now, cancellationToken));
            return last.Families;
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private async Task<IReadOnlyList<MetricFamily>> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var feed = await feeds.CountAsync(now, cancellationToken);
        var story = await stories.CountAsync(cancellationToken);
        var alert = await alerts.CountAsync(now, cancellationToken);
        var (_, newest) = await events.RangeAsync(cancellationToken);
        return
        [
            Gauge("feeds", "Feeds that are watched.", feed.Feeds),
            Gauge("feeds_failing", "Feeds whose last poll failed.", feed.Failing),
            Gauge("feeds_gone", "Feeds that are gone (410) and not polled until they are resumed.", feed.Stopped),
            Gauge("feeds_due", "Feeds that wait to be polled.", feed.Due),
            Gauge("feeds_lag_seconds", "How long the longest-due feed has been waiting.", feed.Lag.TotalSeconds),
            Gauge("articles", "Articles stored.", feed.Articles),
            Gauge("articles_pending", "Articles that wait for their story.", story.PendingArticles),
            Gauge("articles_pending_age_seconds", "How long the oldest article without a story has been waiting.", Age(story.OldestPending)),
            Gauge("articles_set_aside", "Articles that the story engine could not take.", story.SetAside),
            Gauge("stories", "Stories, open and closed.", story.Stories),
            Gauge("stories_open", "Stories that new articles may join.", story.Open),
            Gauge("subscriptions", "Subscriptions.", alert.Subscriptions),
            Gauge("alerts", "Alerts written.", alert.Alerts),
            Gauge("story_events_pending", "Story events that wait to be matched.", alert.PendingEvents),
            Gauge("story_events_pending_age_seconds", "How long the oldest unmatched story event has been waiting.", Age(alert.OldestEvent)),
            Gauge("deliveries_pending", "Deliveries that are not through yet.", alert.PendingDeliveries),
            Gauge("deliveries_pending_age_seconds", "How long the oldest pending delivery has been waiting.", Age(alert.OldestUndelivered)),
            Gauge("deliveries_dead", "Deliveries given up after the last retry.", alert.Dead),
            Gauge("endpoints_disabled", "Endpoints at which nothing is delivered any more.", alert.DisabledEndpoints),
            Gauge("event_log_newest", "Sequence of the newest event.", newest),
            Gauge("event_listeners", "Connections that listen to events.", listeners.Count),
        ];

        double Age(DateTimeOffset? since) => since is { } then ? Math.Max(0, (now - then).TotalSeconds) : 0;
    }

    private static MetricFamily Gauge(string name, string help, double value) => MetricFamily.Gauge($"newsmonitor_pipeline_{name}", help, value);
}
