using NewsMonitor.LocalRuntime.Activations;

namespace NewsMonitor.LocalRuntime.Calls;

/// <summary>Something that wants a turn of an activation: a call from outside, or a tick of its own timer.</summary>
internal abstract class Call
{
    /// <summary>The call behind this one in the queue it waits in.</summary>
    public Call? Next { get; set; }

    /// <summary>Place in the order of arrival at the activation.</summary>
    public long Arrival { get; set; }

    /// <summary>May begin whatever else is running.</summary>
    public abstract bool Interleaves { get; }

    /// <summary>May run beside others that only read.</summary>
    public abstract bool OnlyReads { get; }

    /// <summary>Counts as use of the activation.</summary>
    public abstract bool KeepsAlive { get; }

    /// <summary>Nobody waits for it any more: it need not begin.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Runs it; the task ends with the turn and never fails.</summary>
    public abstract Task RunAsync(Activation activation);

    /// <summary>The turn has ended, and the activation knows it: now the caller may.</summary>
    public abstract void Conclude();

    /// <summary>The activation has ended before the call began: go to the next one, or be dropped.</summary>
    /// <returns>False when it is not to be sent on.</returns>
    public abstract bool MayBeSentOn();

    /// <summary>It will never begin.</summary>
    public abstract void Fail(Exception exception);
}
