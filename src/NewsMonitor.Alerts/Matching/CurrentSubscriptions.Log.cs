using Microsoft.Extensions.Logging;

namespace NewsMonitor.Alerts.Matching;

public sealed partial class CurrentSubscriptions
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Subscriptions} subscriptions with {Queries} different queries in {Segments} segments, {Unanchored} asked of every article, version {Version}")]
    private static partial void LogBuilt(ILogger logger, int subscriptions, int queries, int segments, int unanchored, long version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The subscriptions could not be compiled anew; what stands goes on")]
    private static partial void LogNotRebuilt(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscription {Subscription} is left out: its query cannot be read: {Error}")]
    private static partial void LogUnreadable(ILogger logger, string subscription, string error);
}
