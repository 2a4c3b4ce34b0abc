using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Grains;

/// <summary>The single writer of what one subscriber is told. See <see cref="StoryJudge"/>.</summary>
public sealed class SubscriberGrain(StoryJudge judge, IGrainFactory grains, AlertOptions options, TimeProvider clock, ILogger<SubscriberGrain> logger)
    : WorkerGrain(options, clock, logger), ISubscriberGrain
{
    protected override async Task<IReadOnlyCollection<DateTimeOffset>> WorkAsync(CancellationToken cancellationToken)
    {
        var later = new HashSet<DateTimeOffset>();
        while (true)
        {
            var batch = await judge.RunAsync(this.GetPrimaryKeyString(), cancellationToken);
            if (batch.Judged == 0)
                return later;
            later.UnionWith(batch.Later);
            foreach (var endpoint in batch.Endpoints)
                await grains.GetGrain<IEndpointGrain>(endpoint).WakeAsync(cancellationToken);
        }
    }
}
