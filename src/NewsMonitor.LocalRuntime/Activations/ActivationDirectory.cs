using System.Collections.Concurrent;
using NewsMonitor.LocalRuntime.Types;

namespace NewsMonitor.LocalRuntime.Activations;

/// <summary>The activations that live, at most one for each grain. An activation takes itself out, under its own lock, as it dies.</summary>
internal sealed class ActivationDirectory
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();

    /// <summary>All that live now; the enumeration sees some of what comes and goes meanwhile.</summary>
    public IEnumerable<Activation> All => _activations.Select(static pair => pair.Value);

    public bool IsEmpty => _activations.IsEmpty;

    public bool TryGet(GrainId id, out Activation? activation) => _activations.TryGetValue(id, out activation);

    public Activation GetOrAdd(Activation candidate) => _activations.GetOrAdd(candidate.Id, candidate);

    public void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.Id, activation));

    public void Replace(Activation activation, Activation successor) => _activations.TryUpdate(activation.Id, successor, activation);
}
