using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>One shard's scheduler for the whole cluster. See <see cref="PollScheduler"/>.</summary>
#pragma warning disable CA1001 // The scheduler is disposed of when the grain is deactivated.
public sealed class PollSchedulerGrain(
    IFeedStore store, IGrainFactory grains, FeedOptions options, TimeProvider clock, FeedMetrics metrics, ILogger<PollScheduler> logger) : Grain, IPollSchedulerGrain
#pragma warning restore CA1001
{
    private PollScheduler? _scheduler;
    private IGrainTimer? _timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _scheduler = new PollScheduler(
            (int)this.GetPrimaryKeyLong(), store, (feed, stopping) => grains.GetGrain<IFeedGrain>(feed).PollAsync(false, stopping), options, clock, metrics, logger);
        _timer = this.RegisterGrainTimer(_scheduler.SweepAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.SweepInterval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_scheduler is not null)
            await _scheduler.DisposeAsync();
    }

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _timer?.Change(TimeSpan.Zero, options.SweepInterval);
        return Task.CompletedTask;
    }
}
