namespace NewsMonitor.Server.Wiring;

internal sealed partial class PipelinePings
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep fails at {Step}, and goes on trying: {Reason}")]
    private partial void LogFailed(string step, Exception? exception, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The sweep succeeds at {Step} again")]
    private partial void LogRecovered(string step);
}
