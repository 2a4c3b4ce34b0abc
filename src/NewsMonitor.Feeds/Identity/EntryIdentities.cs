using NewsMonitor.Feeds.Parsing;

namespace NewsMonitor.Feeds.Identity;

/// <summary>
/// What makes each entry of a document the same article in the next poll: its guid, else its link, else its content's hash. A guid or
/// link that stands for different articles of the document identifies none of them.
/// </summary>
internal sealed class EntryIdentities
{
    private readonly HashSet<string> _own;
    private readonly HashSet<string> _guids;
    private readonly HashSet<string> _links;

    public EntryIdentities(FeedDocument document, string feedUrl)
    {
        // A publisher that writes its own address into every entry says nothing about the entry, even when there is only one.
        string?[] own = [feedUrl, document.Feed.Link, document.Feed.Id, document.Feed.Self];
        _own = [.. own.OfType<string>(), .. own.OfType<string>().Select(CanonicalLink.Of)];
        _guids = Ambiguous(document.Entries, static entry => entry.Id, static entry => (entry.Link is null ? null : CanonicalLink.Of(entry.Link)) ?? entry.Title?.Text);
        _links = Ambiguous(document.Entries, static entry => entry.Link is null ? null : CanonicalLink.Of(entry.Link), static entry => entry.Title?.Text);
    }

    /// <summary>
    /// What identifies the entry, best first. The first counts; the others are what it may have been in a poll whose document told less or
    /// more: of a guid that all items share, a document of one item does not show it.
    /// </summary>
    /// <param name="entry">An entry of the document.</param>
    /// <param name="contentHash">What it is identified by when nothing else does.</param>
    public IEnumerable<string> Of(FeedEntry entry, string contentHash)
    {
        var guid = entry.Id is { } id && !_own.Contains(id) ? id : null;
        var link = entry.Link is { } address && CanonicalLink.Of(address) is var canonical && !_own.Contains(canonical) ? canonical : null;
        var (sharesGuid, sharesLink) = (guid is not null && _guids.Contains(guid), link is not null && _links.Contains(link));
        string?[] best =
        [
            sharesGuid ? null : guid, sharesLink ? null : link, contentHash, sharesGuid ? guid : null, sharesLink ? link : null,
            WebScheme.Other(guid), WebScheme.Other(link),
        ];
        return best.OfType<string>().Distinct(StringComparer.Ordinal);
    }

    /// <summary>Values that entries share although they differ in what tells articles apart.</summary>
    private static HashSet<string> Ambiguous(IReadOnlyList<FeedEntry> entries, Func<FeedEntry, string?> value, Func<FeedEntry, string?> difference)
    {
        var seen = new Dictionary<string, string?>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (value(entry) is not { } key)
                continue;
            var told = difference(entry);
            if (!seen.TryGetValue(key, out var before))
                seen.Add(key, told);
            else if (told != before)
                ambiguous.Add(key);
        }

        return ambiguous;
    }
}
