using Microsoft.Extensions.Hosting;
using NewsMonitor.LocalRuntime.Activations;

namespace NewsMonitor.LocalRuntime.Hosting;

/// <summary>Ties the silo to the host: idle collection while it runs, and the end of all activations when it stops.</summary>
internal sealed class LocalSiloService(LocalSilo silo) : IHostedService, IDisposable
{
    private IdleCollector? _collector;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _collector = new IdleCollector(silo);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _collector?.Dispose();
        return silo.StopAsync(cancellationToken);
    }

    public void Dispose() => _collector?.Dispose();
}
