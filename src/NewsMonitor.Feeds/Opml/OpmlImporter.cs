using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Opml;

/// <summary>
/// Adds the feeds of an OPML document. What is watched already stays as it is, so an import that broke off is simply made again.
/// </summary>
public sealed class OpmlImporter(IFeedStore store, TimeProvider clock)
{
    // Adds that are under way at a time: the database commits them together.
    private const int Batch = 100;

    private const int LongestShown = 200;

    /// <exception cref="StoreUnavailableException">What was added until then stays.</exception>
    public async Task<OpmlImport> ImportAsync(OpmlDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var refused = new List<OpmlLine>();
        var present = new List<OpmlLine>();
        var wanted = new Dictionary<string, (OpmlOutline Outline, HashSet<string> Tags)>(StringComparer.Ordinal);
        var doubles = new List<(OpmlOutline Outline, string Url)>();
        foreach (var outline in document.Outlines)
        {
            if (Url(outline, out var url) is { } why)
            {
                refused.Add(new OpmlLine(outline.Line, WithoutPassword(outline.Url), Cut(outline.Title, LongestShown), null, why));
            }
            else if (wanted.TryGetValue(url, out var first))
            {
                // Other programs write a feed once for each of its folders.
                first.Tags.UnionWith(outline.Tags);
                doubles.Add((outline, url));
            }
            else
            {
                wanted.Add(url, (outline, new HashSet<string>(outline.Tags, StringComparer.Ordinal)));
            }
        }

        var added = new List<OpmlLine>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in wanted.Chunk(Batch))
        {
            var stored = await Task.WhenAll(some.Select(pair => AddAsync(pair.Key, pair.Value.Outline, pair.Value.Tags, cancellationToken)));
            foreach (var (line, url, isNew) in stored)
            {
                (isNew ? added : present).Add(line);
                ids[url] = line.FeedId!;
            }
        }

        present.AddRange(doubles.Select(twin => new OpmlLine(
            twin.Outline.Line, twin.Url, Cut(twin.Outline.Title, LongestShown), ids[twin.Url], $"The same feed as in line {wanted[twin.Url].Outline.Line}.")));
        return new OpmlImport(added, [.. present.OrderBy(line => line.Line)], refused, document.Warnings);
    }

    private async Task<(OpmlLine Line, string Url, bool Added)> AddAsync(string url, OpmlOutline outline, HashSet<string> names, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        var title = Cut(outline.Title, FeedLimits.MaximumTitle);
        if (title != outline.Title)
            notes.Add($"The title was cut to {FeedLimits.MaximumTitle} characters.");
        // Programs without a title write the address into the place of it.
        if (title == outline.Url || title == url)
            title = null;
        string[] tags = [.. names.Select(name => Cut(name, FeedLimits.MaximumTag)!).Distinct(StringComparer.Ordinal)];
        if (tags.Any(tag => !names.Contains(tag)))
            notes.Add($"Tags were cut to {FeedLimits.MaximumTag} characters.");
        if (tags.Length > FeedLimits.MaximumTags)
            notes.Add($"Of {tags.Length} tags the first {FeedLimits.MaximumTags} were taken.");
        var (feed, added) = await store.AddAsync(
            new NewFeed(url, title, [.. tags.Take(FeedLimits.MaximumTags)], clock.GetUtcNow()), cancellationToken);
        var note = added && notes.Count > 0 ? string.Join(' ', notes) : null;
        return (new OpmlLine(outline.Line, feed.Url, feed.Title, feed.Id, note), url, added);
    }

    private static string? Url(OpmlOutline outline, out string url)
    {
        url = "";
        if (outline.Url is null)
            return "It names no feed: it has no xmlUrl.";
        try
        {
            url = FeedUrl.Normalise(outline.Url);
            return null;
        }
        catch (InvalidInputException e)
        {
            // The sentence may repeat the URL, and that a password.
            return outline.Url.Contains('@', StringComparison.Ordinal) ? "Its URL cannot be watched; one with a user name or password is not taken." : e.Message;
        }
    }

    private static string? WithoutPassword(string? url)
    {
        if (url?.IndexOf('@', StringComparison.Ordinal) is not (> 0 and var at))
            return Cut(url, LongestShown);
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        return Cut((scheme >= 0 && scheme < at ? url[..(scheme + 3)] : "") + "..." + url[at..], LongestShown);
    }

    private static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd();
    }
}
