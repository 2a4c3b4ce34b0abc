using NewsMonitor.LocalRuntime.Activations;
using Orleans.Runtime;

namespace NewsMonitor.LocalRuntime.Timers;

/// <summary>
/// A clock timer that sends its activation a tick, and is set again only when the tick has run. A change between the two is kept for then.
/// </summary>
internal sealed class GrainTimer : IGrainTimer
{
    /// <summary>What the platform's timers take, in milliseconds.</summary>
    private const uint Longest = 0xfffffffe;

    private readonly Lock _lock = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private readonly TimerTick _tick;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private TimeSpan _armedFor;
    private long _armedAt;
    private bool _ticking;
    private bool _changed;

    private GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Validate(options.DueTime, options.Period);
        _activation = activation;
        _callback = callback;
        _dueTime = options.DueTime;
        _period = options.Period;
        _tick = new TimerTick(this, options.Interleave, options.KeepAlive);
        _timer = activation.Silo.Clock.CreateTimer(
            static timer => ((GrainTimer)timer!).OnDue(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    public bool IsDisposed => _disposed.IsCancellationRequested;

    public static GrainTimer Start(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(activation, callback, options);
        if (activation.TryAdd(timer))
            timer.Arm(options.DueTime);
        else
            timer.Dispose();
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        lock (_lock)
        {
            if (IsDisposed)
                return;
            _changed = true;
            _dueTime = dueTime;
            _period = period;
            if (!_ticking)
                Arm(dueTime);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (IsDisposed)
                return;
            _timer.Dispose();
        }

        // Outside the lock: what hangs on the token may call back into this timer.
        _disposed.Cancel();
        _activation.Remove(this);
    }

    /// <summary>One tick, in its turn.</summary>
    public async Task TickAsync()
    {
        lock (_lock)
        {
            _changed = false;
        }

        try
        {
            await _callback(_disposed.Token);
        }
        catch (Exception exception)
        {
            _activation.Silo.LogTickFailed(_activation.Id, exception);
        }
        finally
        {
            OnTicked();
        }
    }

    private void OnDue()
    {
        lock (_lock)
        {
            // The clock may call once more for a time that was changed meanwhile, and as late as it likes: one tick cannot stand in the queue twice.
            if (IsDisposed || _ticking || !IsDue())
                return;
            _ticking = true;
        }

        _activation.TryReceive(_tick);
    }

    private void OnTicked()
    {
        lock (_lock)
        {
            _ticking = false;
            if (!IsDisposed)
                Arm(_changed ? _dueTime : _period);
        }
    }

    private void Arm(TimeSpan span)
    {
        lock (_lock)
        {
            _armedFor = span;
            _armedAt = _activation.Silo.Clock.GetTimestamp();
            _timer.Change(span, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Whether the time that the clock was last set to has come. A call that is early sets the clock again, to what is left of it.</summary>
    private bool IsDue()
    {
        if (_armedFor == Timeout.InfiniteTimeSpan)
            return false;
        var left = _armedFor - _activation.Silo.Clock.GetElapsedTime(_armedAt);
        if (left <= TimeSpan.Zero)
            return true;
        // Up to whole milliseconds, which is what timers count in: never too early again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        return false;
    }

    private static void Validate(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
    }

    private static void Validate(TimeSpan span, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((long)span.TotalMilliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)span.TotalMilliseconds, Longest, name);
    }
}
