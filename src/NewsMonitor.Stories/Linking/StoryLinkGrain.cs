using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Stories.Linking;

/// <summary>Looks at the stories that changed, one batch after the other.</summary>
public sealed partial class StoryLinkGrain(
    IStoryLinkStore store, StoryOptions options, TimeProvider clock, ILogger<StoryLinkWorker> workerLogger, ILogger<StoryLinkGrain> logger) : Grain, IStoryLinkGrain
{
    private readonly StoryLinkWorker _worker = new(store, options, clock, workerLogger);
    private IGrainTimer? _timer;
    private bool _unavailable;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Kept alive: the profiles in memory are what this grain is for.
        _timer = this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.Sweep) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _timer?.Change(TimeSpan.Zero, options.Sweep);
        return Task.CompletedTask;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _worker.RunAsync(cancellationToken) > 0 && !cancellationToken.IsCancellationRequested)
            {
            }

            _unavailable = false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The activation ends; what was not stored is pending still.
        }
        catch (StoreUnavailableException e)
        {
            if (!_unavailable)
                LogUnavailable(logger, e);
            _unavailable = true;
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Links wait: the database is not available")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Linking failed and is tried again at the next sweep")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
