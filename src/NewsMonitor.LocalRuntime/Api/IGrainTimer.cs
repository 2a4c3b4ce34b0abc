using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer whose ticks are turns of its grain. Ticks never overlap: the period counts from the end of a tick.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when the next tick comes. During a tick it takes effect when the tick has ended.</summary>
    /// <param name="dueTime">Time to the next tick; zero for now, <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <param name="period">From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</param>
    /// <exception cref="ArgumentOutOfRangeException">A span is negative, or longer than 4294967294 ms.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}

public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; zero for now, <see cref="Timeout.InfiniteTimeSpan"/> for not before it is changed.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks may run while a call awaits; otherwise a tick waits for its turn like a call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as use, so that the grain is not collected as idle while they come.</summary>
    public bool KeepAlive { get; init; }
}
