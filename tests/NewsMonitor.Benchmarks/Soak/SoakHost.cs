using NewsMonitor.Feeds;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>What one host sees of the poller: how its requests are spaced, how many are on their way, whether it is left alone when it asks for that.</summary>
internal sealed class SoakHost(string address, FeedOptions options, SoakRules rules, TimeProvider clock)
{
    // Requests between the two whose distance is looked at: in so many, what each of them loses on its way evens out.
    private const int Span = 20;

    private readonly Lock _lock = new();
    private readonly Queue<long> _latest = new();
    private int _running;
    private readonly List<(long From, long Until)> _rests = [];
    private long _restFrom;
    private long _restUntil;

    public string Address => address;

    /// <summary>How long of the time since then it had asked to be left alone.</summary>
    public TimeSpan RestedSince(long time)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            return _rests.Aggregate(
                TimeSpan.Zero, (sum, rest) => Math.Min(rest.Until, now) > Math.Max(rest.From, time) ? sum + clock.GetElapsedTime(Math.Max(rest.From, time), Math.Min(rest.Until, now)) : sum);
        }
    }

    /// <summary>A poll's first request arrived; hops of redirects belong to their poll.</summary>
    public void Arrived(string what)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _latest.Enqueue(now);
            if (_latest.Count > Span)
            {
                // Those that had begun before the first arrived are as many as the host's concurrency at most: all others began one spacing apart.
                var (time, least) = (clock.GetElapsedTime(_latest.Dequeue(), now), (Span - options.HostConcurrency - 1) * options.HostSpacing);
                rules.Check($"a host's polls begin {options.HostSpacing.TotalMilliseconds:N0} ms apart", time >= least, () => $"{address}: {Span + 1} requests in {time}, {what}");
            }

            _running++;
            rules.Check($"a host has {options.HostConcurrency} requests on their way at most", _running <= options.HostConcurrency, () => $"{address}: {_running}, {what}");
            if (_restUntil != 0)
            {
                rules.Check(
                    "a host that sent Retry-After is left alone by all its feeds", now < _restFrom || now >= _restUntil,
                    () => $"{address}: {clock.GetElapsedTime(_restFrom, now) + SoakPlan.StoredWithin} after it asked, {what}");
            }
        }
    }

    /// <summary>A request is answered, or is about to be.</summary>
    public void Ended()
    {
        lock (_lock)
            _running--;
    }

    /// <summary>It asks to be left alone.</summary>
    public void Rest(TimeSpan time)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            var until = now + (long)(time.TotalSeconds * clock.TimestampFrequency);
            // Within a rest that was asked for before nothing new begins; what was on its way may be told so, too.
            if (now > _restUntil)
                _restFrom = now + (long)(SoakPlan.StoredWithin.TotalSeconds * clock.TimestampFrequency);
            if (until > _restUntil)
                _rests.Add((Math.Max(now, _restUntil), until));
            _restUntil = Math.Max(_restUntil, until);
        }
    }
}
