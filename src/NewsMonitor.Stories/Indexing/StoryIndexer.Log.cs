using Microsoft.Extensions.Logging;

namespace NewsMonitor.Stories.Indexing;

public sealed partial class StoryIndexer
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Index of {Language} rebuilt: {Stories} open stories, {Articles} articles, in {Seconds:0.0} s")]
    private static partial void LogRebuilt(ILogger logger, string language, int stories, int articles, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Article {Article} ({Language}) could not be restored to its story's index")]
    private static partial void LogNotRestored(ILogger logger, Exception exception, string article, string language);

    [LoggerMessage(Level = LogLevel.Error, Message = "Article {Article} ({Language}) is set aside: the story engine could not take it")]
    private static partial void LogSetAside(ILogger logger, Exception exception, string article, string language);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The index of {Language} follows {Changes} changes of stories")]
    private static partial void LogFollowed(ILogger logger, string language, int changes);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stories} stories of {Language} closed")]
    private static partial void LogClosed(ILogger logger, string language, int stories);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database refused a batch of {Language} ({Refusals} in a row): the index was not current and is rebuilt")]
    private static partial void LogRefused(ILogger logger, string language, int refusals);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Articles} articles of {Language} cannot be written: fewer are tried, and one that cannot is set aside")]
    private static partial void LogNotStored(ILogger logger, Exception exception, int articles, string language);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What article {Article} ({Language}) adds to its story could not be found out")]
    private static partial void LogNoFace(ILogger logger, Exception exception, string article, string language);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What story {Story} ({Language}) shows of its articles could not be found out")]
    private static partial void LogNoStoryFace(ILogger logger, Exception exception, string story, string language);
}
