using System.Diagnostics.Metrics;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Moving;
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
    private readonly Counter<long> _searches;
    private readonly Counter<long> _probes;
    private readonly Counter<long> _distrusted;
    private readonly Counter<long> _redirects;
    private readonly Counter<long> _merged;
    private readonly Counter<long> _stopped;
    private readonly Counter<long> _hostRests;
    private readonly Counter<long> _resting;
    private readonly Counter<long> _outages;
    private readonly Counter<long> _uncounted;
    private readonly Counter<long> _pardoned;
    private readonly Counter<long> _hubRequests;
    private readonly Counter<long> _hubVerifications;
    private readonly Counter<long> _hubPushes;
    private readonly Counter<long> _pushLost;

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
        _searches = meter.CreateCounter<long>("newsmonitor.feeds.searches", "{search}", "Searches for the feeds of a site, by how many were found (none, one, several).");
        _probes = meter.CreateCounter<long>("newsmonitor.feeds.probes", "{poll}", "Polls that left known validators out, to find out a server that always answers 304.");
        _distrusted = meter.CreateCounter<long>("newsmonitor.feeds.distrusted", "{poll}", "News that showed that the feed's validators hide news.");
        _redirects = meter.CreateCounter<long>("newsmonitor.feeds.redirects", "{poll}", "Good polls that were redirected, by what that means for the feed's URL.");
        _merged = meter.CreateCounter<long>("newsmonitor.feeds.merged", "{feed}", "Feeds that moved to the URL of another and became one with it.");
        _stopped = meter.CreateCounter<long>("newsmonitor.feeds.stopped", "{feed}", "Feeds that are not polled any more because they are gone (410).");
        _hostRests = meter.CreateCounter<long>("newsmonitor.feeds.host.rests", "{rest}", "Hosts that asked to be left alone (Retry-After), for all their feeds.");
        _resting = meter.CreateCounter<long>("newsmonitor.feeds.host.resting", "{feed}", "Feeds that waited because their host asked another feed of it to.");
        _outages = meter.CreateCounter<long>("newsmonitor.feeds.outages", "{outage}", "Times when no feed of any host could be reached.");
        _uncounted = meter.CreateCounter<long>("newsmonitor.feeds.outages.uncounted", "{poll}", "Failures that were not counted because of such an outage.");
        _pardoned = meter.CreateCounter<long>("newsmonitor.feeds.outages.pardoned", "{feed}", "Failures that had been counted before it was known for one, and were taken back.");
        _hubRequests = meter.CreateCounter<long>("newsmonitor.feeds.websub.requests", "{request}", "Requests to hubs, by mode and whether they were taken.");
        _hubVerifications = meter.CreateCounter<long>("newsmonitor.feeds.websub.verifications", "{request}", "What hubs asked at callbacks, by mode and whether it was agreed to.");
        _hubPushes = meter.CreateCounter<long>("newsmonitor.feeds.websub.pushes", "{push}", "Documents that hubs sent, by what became of them.");
        _pushLost = meter.CreateCounter<long>("newsmonitor.feeds.websub.lost", "{subscription}", "Subscriptions whose pushes ended, by why.");
    }

    /// <param name="probe">Known validators were left out.</param>
    internal void Fetched(FetchExchange exchange, bool probe)
    {
        _bytes.Add(exchange.WireBytes);
        _duration.Record(exchange.Duration.TotalSeconds);
        if (probe)
            _probes.Add(1);
    }

    internal void Failed(string failure) => _failures.Add(1, KeyValuePair.Create("failure", (object?)failure));

    internal void Stored(FeedPoll poll, FeedPollState state, IngestResult result)
    {
        _polls.Add(1, KeyValuePair.Create("status", (object?)(poll.Uncounted ? "Uncounted" : state.Status.ToString())));
        _newArticles.Add(result.New);
        _updatedArticles.Add(result.Updated);
        _uncounted.Add(poll.Uncounted ? 1 : 0);
        _pardoned.Add(result.Pardoned);
        _merged.Add(result.MergedInto is null ? 0 : 1);
        _hostRests.Add(poll.HostRest is null ? 0 : 1);
        _resting.Add(result.Resting);
        // Both are set by the poll that found it out.
        _stopped.Add(state.StoppedAt is { } stopped && stopped == state.LastPoll ? 1 : 0);
        _distrusted.Add(result.New > 0 && poll.StateWhenNews?.DistrustedUntil > poll.State.DistrustedUntil.GetValueOrDefault() ? 1 : 0);
    }

    /// <summary>A push was stored: its articles count, but it is no poll.</summary>
    internal void Pushed(IngestResult result)
    {
        _newArticles.Add(result.New);
        _updatedArticles.Add(result.Updated);
    }

    internal void HubAsked(WebSub.HubMode mode, bool taken) =>
        _hubRequests.Add(1, KeyValuePair.Create("mode", (object?)mode.ToString()), KeyValuePair.Create("taken", (object?)(taken ? "yes" : "no")));

    /// <param name="mode">As sent: only what is known becomes a tag.</param>
    internal void HubVerified(string? mode, bool agreed) => _hubVerifications.Add(
        1,
        KeyValuePair.Create("mode", (object?)(mode is "subscribe" or "unsubscribe" or "denied" ? mode : "other")),
        KeyValuePair.Create("agreed", (object?)(agreed ? "yes" : "no")));

    internal void HubPushed(string outcome) => _hubPushes.Add(1, KeyValuePair.Create("outcome", (object?)outcome));

    internal void PushLost(string why) => _pushLost.Add(1, KeyValuePair.Create("why", (object?)why));

    internal void Decided(PollRule rule) => _decisions.Add(1, KeyValuePair.Create("rule", (object?)rule.ToString()));

    internal void Moved(int polls) => _moved.Add(polls);

    /// <param name="end">read, without, late, again or moved.</param>
    internal void PageEnded(string end, int count = 1) => _pages.Add(count, KeyValuePair.Create("end", (object?)end));

    internal void Discovered(int feeds) => _searches.Add(1, KeyValuePair.Create("found", (object?)(feeds switch { 0 => "none", 1 => "one", _ => "several" })));

    internal void RobotsAsked() => _robots.Add(1);

    internal void Redirected(MoveKind kind)
    {
        if (kind != MoveKind.None)
            _redirects.Add(1, KeyValuePair.Create("kind", (object?)kind.ToString()));
    }

    internal void Outage(bool began) => _outages.Add(began ? 1 : 0);

    internal void Overtaken() => _overtaken.Add(1);

    internal void Refused() => _refused.Add(1);

    internal void Running(int change) => _running.Add(change);
}
