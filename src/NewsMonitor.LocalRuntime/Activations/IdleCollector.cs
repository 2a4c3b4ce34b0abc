using NewsMonitor.LocalRuntime.Hosting;

namespace NewsMonitor.LocalRuntime.Activations;

/// <summary>Ends activations that nobody has called for the collection age: looks at all of them once every quantum.</summary>
internal sealed class IdleCollector : IDisposable
{
    private readonly LocalSilo _silo;
    private readonly ITimer _timer;

    public IdleCollector(LocalSilo silo)
    {
        _silo = silo;
        var quantum = silo.Collection.CollectionQuantum;
        _timer = silo.Clock.CreateTimer(static collector => ((IdleCollector)collector!).Look(), this, quantum, quantum);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = _silo.Clock.GetUtcNow();
        foreach (var activation in _silo.Activations.All)
        {
            if (!activation.Id.Type.IsKeptAlive)
                activation.DeactivateIfIdle(_silo.Collection.CollectionAge, now);
        }
    }
}
