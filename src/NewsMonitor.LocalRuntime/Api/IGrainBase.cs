using NewsMonitor.LocalRuntime.Activations;
using NewsMonitor.LocalRuntime.Timers;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>The activation that a grain belongs to.</summary>
    public interface IGrainContext;
}

namespace Orleans
{
    /// <summary>What the runtime sees of a grain class.</summary>
    public interface IGrainBase
    {
        IGrainContext GrainContext { get; }

        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }

    public static class GrainBaseExtensions
    {
        /// <summary>Asks for deactivation as soon as the running turns have ended.</summary>
        public static void DeactivateOnIdle(this IGrainBase grain) => Activation.Of(grain).Deactivate(
            new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

        /// <summary>Registers a callback that runs as a turn of the grain, first after the due time, then a period after each end.</summary>
        /// <param name="grain">The grain whose turn the tick is.</param>
        /// <param name="callback">Gets the state, and a token that is cancelled when the timer is disposed. What it throws is logged.</param>
        /// <param name="state">Handed to each call.</param>
        /// <param name="options">When, and whether ticks interleave with calls and keep the grain alive.</param>
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain,
            Func<TState, CancellationToken, Task> callback,
            TState state,
            GrainTimerCreationOptions options)
        {
            ArgumentNullException.ThrowIfNull(callback);
            return GrainTimer.Start(Activation.Of(grain), token => callback(state, token), options);
        }

        /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)"/>
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain,
            Func<CancellationToken, Task> callback,
            GrainTimerCreationOptions options)
        {
            ArgumentNullException.ThrowIfNull(callback);
            return GrainTimer.Start(Activation.Of(grain), callback, options);
        }
    }
}
