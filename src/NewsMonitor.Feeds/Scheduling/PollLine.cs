namespace NewsMonitor.Feeds.Scheduling;

/// <summary>
/// Who is polled next: due feeds by host, first the one whose own interval would pass first, within the host's concurrency and spacing (the order
/// by deadline keeps every deadline that any order keeps). Plain bookkeeping without clock or lock; taking a feed costs the logarithm of the
/// number of hosts and of the feeds that wait.
/// </summary>
/// <param name="usualInterval">Of feeds whose rhythm is not known.</param>
internal sealed partial class PollLine(int hostConcurrency, TimeSpan hostSpacing, TimeSpan usualInterval)
{
    private readonly Dictionary<string, HostLine> _hosts = new(StringComparer.Ordinal);

    // Feeds that wait or run, with their host.
    private readonly Dictionary<string, string> _feeds = new(StringComparer.Ordinal);

    // A host with waiting feeds stands in one of these, unless it is at its concurrency.
    private readonly PriorityQueue<HostLine, (DateTimeOffset Deadline, long Arrival)> _ready = new();
    private readonly PriorityQueue<HostLine, DateTimeOffset> _resting = new();

    private long _arrivals;

    /// <summary>Feeds that wait or run.</summary>
    public int Count => _feeds.Count;

    public int Hosts => _hosts.Count;

    /// <summary>When the next resting host may be asked; null when none rests. One that has rested already waits for something else.</summary>
    public DateTimeOffset? NextStart(DateTimeOffset now)
    {
        var guest = _hosting.Count == 0 ? null : NextGuest();
        return _resting.TryPeek(out _, out var feed) && feed > now && !(guest < feed) ? feed : guest;
    }

    /// <summary>Lets a feed wait, unless it waits or runs already.</summary>
    public void Add(DueFeed feed, DateTimeOffset now)
    {
        if (!_feeds.TryAdd(feed.FeedId, feed.Host))
            return;
        var host = Find(feed.Host);
        host.Waiting.Enqueue(feed, (feed.Deadline(usualInterval), _arrivals++));
        Place(host, now);
    }

    /// <summary>The next feed whose host may be asked now; it runs until <see cref="Finish"/>. Null when there is none.</summary>
    public DueFeed? Take(DateTimeOffset now)
    {
        while (_resting.TryPeek(out var rested, out var at) && at <= now)
        {
            _resting.Dequeue();
            rested.Queued = false;
            Place(rested, now);
        }

        while (_ready.TryDequeue(out var host, out _))
        {
            host.Queued = false;
            // A guest may have come first since it was put there.
            if (host.Running < hostConcurrency && host.NextStart <= now)
            {
                var feed = host.Waiting.Dequeue();
                host.Running++;
                host.GuestWasLast = false;
                host.NextStart = now + hostSpacing;
                Place(host, now);
                return feed;
            }

            Place(host, now);
        }

        return null;
    }

    public void Finish(DueFeed feed, DateTimeOffset now)
    {
        _feeds.Remove(feed.FeedId);
        if (_gone.Count > 0 && _gone.Remove(feed.FeedId))
            return;
        var host = _hosts[feed.Host];
        host.Running--;
        Place(host, now);
    }

    /// <summary>Forgets hosts that have nothing to wait for.</summary>
    public void Trim(DateTimeOffset now)
    {
        foreach (var (name, host) in _hosts)
        {
            if (host.IsIdle(now))
                _hosts.Remove(name);
        }
    }

    private HostLine Find(string name)
    {
        if (!_hosts.TryGetValue(name, out var host))
            _hosts[name] = host = new HostLine();
        return host;
    }

    private void Place(HostLine host, DateTimeOffset now)
    {
        if (host.Queued || host.Waiting.Count == 0 || host.Running >= hostConcurrency)
            return;
        host.Queued = true;
        if (host.NextStart > now)
            _resting.Enqueue(host, host.NextStart);
        else if (host.Waiting.TryPeek(out _, out var first))
            _ready.Enqueue(host, first);
    }
}
