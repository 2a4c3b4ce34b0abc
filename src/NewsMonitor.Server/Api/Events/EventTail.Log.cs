namespace NewsMonitor.Server.Api.Events;

internal sealed partial class EventTail
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Listeners wait: {Reason}")]
    private partial void LogUnreadable(string reason);
}
