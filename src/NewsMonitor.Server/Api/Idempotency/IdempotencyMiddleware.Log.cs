namespace NewsMonitor.Server.Api.Idempotency;

internal sealed partial class IdempotencyMiddleware
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer under an Idempotency-Key is not remembered: {Reason}")]
    private partial void LogNotRemembered(string reason);
}
