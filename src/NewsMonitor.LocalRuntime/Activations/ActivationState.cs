namespace NewsMonitor.LocalRuntime.Activations;

internal enum ActivationState : byte
{
    /// <summary>Takes calls in, runs none: the grain is not built, or its OnActivateAsync has not ended.</summary>
    Activating,

    /// <summary>Takes calls in and runs them.</summary>
    Active,

    /// <summary>Takes calls in for its successor; running turns end, then OnDeactivateAsync runs.</summary>
    Deactivating,

    /// <summary>Takes nothing any more.</summary>
    Dead,
}
