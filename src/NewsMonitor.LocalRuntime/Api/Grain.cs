using NewsMonitor.LocalRuntime.Activations;
using Orleans.Runtime;

#pragma warning disable CA1725 // Orleans itself names these parameters otherwise than IGrainBase does, and grains follow this class.

namespace Orleans;

/// <summary>Base of every grain. One activation per key runs at a time, one turn at a time, awaits included.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Belongs to the activation that the runtime is building; outside the runtime the grain has none and its members throw.</summary>
    protected Grain() => GrainContext = Activation.UnderConstruction!;

    /// <summary>The activation behind this grain.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>Called before the first call of an activation; a failure fails the calls that waited, and the next call tries again.</summary>
    /// <param name="cancellationToken">Cancelled when activation takes longer than its time limit.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the last call of an activation that had begun. Not called when the process dies: keep nothing in memory alone.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when deactivation takes longer than its time limit.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks for deactivation as soon as the running turns have ended; calls that wait go to the next activation.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from idle collection for at least this long; zero or a negative span takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.Of(this).DelayDeactivation(timeSpan);
}
