using Microsoft.Extensions.Logging;

namespace NewsMonitor.Alerts.Deliveries;

public sealed partial class DeliveryRunner
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Delivered {Delivery} to {Endpoint} at attempt {Attempt}")]
    private static partial void LogDelivered(ILogger logger, string delivery, string endpoint, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} to {Endpoint} failed at attempt {Attempt}: {Error} Next attempt: {Next}")]
    private static partial void LogFailed(ILogger logger, string delivery, string endpoint, int attempt, string? error, DateTimeOffset? next);

    [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel} broke down while it delivered {Delivery} to {Endpoint}")]
    private static partial void LogBroken(ILogger logger, Exception e, string channel, string delivery, string endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Endpoint {Endpoint} is disabled: {Reason}")]
    private static partial void LogDisabled(ILogger logger, string endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Attempt {Attempt} of {Delivery} was recorded elsewhere")]
    private static partial void LogRecordedElsewhere(ILogger logger, string delivery, int attempt);
}
