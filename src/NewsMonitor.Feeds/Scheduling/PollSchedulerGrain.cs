using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsMonitor.Feeds.FullText;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>One shard's scheduler for the whole cluster. See <see cref="PollScheduler"/>.</summary>
#pragma warning disable CA1001 // The scheduler is disposed of when the grain is deactivated.
public sealed class PollSchedulerGrain(
    IFeedStore store, IPageStore pages, PageReader reader, IGrainFactory grains, StoryIndexWakes wakes, FeedOptions options, TimeProvider clock, FeedMetrics metrics,
    IHostApplicationLifetime process, ILogger<PollScheduler> logger) : Grain, IPollSchedulerGrain
#pragma warning restore CA1001
{
    private PollScheduler? _scheduler;
    private IGrainTimer? _timer;
    private CancellationTokenRegistration _stopping;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _scheduler = new PollScheduler(
            (int)this.GetPrimaryKeyLong(), store, (feed, stopping) => grains.GetGrain<IFeedGrain>(feed).PollAsync(false, stopping), options, clock, metrics, logger,
            new PageWork(pages, ReadPageAsync, ReleaseOverdueAsync, options.FullText.MaximumConcurrentPages));
        _timer = this.RegisterGrainTimer(_scheduler.SweepAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.SweepInterval) { KeepAlive = true });
        // A grain ends when its calls have ended, and those wait for turns.
        _stopping = process.ApplicationStopping.UnsafeRegister(static scheduler => ((PollScheduler)scheduler!).TurnGuestsAway(), _scheduler);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.DisposeAsync();
        if (_scheduler is not null)
            await _scheduler.DisposeAsync();
    }

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _timer?.Change(TimeSpan.Zero, options.SweepInterval);
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> TakeTurnAsync(string host, Guid turn, string? feed, TimeSpan patience, CancellationToken cancellationToken) =>
        _scheduler!.TakeTurnAsync(host, turn, feed, patience, cancellationToken);

    public Task EndTurnAsync(string host, Guid turn, CancellationToken cancellationToken)
    {
        _scheduler!.EndTurn(host, turn);
        return Task.CompletedTask;
    }

    public Task LeaveAsync(string host, string holder, CancellationToken cancellationToken)
    {
        _scheduler!.Leave(host, holder);
        return Task.CompletedTask;
    }

    public Task RestAsync(string host, DateTimeOffset until, CancellationToken cancellationToken)
    {
        _scheduler!.Rest(host, until);
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
