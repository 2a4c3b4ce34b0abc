using Microsoft.Extensions.Logging;

namespace NewsMonitor.Feeds.Polling;

public sealed partial class FeedGrain
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "The story index of language {Language} could not be woken; its sweep finds the articles")]
    private static partial void LogWakeLost(ILogger logger, Exception exception, string language);
}
