using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of every grain. One activation per key runs at a time, one turn at a time, awaits included.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>The activation behind this grain; the runtime sets it before <see cref="OnActivateAsync"/>.</summary>
    public IGrainContext GrainContext { get; internal set; } = null!;

    /// <summary>Called before the first call of an activation; a failure fails the calls that waited, and the next call tries again.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the last call of an activation. Not called when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks for deactivation as soon as the current turns have ended.</summary>
    protected void DeactivateOnIdle() => throw new NotSupportedException();

    /// <summary>Keeps this activation from idle collection for at least this long; a negative span takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => throw new NotSupportedException();
}
