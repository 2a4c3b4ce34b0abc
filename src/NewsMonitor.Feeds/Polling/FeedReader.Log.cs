using Microsoft.Extensions.Logging;

namespace NewsMonitor.Feeds.Polling;

public sealed partial class FeedReader
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Poll of feed {Feed} ({Url}) failed: {Error} Next poll {Next}")]
    private static partial void LogFailed(ILogger logger, string feed, string url, string error, string next);

    [LoggerMessage(Level = LogLevel.Error, Message = "The document of feed {Feed} ({Url}) could not be read")]
    private static partial void LogFault(ILogger logger, Exception exception, string feed, string url);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No feed of any host could be reached since {Since}: taken for an outage of our own. Failures are not counted; one poll at a time finds out when it is over")]
    private static partial void LogOutageBegan(ILogger logger, DateTimeOffset since);

    [LoggerMessage(Level = LogLevel.Information, Message = "Feeds can be reached again: the outage since {Since} is over")]
    private static partial void LogOutageEnded(ILogger logger, DateTimeOffset since);

    [LoggerMessage(Level = LogLevel.Information, Message = "Feed {Feed} ({Url}) gets another URL. {Reason}")]
    private static partial void LogMoved(ILogger logger, string feed, string url, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Feed} ({Url}) is not polled any more. {Reason}")]
    private static partial void LogGone(ILogger logger, string feed, string url, string reason);
}
