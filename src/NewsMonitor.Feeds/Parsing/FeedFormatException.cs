namespace NewsMonitor.Feeds.Parsing;

/// <summary>The document is no feed. The message says in one sentence what was found instead.</summary>
public sealed class FeedFormatException(string message) : Exception(message);
