namespace NewsMonitor.LocalRuntime.Calls;

/// <summary>
/// Calls with one and the same response timeout, so that the order of sending is the order of the deadlines and one timer, set to the
/// first deadline, serves them all.
/// </summary>
internal sealed class DeadlineQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly long _span;
    private readonly ITimer _timer;
    private GrainCall? _first;
    private GrainCall? _last;
    private bool _armed;

    public DeadlineQueue(TimeSpan span, TimeProvider clock)
    {
        _clock = clock;
        _span = (long)(span.TotalSeconds * clock.TimestampFrequency);
        _timer = clock.CreateTimer(static queue => ((DeadlineQueue)queue!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(GrainCall call)
    {
        lock (_lock)
        {
            call.Due = _clock.GetTimestamp() + _span;
            call.EarlierDue = _last;
            if (_last is null)
                _first = call;
            else
                _last.LaterDue = call;
            _last = call;
            if (!_armed)
                Arm(call);
        }
    }

    public void Remove(GrainCall call)
    {
        lock (_lock)
            Unlink(call);
    }

    public void Dispose() => _timer.Dispose();

    private void OnDue()
    {
        while (TakeDue() is { } call)
            call.TimeOut();
    }

    private GrainCall? TakeDue()
    {
        lock (_lock)
        {
            var call = _first;
            if (call is not null && call.Due <= _clock.GetTimestamp())
            {
                Unlink(call);
                return call;
            }

            _armed = false;
            if (call is not null)
                Arm(call);
            return null;
        }
    }

    private void Arm(GrainCall first)
    {
        _armed = true;
        var wait = _clock.GetElapsedTime(_clock.GetTimestamp(), first.Due);
        // Timers count in whole milliseconds: a rounded-down wait would only come too early and arm again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    private void Unlink(GrainCall call)
    {
        if (call.EarlierDue is null && call.LaterDue is null && _first != call)
            return;
        if (call.EarlierDue is null)
            _first = call.LaterDue;
        else
            call.EarlierDue.LaterDue = call.LaterDue;
        if (call.LaterDue is null)
            _last = call.EarlierDue;
        else
            call.LaterDue.EarlierDue = call.EarlierDue;
        call.EarlierDue = call.LaterDue = null;
    }
}
