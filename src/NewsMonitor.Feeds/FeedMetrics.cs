using System.Diagnostics.Metrics;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds;

/// <summary>What operators see of polling, on the meter <c>NewsMonitor.Feeds</c>.</summary>
public sealed class FeedMetrics
{
    private readonly Counter<long> _polls;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _newArticles;
    private readonly Counter<long> _updatedArticles;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _running;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _overtaken;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _moved;
    private readonly Counter<long> _pages;
    private readonly Counter<long> _robots;

    public FeedMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("NewsMonitor.Feeds");
        _polls = meter.CreateCounter<long>("newsmonitor.feeds.polls", "{poll}", "Polls that were stored, by how they ended.");
        _failures = meter.CreateCounter<long>("newsmonitor.feeds.failures", "{poll}", "Failed polls, by what went wrong.");
        _newArticles = meter.CreateCounter<long>("newsmonitor.feeds.articles.new", "{article}", "Articles not seen before.");
        _updatedArticles = meter.CreateCounter<long>("newsmonitor.feeds.articles.updated", "{article}", "Articles that their outlets edited.");
        _bytes = meter.CreateCounter<long>("newsmonitor.feeds.fetch.bytes", "By", "Bytes of bodies as sent.");
        _duration = meter.CreateHistogram<double>("newsmonitor.feeds.fetch.duration", "s", "Time of a fetch, redirects and body included.");
        _running = meter.CreateUpDownCounter<long>("newsmonitor.feeds.polls.running", "{poll}", "Polls that run now.");
        _refused = meter.CreateCounter<long>("newsmonitor.feeds.store.refused", "{poll}", "Polls, or looks for due feeds, that the store refused.");
        _overtaken = meter.CreateCounter<long>("newsmonitor.feeds.polls.overtaken", "{poll}", "Polls not stored because another one of the same feed was.");
        _decisions = meter.CreateCounter<long>("newsmonitor.feeds.decisions", "{poll}", "Stored polls, by the rule that set the time of the next one.");
        _moved = meter.CreateCounter<long>("newsmonitor.feeds.polls.moved", "{poll}", "Polls put off after a stop, so that they do not all come at once or in hours that the feed skips.");
        _pages = meter.CreateCounter<long>("newsmonitor.feeds.pages", "{page}", "Steps of articles that wait for the text of their page, by what became of them.");
        _robots = meter.CreateCounter<long>("newsmonitor.feeds.robots", "{request}", "Requests for a site's robots.txt.");
    }

    internal void Fetched(FetchExchange exchange)
    {
        _bytes.Add(exchange.WireBytes);
        _duration.Record(exchange.Duration.TotalSeconds);
    }

    internal void Failed(string failure) => _failures.Add(1, KeyValuePair.Create("failure", (object?)failure));

    internal void Stored(FeedStatus status, IngestResult result)
    {
        _polls.Add(1, KeyValuePair.Create("status", (object?)status.ToString()));
        _newArticles.Add(result.New);
        _updatedArticles.Add(result.Updated);
    }

    internal void Decided(PollRule rule) => _decisions.Add(1, KeyValuePair.Create("rule", (object?)rule.ToString()));

    internal void Moved(int polls) => _moved.Add(polls);

    /// <param name="end">read, without, late, again or moved.</param>
    internal void PageEnded(string end, int count = 1) => _pages.Add(count, KeyValuePair.Create("end", (object?)end));

    internal void RobotsAsked() => _robots.Add(1);

    internal void Overtaken() => _overtaken.Add(1);

    internal void Refused() => _refused.Add(1);

    internal void Running(int change) => _running.Add(change);
}
