using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Stories.Review;

public sealed partial class StoryReviewRun
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Second thoughts: {Kind}, {Articles} articles of {From} to {To}, because {Reasons}")]
    private static partial void LogChanged(ILogger logger, StoryChangeKind kind, string from, string to, int articles, string[] reasons);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Second thoughts about {Story} were refused: {Verdict}, {Subject}")]
    private static partial void LogRefused(ILogger logger, string story, StoryChangeVerdict verdict, string? subject);

    [LoggerMessage(Level = LogLevel.Error, Message = "Second thoughts about {Story} failed; it is put off")]
    private static partial void LogFailed(ILogger logger, Exception exception, string story);
}
