namespace NewsMonitor.Server.Demo;

/// <summary>The demo's own time. It stands still until it is started.</summary>
public sealed class DemoClock
{
    private readonly TimeProvider _time;
    private long? _start;

    /// <param name="time">The clock that is sped up.</param>
    /// <param name="pace">How many times as fast; above zero.</param>
    public DemoClock(TimeProvider time, double pace)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pace);
        _time = time;
        Pace = pace;
    }

    public double Pace { get; }

    /// <summary>Time since the start as everybody else counts it.</summary>
    public TimeSpan Elapsed => _start is { } start ? _time.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>Seconds since the start, at pace 1.</summary>
    public double Seconds => Elapsed.TotalSeconds * Pace;

    public void Start() => _start = _time.GetTimestamp();
}
