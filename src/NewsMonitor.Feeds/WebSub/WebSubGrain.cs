using NewsMonitor.Model;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>See <see cref="WebSubWorker"/>.</summary>
public sealed class WebSubGrain(WebSubWorker worker, FeedOptions options) : Grain, IWebSubGrain
{
    private IGrainTimer? _timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(worker.SweepAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.WebSub.SweepInterval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _timer?.Change(TimeSpan.Zero, options.WebSub.SweepInterval);
        return Task.CompletedTask;
    }
}
