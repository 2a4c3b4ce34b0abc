using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Stories.Linking;

/// <summary>Looks at the stories that changed, one batch after the other, over the profiles that it keeps in memory.</summary>
public sealed partial class StoryLinkGrain(
    IStoryLinkStore store, StoryOptions options, TimeProvider clock, ILogger<StoryLinkWorker> workerLogger, ILogger<StoryLinkGrain> logger)
    : SweepGrain(options.Sweep), IStoryLinkGrain
{
    private readonly StoryLinkWorker _worker = new(store, options, clock, workerLogger);

    protected override async Task<bool> WorkAsync(CancellationToken cancellationToken) => await _worker.RunAsync(cancellationToken) > 0;

    protected override void SayUnavailable(StoreUnavailableException exception) => LogUnavailable(logger, exception);

    protected override void SayFailed(Exception exception) => LogFailed(logger, exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Links wait: the database is not available")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Linking failed and is tried again at the next sweep")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
