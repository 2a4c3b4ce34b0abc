using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>One shard's scheduler for the whole cluster. See <see cref="PollScheduler"/>.</summary>
#pragma warning disable CA1001 // The scheduler is disposed of when the grain is deactivated.
public sealed class PollSchedulerGrain : Grain, IPollSchedulerGrain
#pragma warning restore CA1001
{
    private readonly PollScheduler _scheduler;
    private readonly TimeSpan _sweep;
    private IGrainTimer? _timer;

    public PollSchedulerGrain(
        IFeedStore store, IGrainFactory grains, FeedOptions options, TimeProvider clock, FeedMetrics metrics, ILogger<PollScheduler> logger)
    {
        _sweep = options.SweepInterval;
        _scheduler = new PollScheduler(
            (int)this.GetPrimaryKeyLong(), store, (feed, stopping) => grains.GetGrain<IFeedGrain>(feed).PollAsync(false, stopping), options, clock, metrics, logger);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(_scheduler.SweepAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _sweep) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await _scheduler.DisposeAsync();

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _timer?.Change(TimeSpan.Zero, _sweep);
        return Task.CompletedTask;
    }
}
