using NewsMonitor.LocalRuntime.Activations;
using NewsMonitor.LocalRuntime.Calls;

namespace NewsMonitor.LocalRuntime.Timers;

/// <summary>A timer's wish for a turn. It belongs to its activation and dies with it. One is enough, since ticks never overlap.</summary>
internal sealed class TimerTick(GrainTimer timer, bool interleave, bool keepAlive) : Call
{
    public override bool Interleaves => interleave;

    public override bool OnlyReads => false;

    public override bool KeepsAlive => keepAlive;

    public override bool IsOver => timer.IsDisposed;

    public override Task RunAsync(Activation activation) => timer.TickAsync();

    public override void Conclude()
    {
        // Nobody waits for a tick.
    }

    public override bool MayBeSentOn() => false;

    public override void Fail(Exception exception)
    {
        // Nobody waits for it, and the activation's failure is logged.
    }
}
