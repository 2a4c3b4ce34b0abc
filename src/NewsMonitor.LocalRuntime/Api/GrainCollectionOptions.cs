namespace Orleans.Configuration;

/// <summary>When activations that nobody calls are ended, and how long beginning and ending may take.</summary>
public sealed class GrainCollectionOptions
{
    /// <summary>How often idle activations are looked for. Positive.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>An activation that was not called for this long is ended by the next look. Longer than <see cref="CollectionQuantum"/>.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long <see cref="Grain.OnActivateAsync"/> may take.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <see cref="Grain.OnDeactivateAsync"/> may take.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
