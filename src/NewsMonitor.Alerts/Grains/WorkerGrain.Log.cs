using Microsoft.Extensions.Logging;

namespace NewsMonitor.Alerts.Grains;

public abstract partial class WorkerGrain
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} {Key} waits: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string grain, string key, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} {Key} failed and tries again at the next sweep")]
    private static partial void LogFailed(ILogger logger, Exception exception, string grain, string key);
}
