namespace NewsMonitor.Feeds.Opml;

/// <summary>What became of every outline of an imported document that names a feed, or ought to.</summary>
/// <param name="Warnings">What was wrong with the document as a whole.</param>
public sealed record OpmlImport(
    IReadOnlyList<OpmlLine> Added, IReadOnlyList<OpmlLine> Present, IReadOnlyList<OpmlLine> Refused, IReadOnlyList<string> Warnings);

/// <param name="Line">In the document, from 1.</param>
/// <param name="Url">As it is watched; of a refused one as it was written, without what may be a password.</param>
/// <param name="FeedId">Null for a refused one.</param>
/// <param name="Note">Why it was refused; else what was changed of what was written, null for nothing.</param>
public sealed record OpmlLine(int Line, string? Url, string? Title, string? FeedId, string? Note);
