using Microsoft.Extensions.Logging;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>Turns as the scheduler of the host's shard gives them, wherever in the cluster it is.</summary>
public sealed partial class ShardTurns(IGrainFactory grains, FeedOptions options, TimeProvider clock, ILogger<ShardTurns> logger) : IHostTurns
{
    public async Task<DateTimeOffset?> TakeTurnAsync(string host, Guid turn, string? feed, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await Of(host).TakeTurnAsync(host, turn, feed, patience, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            // Its silo is gone or going. Whoever schedules next does not know the turns of before, but they end soon.
            LogNoAnswer(logger, host, e.Message);
            return clock.GetUtcNow();
        }
    }

    public void EndTurn(string host, Guid turn) => _ = Of(host).EndTurnAsync(host, turn, CancellationToken.None);

    public void Leave(string host, string holder) => _ = Of(host).LeaveAsync(host, holder, CancellationToken.None);

    public void Rest(string host, DateTimeOffset until) => _ = Of(host).RestAsync(host, until, CancellationToken.None);

    private IPollSchedulerGrain Of(string host) => grains.GetGrain<IPollSchedulerGrain>(HostShard.Bucket(host) % options.SchedulerShards);
}
