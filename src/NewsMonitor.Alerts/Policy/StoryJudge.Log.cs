using Microsoft.Extensions.Logging;

namespace NewsMonitor.Alerts.Policy;

public sealed partial class StoryJudge
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Story {Story} for {Subscriber}: {Verdict}, because {Reasons}")]
    private static partial void LogJudged(ILogger logger, string story, string subscriber, AlertVerdict verdict, string[] reasons);

    [LoggerMessage(Level = LogLevel.Error, Message = "Story {Story} could not be judged for {Subscriber}; it is put off")]
    private static partial void LogFailed(ILogger logger, Exception exception, string story, string subscriber);
}
