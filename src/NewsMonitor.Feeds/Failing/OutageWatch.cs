using NewsMonitor.Feeds.Fetching;

namespace NewsMonitor.Feeds.Failing;

/// <summary>
/// Tells "that host is down" from "we are cut off". When nothing has answered for a while and several hosts that answered before cannot be
/// reached, it is our own network, and their failures are not counted. The first answer of any host ends it; what need not be that of the host, such as
/// a captive portal's page, is one more failure of ours until then. One for each process, because each has its own way to the network; safe to use
/// from many threads.
/// </summary>
public sealed class OutageWatch(FeedOptions options)
{
    private readonly Lock _lock = new();

    // Hosts that answered before and could not be reached since the last answer of anybody; no more than it takes.
    private readonly HashSet<string> _hosts = new(StringComparer.Ordinal);
    private DateTimeOffset? _since;
    private bool _on;

    /// <param name="url">What was asked for; its host counts.</param>
    /// <param name="result">How the fetch ended.</param>
    /// <param name="answeredBefore">The feed's poll before this one was good: a host that was down already tells nothing.</param>
    /// <param name="now">When it ended.</param>
    public OutageVerdict Saw(string url, FetchResult result, bool answeredBefore, DateTimeOffset now)
    {
        lock (_lock)
        {
            return Kind(result) switch
            {
                Evidence.Reached => Reached(),
                Evidence.Unreached => Unreached(HostShard.Host(url), answeredBefore, now),
                _ => new OutageVerdict(_on, false, _since),
            };
        }
    }

    private OutageVerdict Reached()
    {
        var verdict = new OutageVerdict(false, _on, _since);
        (_on, _since) = (false, null);
        _hosts.Clear();
        return verdict;
    }

    private OutageVerdict Unreached(string host, bool answeredBefore, DateTimeOffset now)
    {
        if (answeredBefore && _hosts.Count < options.OutageHosts)
        {
            _since ??= now;
            _hosts.Add(host);
        }

        var was = _on;
        _on = _on || (_hosts.Count >= options.OutageHosts && now - _since >= options.OutageAfter);
        return new OutageVerdict(_on, _on != was, _since);
    }

    private static Evidence Kind(FetchResult result) => result switch
    {
        // What captive portals answer for everybody, with a page, with 511 (RFC 6585 section 6) or with an address of their own, proves nothing; nor does
        // being led to one that too many are led to.
        FetchFailed { Failure: FetchFailure.WebPage or FetchFailure.AddressRefused or FetchFailure.HostBusy } or { Exchange.HttpStatus: 511 } => Evidence.None,
        { Exchange.HttpStatus: not null } => Evidence.Reached,
        FetchFailed { Failure: FetchFailure.NameResolution or FetchFailure.Connection or FetchFailure.Tls or FetchFailure.Timeout } => Evidence.Unreached,
        _ => Evidence.None,
    };

    private enum Evidence
    {
        None,
        Reached,
        Unreached,
    }
}

/// <param name="Outage">The fetch failed because of an outage of ours.</param>
/// <param name="Changed">The outage began with this fetch, or ended with it.</param>
/// <param name="Since">When the first of the hosts could not be reached; null when all were.</param>
public sealed record OutageVerdict(bool Outage, bool Changed, DateTimeOffset? Since);
