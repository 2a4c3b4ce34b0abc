using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>
/// Starts the polls of one shard's due feeds: never one feed twice at a time, within each host's concurrency and spacing and the shard's cap,
/// none while the store refuses, and one now and then while nobody can be reached. A sweep looks for due feeds; between sweeps every poll that ends makes room for the next.
/// Polls run outside the caller's scheduler; safe to call from many threads.
/// </summary>
public sealed partial class PollScheduler : IAsyncDisposable
{
    private readonly int _shard;
    private readonly IFeedStore _store;
    private readonly Func<string, CancellationToken, Task<PollSummary?>> _poll;
    private readonly FeedOptions _options;
    private readonly TimeProvider _clock;
    private readonly FeedMetrics _metrics;
    private readonly ILogger _logger;
    private readonly PageWork? _pages;

    private readonly Lock _lock = new();
    private readonly PollLine _line;
    private readonly IntakeGate _gate;
    private readonly IntakeGate _outage;
    private readonly Dictionary<string, DateTimeOffset> _held = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _running = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _rest;
    private int _polling;
    private long _started;
    private DateTimeOffset? _looked;

    /// <param name="shard">From 0 to <see cref="FeedOptions.SchedulerShards"/> - 1.</param>
    /// <param name="poll">Polls a feed if it is due.</param>
    public PollScheduler(
        int shard, IFeedStore store, Func<string, CancellationToken, Task<PollSummary?>> poll, FeedOptions options, TimeProvider clock, FeedMetrics metrics, ILogger logger,
        PageWork? pages = null)
    {
        (_shard, _store, _poll, _options, _clock, _metrics, _logger) = (shard, store, poll, options, clock, metrics, logger);
        _line = new PollLine(options.HostConcurrency, options.HostSpacing, options.DefaultInterval);
        _pages = pages;
        _gate = new IntakeGate(options.StoreRetryDelay);
        _outage = new IntakeGate(options.OutageRetry);
        _rest = clock.CreateTimer(_ => Start(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Polls begun and polls ended since this scheduler began, at one instant.</summary>
    public (long Started, long Ended) Polls
    {
        get
        {
            lock (_lock)
                return (_started, _started - _polling);
        }
    }

    /// <summary>Looks for due feeds and starts what may be started. Errors are logged, and the next sweep tries again.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        lock (_lock)
        {
            // First: what the store has to say changes nothing in it.
            _line.Lapse(now);
            Welcome(now, first: false);
            _line.Trim(now);
        }

        if (_pages is not null && !await ReleaseOverdueAsync(_pages, now, cancellationToken))
            return;
        int limit;
        bool stopped, cutOff;
        lock (_lock)
        {
            foreach (var (feed, until) in _held)
            {
                if (until <= now)
                    _held.Remove(feed);
            }

            // While nobody can be reached, one feed after the other is tried as it is; they are spread when that is over.
            cutOff = _outage.Closed;
            stopped = !cutOff && (_looked is not { } looked || now - looked > _options.RecoveryAfter);
            if (_polling >= _options.MaximumConcurrentPolls)
            {
                // Busy is not stopped.
                _looked = now;
                return;
            }

            if (!MayStart(now))
                return;
            // What waits already comes first in the answer, so ask for that many more.
            limit = _line.Count + _held.Count + 4 * _options.MaximumConcurrentPolls;
        }

        IReadOnlyList<DueFeed> due;
        try
        {
            if (stopped)
                await RecoverAsync(now, cancellationToken);
            due = await _store.DueAsync(_shard, _options.SchedulerShards, now, limit, cancellationToken);
            if (!cutOff)
                due = [.. due, .. await DuePagesAsync(now, cancellationToken)];
        }
        catch (StoreUnavailableException e)
        {
            Refused(e);
            return;
        }

        lock (_lock)
        {
            if (!cutOff)
                _looked = now;
            foreach (var feed in due)
            {
                if (!_held.ContainsKey(feed.FeedId))
                    _line.Add(feed, now);
            }
        }

        Start();
    }

    /// <summary>Cancels the polls that run and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        Task[] running;
        await _stopping.CancelAsync();
        await _rest.DisposeAsync();
        TurnGuestsAway();
        lock (_lock)
            running = [.. _running];
        await Task.WhenAll(running);
        _stopping.Dispose();
    }

    /// <summary>
    /// Nobody looked for a while, so many feeds may be due: they must not all be polled at once. And some may never be: a clock that was ahead when
    /// their polls were stored put the next ones where it was, which may be years from now.
    /// </summary>
    private async Task RecoverAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lost = await _store.BringForwardAsync(
            _shard, _options.SchedulerShards, now + _options.LongestWait, now, "at once: it was put off for longer than any rule does, as by a clock that was ahead", cancellationToken);
        if (lost > 0)
            LogBroughtForward(_logger, _shard, lost, SpanWords.Of(_options.LongestWait));
        var due = await _store.DueAsync(_shard, _options.SchedulerShards, now, int.MaxValue, cancellationToken);
        var moved = Recovery.Plan(due, _options, now);
        if (moved.Count == 0)
            return;
        // Others write, too.
        foreach (var some in moved.Chunk(500))
            await _store.MoveAsync(some, cancellationToken);
        _metrics.Moved(moved.Count);
        LogRecovery(_logger, _shard, due.Count, moved.Count, SpanWords.Of(moved.Max(poll => poll.To) - now));
    }

