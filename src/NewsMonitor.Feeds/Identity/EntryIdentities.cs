using NewsMonitor.Feeds.Parsing;

namespace NewsMonitor.Feeds.Identity;

/// <summary>
/// What makes each entry of a document the same article in the next poll: its guid, else its link, else null (a hash of its content). A
/// guid or link that stands for different articles of the document identifies none of them.
/// </summary>
internal sealed class EntryIdentities
{
    private readonly HashSet<string> _guids;
    private readonly HashSet<string> _links;

    public EntryIdentities(FeedDocument document, string feedUrl)
    {
        // A publisher that writes its own address into every entry says nothing about the entry, even when there is only one.
        string?[] own = [feedUrl, document.Feed.Link, document.Feed.Id, document.Feed.Self];
        _guids = Ambiguous(document.Entries, static entry => entry.Id, static entry => (entry.Link is null ? null : CanonicalLink.Of(entry.Link)) ?? entry.Title?.Text);
        _links = Ambiguous(document.Entries, static entry => entry.Link is null ? null : CanonicalLink.Of(entry.Link), static entry => entry.Title?.Text);
        foreach (var address in own.OfType<string>())
        {
            _guids.Add(address);
            _links.Add(CanonicalLink.Of(address));
        }
    }

    /// <summary>The guid or the canonical link that identifies the entry; null when neither does.</summary>
    public string? Of(FeedEntry entry)
    {
        if (entry.Id is { } id && !_guids.Contains(id))
            return id;
        return entry.Link is { } link && CanonicalLink.Of(link) is var canonical && !_links.Contains(canonical) ? canonical : null;
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
