namespace NewsMonitor.Server.Demo;

/// <summary>The demo's own time: seconds since its start, at pace 1.</summary>
public sealed class DemoClock
{
    private readonly TimeProvider _time;
    private readonly long _start;

    /// <param name="time">The clock that is sped up.</param>
    /// <param name="pace">How many times as fast; above zero.</param>
    public DemoClock(TimeProvider time, double pace)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pace);
        _time = time;
        _start = time.GetTimestamp();
        Pace = pace;
    }

    public double Pace { get; }

    /// <summary>Time since the start as everybody else counts it.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public double Seconds => Elapsed.TotalSeconds * Pace;
}
