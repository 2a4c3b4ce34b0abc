using Microsoft.Extensions.Logging;
using NewsMonitor.Feeds.FullText;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>One shard's scheduler for the whole cluster. See <see cref="PollScheduler"/>.</summary>
#pragma warning disable CA1001 // The scheduler is disposed of when the grain is deactivated.
public sealed class PollSchedulerGrain(
    IFeedStore store, IPageStore pages, PageReader reader, IGrainFactory grains, StoryIndexWakes wakes, FeedOptions options, TimeProvider clock, FeedMetrics metrics,
    ILogger<PollScheduler> logger) : Grain, IPollSchedulerGrain
#pragma warning restore CA1001
{
    private PollScheduler? _scheduler;
    private IGrainTimer? _timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _scheduler = new PollScheduler(
            (int)this.GetPrimaryKeyLong(), store, (feed, stopping) => grains.GetGrain<IFeedGrain>(feed).PollAsync(false, stopping), options, clock, metrics, logger,
            new PageWork(pages, ReadPageAsync, ReleaseOverdueAsync, options.FullText.MaximumConcurrentPages));
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

    private async Task<bool> ReadPageAsync(string articleId, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(articleId, cancellationToken) is not { } language)
            return false;
        await wakes.WakeAsync([language]);
        return true;
    }

    private async Task ReleaseOverdueAsync(CancellationToken cancellationToken) => await wakes.WakeAsync(await reader.ReleaseOverdueAsync(cancellationToken));
}
