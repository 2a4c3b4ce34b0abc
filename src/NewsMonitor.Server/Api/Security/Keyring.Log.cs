namespace NewsMonitor.Server.Api.Security;

internal sealed partial class Keyring
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "That the key {Id} was used is not stored: {Reason}")]
    private partial void LogUseLost(string id, string reason);
}
