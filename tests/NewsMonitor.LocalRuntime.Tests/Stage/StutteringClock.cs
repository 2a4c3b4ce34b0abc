using NewsMonitor.TestKit;

namespace NewsMonitor.LocalRuntime.Tests.Stage;

/// <summary>A clock that a test moves, and whose timers can call once more than they should: as a thread that was held up does.</summary>
public sealed class StutteringClock : TimeProvider
{
    private readonly FakeClock _clock = new();
    private Action _callAgain = static () => { };

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public void Advance(TimeSpan span) => _clock.Advance(span);

    /// <summary>Every timer that was ever made calls, whatever its time is.</summary>
    public void CallAllAgain() => _callAgain();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _callAgain += () => callback(state);
        return _clock.CreateTimer(callback, state, dueTime, period);
    }
}