    /// <summary>However busy the shard is: an article waits no longer than it may.</summary>
    /// <returns>False when the store refused.</returns>
    private async Task<bool> ReleaseOverdueAsync(PageWork pages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_gate.MayStart(now, _polling))
                return true;
        }

        try
        {
            await pages.ReleaseOverdueAsync(cancellationToken);
            return true;
        }
        catch (StoreUnavailableException e)
        {
            Refused(e);
            return false;
        }
    }

    /// <summary>Some pages of each host: those of a host with many must not keep its feeds waiting, nor other hosts.</summary>
    private async Task<IEnumerable<DueFeed>> DuePagesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_pages is null)
            return [];
        var due = await _pages.Store.DuePagesAsync(_shard, _options.SchedulerShards, now, _options.HostConcurrency + 1, _pages.Limit, cancellationToken);
        return due.Where(page => page.Until > now).Select(page => new DueFeed(page.ArticleId, page.Host, page.Next, IsPage: true));
    }

    private void Start()
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested)
                return;
            var now = _clock.GetUtcNow();
            Welcome(now, first: true);
            while (_polling < _options.MaximumConcurrentPolls && MayStart(now)
                && _line.Take(now) is { } feed)
            {
                _polling++;
                _started++;
                _metrics.Running(1);
                var run = Task.Run(() => RunAsync(feed));
                _running.Add(run);
                _ = run.ContinueWith(Forget, TaskScheduler.Default);
            }

            Welcome(now, first: false);
            // Nothing ends while all hosts rest: the clock has to start the next one.
            if (_line.NextStart(now) is { } next)
                _rest.Change(next - now, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RunAsync(DueFeed feed)
    {
        try
        {
            if (feed.IsPage)
            {
                if (await _pages!.ReadAsync(feed.FeedId, _stopping.Token))
                    Stored();
            }
            else if (await _poll(feed.FeedId, _stopping.Token) is { Polled: true } polled)
            {
                Stored();
                Reached(!polled.Outage);
            }
        }
        catch (StoreUnavailableException e)
        {
            Refused(e);
            // Another feed makes the next attempt: what is too large for a nearly full disk must not hold up what is not.
            Hold(feed, 3 * _options.StoreRetryDelay);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Still due: whoever schedules next takes it.
        }
        catch (OrleansMessageRejectionException e)
        {
            // The silo stops, or the one that was asked is gone: the poll was not made and the feed is still due.
            LogPollRejected(_logger, feed.FeedId, e.Message);
            Hold(feed, _options.StoreRetryDelay);
        }
#pragma warning disable CA1031 // One feed that cannot be polled must not stop the ones behind it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Its row was not written, so it is still due; without this it would be tried again at once, for ever.
            LogPollLost(_logger, e, feed.FeedId);
            Hold(feed, _options.DefaultInterval);
        }

        _metrics.Running(-1);
        lock (_lock)
        {
            _polling--;
            _line.Finish(feed, _clock.GetUtcNow());
            Start();
        }
    }

    private void Hold(DueFeed feed, TimeSpan span)
    {
        lock (_lock)
            _held[feed.FeedId] = _clock.GetUtcNow() + span;
    }

    private void Forget(Task run)
    {
        lock (_lock)
            _running.Remove(run);
    }

    private void Refused(StoreUnavailableException e)
    {
        _metrics.Refused();
        bool first;
        lock (_lock)
            first = _gate.Refused(_clock.GetUtcNow());
        if (first)
            LogIntakeStopped(_logger, _shard, e.Message);
    }

    private bool MayStart(DateTimeOffset now) => _gate.MayStart(now, _polling) && _outage.MayStart(now, _polling);

    /// <summary>While no feed of any host can be reached, polling others does not help.</summary>
    private void Reached(bool anybody)
    {
        lock (_lock)
        {
            if (anybody)
                _outage.Accepted();
            else
                _outage.Refused(_clock.GetUtcNow());
        }
    }

    private void Stored()
    {
        bool resumed;
        lock (_lock)
            resumed = _gate.Accepted();
        if (resumed)
            LogIntakeResumed(_logger, _shard);
    }
}
