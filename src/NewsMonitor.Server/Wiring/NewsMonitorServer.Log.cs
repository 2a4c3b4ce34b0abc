namespace NewsMonitor.Server.Wiring;

internal static partial class NewsMonitorServer
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "NewsMonitor:Feeds:Contact is not set: outlets are not told whom they may write to about these polls")]
    private static partial void LogNoContact(ILogger logger);
}
