using Microsoft.Extensions.Logging;

namespace NewsMonitor.Alerts.Matching;

public sealed partial class CurrentSubscriptions
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Compiled {Subscriptions} subscriptions with {Queries} different queries, version {Version}")]
    private static partial void LogBuilt(ILogger logger, int subscriptions, int queries, long version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscription {Subscription} is left out: its query cannot be read: {Error}")]
    private static partial void LogUnreadable(ILogger logger, string subscription, string error);
}
