using Microsoft.Extensions.Logging;

namespace NewsMonitor.Feeds.FullText;

public sealed partial class PageReader
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Article {Article} ({Url}) goes on with the text of its feed: {Reason}")]
    private static partial void LogWithout(ILogger logger, string article, string? url, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The page {Url} is asked for again: {Reason}")]
    private static partial void LogAgain(ILogger logger, string url, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The page of article {Article} ({Url}) could not be read")]
    private static partial void LogFault(ILogger logger, Exception exception, string article, string url);
}
