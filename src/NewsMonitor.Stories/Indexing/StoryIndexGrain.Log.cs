using Microsoft.Extensions.Logging;

namespace NewsMonitor.Stories.Indexing;

public sealed partial class StoryIndexGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Articles of {Language} wait: the database is not available")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string language);

    [LoggerMessage(Level = LogLevel.Error, Message = "The index of {Language} failed and is tried again at the next sweep")]
    private static partial void LogFailed(ILogger logger, Exception exception, string language);
}
