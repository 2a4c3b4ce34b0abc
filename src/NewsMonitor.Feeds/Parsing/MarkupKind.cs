namespace NewsMonitor.Feeds.Parsing;

internal enum MarkupKind
{
    /// <summary>Text in which a tag is only characters.</summary>
    Plain,

    Html,
}
