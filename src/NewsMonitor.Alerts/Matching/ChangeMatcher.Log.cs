using Microsoft.Extensions.Logging;

namespace NewsMonitor.Alerts.Matching;

public sealed partial class ChangeMatcher
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Article {Article} could not be matched and is passed over")]
    private static partial void LogFailed(ILogger logger, Exception exception, string article);
}
