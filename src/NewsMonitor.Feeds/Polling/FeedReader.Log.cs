using Microsoft.Extensions.Logging;

namespace NewsMonitor.Feeds.Polling;

public sealed partial class FeedReader
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Poll of feed {Feed} ({Url}) failed: {Error} Next poll {Next}")]
    private static partial void LogFailed(ILogger logger, string feed, string url, string error, string next);

    [LoggerMessage(Level = LogLevel.Error, Message = "The document of feed {Feed} ({Url}) could not be read")]
    private static partial void LogFault(ILogger logger, Exception exception, string feed, string url);
}
