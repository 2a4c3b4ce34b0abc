namespace NewsMonitor.Feeds.Opml;

/// <summary>A list of feeds as another program wrote it, nothing checked yet.</summary>
/// <param name="Warnings">What was wrong with the document and was read nevertheless, a sentence each.</param>
public sealed record OpmlDocument(IReadOnlyList<OpmlOutline> Outlines, IReadOnlyList<string> Warnings);

/// <summary>An outline that names a feed, or neither names one nor holds any.</summary>
/// <param name="Line">In the document, from 1.</param>
/// <param name="Url">As written; null when it names no feed.</param>
/// <param name="Title">As written; null when it has none.</param>
/// <param name="Tags">Names of the folders around it from the outside in, then its categories; each once.</param>
public sealed record OpmlOutline(int Line, string? Url, string? Title, string[] Tags);
