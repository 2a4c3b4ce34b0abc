namespace NewsMonitor.Feeds.Fetching;

/// <summary>
/// Spares hosts that many others redirect to: schedulers know feeds by their own hosts, so here fetches that come from elsewhere take turns, within
/// a host's concurrency and spacing. Few wait, because who waits holds up other hosts; the rest are told when to come again, one after the other.
/// One for each fetcher; safe to use from many threads; hosts that nobody asks are forgotten.
/// </summary>
internal sealed class HostTurns(FeedOptions options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.Ordinal);
    private int _trimAt = 256;

    /// <summary>Waits for a turn, at most half of the time that a fetch has. The turn lasts until it is disposed of.</summary>
    /// <exception cref="HostBusyException">The host is too busy, or rests.</exception>
    public async Task<IDisposable> TakeAsync(string host, CancellationToken cancellationToken)
    {
        var patience = options.TotalTimeout / 2;
        var now = clock.GetUtcNow();
        Host line;
        lock (_lock)
        {
            line = Find(host, now);
            if (line.Inside >= 2 * options.HostConcurrency || line.NextStart - now > patience)
                throw Busy(host, line, now);
            line.Inside++;
        }

        var turn = new Turn(this, line);
        using var enough = new CancellationTokenSource(patience, clock);
        await using var caller = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), enough);
        try
        {
            await turn.WaitAsync(enough.Token);
            await Task.Delay(Reserve(line, patience) is { } at ? at - clock.GetUtcNow() : throw new OperationCanceledException(), clock, enough.Token);
            return turn;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            turn.Dispose();
            lock (_lock)
                throw Busy(host, line, clock.GetUtcNow());
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>A host that asked to be left alone is asked by nobody who comes from elsewhere.</summary>
    public void Rest(HostRest rest)
    {
        lock (_lock)
        {
            var line = Find(rest.Host, clock.GetUtcNow());
            line.NextStart = line.NextStart > rest.Until ? line.NextStart : rest.Until;
        }
    }

    /// <returns>When the turn begins; null when that is too far away.</returns>
    private DateTimeOffset? Reserve(Host line, TimeSpan patience)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var start = line.NextStart > now ? line.NextStart : now;
            if (start - now > patience)
                return null;
            line.NextStart = start + options.HostSpacing;
            return start;
        }
    }

    private HostBusyException Busy(string host, Host line, DateTimeOffset now)
    {
        // Each is sent away a little longer than the one before, so that they do not all come again at once.
        var soonest = line.NextStart > now ? line.NextStart : now;
        var again = (line.Promised > soonest ? line.Promised : soonest) + options.HostSpacing;
        var latest = (soonest > now + options.MaximumInterval ? soonest : now + options.MaximumInterval);
        line.Promised = again < latest ? again : latest;
        return new HostBusyException(host, line.Promised);
    }

    private Host Find(string name, DateTimeOffset now)
    {
        if (_hosts.TryGetValue(name, out var known))
            return known;
        if (_hosts.Count >= _trimAt)
        {
            foreach (var (idle, line) in _hosts)
            {
                if (line.Inside == 0 && line.NextStart <= now && line.Promised <= now)
                    _hosts.Remove(idle);
            }

            _trimAt = Math.Max(256, 2 * _hosts.Count);
        }

        return _hosts[name] = new Host(options.HostConcurrency);
    }

    private sealed class Host(int concurrency)
    {
        public SemaphoreSlim Running { get; } = new(concurrency);

        /// <summary>Fetches that run or wait.</summary>
        public int Inside { get; set; }

        /// <summary>When the next one may begin.</summary>
        public DateTimeOffset NextStart { get; set; }

        /// <summary>The latest time that somebody was told to come again.</summary>
        public DateTimeOffset Promised { get; set; }
    }

    private sealed class Turn(HostTurns turns, Host line) : IDisposable
    {
        private bool _runs;

        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            await line.Running.WaitAsync(cancellationToken);
            _runs = true;
        }

        public void Dispose()
        {
            if (_runs)
                line.Running.Release();
            lock (turns._lock)
                line.Inside--;
        }
    }
}
