using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Deliveries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Grains;

/// <summary>Delivers to one endpoint; slow ones hold up nobody else. See <see cref="DeliveryRunner"/>.</summary>
public sealed class EndpointGrain(DeliveryRunner runner, IGrainFactory grains, AlertOptions options, TimeProvider clock, ILogger<EndpointGrain> logger)
    : WorkerGrain(options, clock, logger), IEndpointGrain
{
    protected override async Task<IReadOnlyCollection<DateTimeOffset>> WorkAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? next = null;
        while (true)
        {
            var batch = await runner.RunAsync(this.GetPrimaryKeyString(), cancellationToken);
            foreach (var other in batch.Wake)
                await grains.GetGrain<IEndpointGrain>(other).WakeAsync(cancellationToken);
            next = next is null || batch.Next < next ? batch.Next : next;
            if (batch.Attempted == 0)
                return next is { } time ? [time] : [];
        }
    }
}
