namespace NewsMonitor.Feeds.Parsing;

/// <summary>What a document says of itself, for a line on a page.</summary>
internal static class ShortTitle
{
    /// <returns>At most so many characters, and three dots where there were more; null for nothing.</returns>
    public static string? Of(string? title, int length) =>
        string.IsNullOrWhiteSpace(title) ? null : title.Length <= length ? title : string.Concat(title.AsSpan(0, length), "...");
}
