namespace NewsMonitor.Feeds.Fetching;

/// <summary>The HTTP stack wanted to send a request again, over another connection, because the first one closed without an answer.</summary>
public sealed class SecondConnectionException() : IOException("The connection was closed without an answer.");
