using NewsMonitor.LocalRuntime.Activations;
using NewsMonitor.LocalRuntime.Hosting;
using NewsMonitor.LocalRuntime.Types;
using Orleans.Runtime;

namespace NewsMonitor.LocalRuntime.Calls;

/// <summary>A call of a grain method, without its result type: what deadlines and queues see of it.</summary>
internal abstract class GrainCall(GrainMethod method, GrainId target, object?[] arguments) : Call
{
    /// <summary>A grain that always ends its activation before it answers would send a call round for ever.</summary>
    private const int MaximumForwards = 16;

    private int _forwards;

    public GrainMethod Method { get; } = method;

    public GrainId Target { get; } = target;

    public override bool Interleaves => Method.Interleaves;

    public override bool OnlyReads => Method.OnlyReads;

    public override bool KeepsAlive => true;

    /// <summary>Timestamp at which the caller stops waiting; links of the <see cref="DeadlineQueue"/>.</summary>
    public long Due { get; set; }

    public GrainCall? LaterDue { get; set; }

    public GrainCall? EarlierDue { get; set; }

    protected object?[] Arguments { get; } = arguments;

    public override bool MayBeSentOn()
    {
        if (IsOver)
            return false;
        if (++_forwards <= MaximumForwards)
            return true;
        Fail(new OrleansMessageRejectionException($"{Method} of {Target} met {_forwards} activations in a row that ended before they took it."));
        return false;
    }

    /// <summary>Nobody answered in time: tells the caller so. The call itself goes on if it has begun.</summary>
    public abstract void TimeOut();
}
