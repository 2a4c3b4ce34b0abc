namespace NewsMonitor.Feeds.Parsing.Charsets;

/// <summary>A body as characters.</summary>
/// <param name="Text">The decoded document without a byte order mark.</param>
/// <param name="Charset">The charset that was used.</param>
/// <param name="Warning">A sentence when what the document declared was not what it was; else null.</param>
internal readonly record struct BodyText(string Text, string Charset, string? Warning);
