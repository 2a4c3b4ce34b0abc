using Microsoft.Extensions.Logging;

namespace NewsMonitor.Feeds.Scheduling;

public sealed partial class ShardTurns
{
    [LoggerMessage(Level = LogLevel.Information, Message = "No turn at {Host}, because its scheduler gives no answer: {Error}")]
    private static partial void LogNoAnswer(ILogger logger, string host, string error);
}
