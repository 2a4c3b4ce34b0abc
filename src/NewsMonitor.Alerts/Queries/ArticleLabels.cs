namespace NewsMonitor.Alerts.Queries;

/// <summary>What outlet and operator call an article and its feed, as queries ask of it.</summary>
public sealed class ArticleLabels
{
    private readonly (string Text, string[] Words)[] _categories;
    private readonly (string Text, string[] Words)[] _tags;
    private readonly ArticleFeed? _feed;

    internal ArticleLabels(IEnumerable<string> categories, ArticleFeed? feed)
    {
        _categories = Read(categories);
        _feed = feed;
        _tags = Read(feed?.Tags ?? []);
        FeedHost = feed is not null && Uri.TryCreate(feed.Url, UriKind.Absolute, out var url) ? SourceHost.Normalise(url.Host) : null;
        FeedTitle = feed?.Title is { } title ? WordSegmenter.Fold(title) : [];
    }

    /// <summary>Null when it is not known.</summary>
    public string? FeedId => _feed?.Id;

    /// <summary>Normalised; null when it is not known.</summary>
    public string? FeedHost { get; }

    /// <summary>Words of the feed's title, folded.</summary>
    public IReadOnlyList<string> FeedTitle { get; }

    /// <summary>The different words of all labels of a kind, folded.</summary>
    public IEnumerable<string> Words(Label label) => Of(label).SelectMany(l => l.Words).Distinct(StringComparer.Ordinal);

    /// <summary>The label that has these words one after the other, as it was written; null when there is none.</summary>
    internal string? Find(LabelNode node)
    {
        foreach (var (text, words) in Of(node.Label))
        {
            if (words.AsSpan().IndexOf(node.Words.AsSpan()) >= 0)
                return text;
        }

        return null;
    }

    internal bool IsFrom(FeedNode node) =>
        _feed is not null
        && (_feed.Id == node.Name
            || (FeedHost is not null && node.Host is not null && SourceHost.HasLabels(FeedHost, node.Host))
            || ((string[])FeedTitle).AsSpan().IndexOf((string[])node.Words) >= 0);

    /// <summary>The feed as people know it.</summary>
    internal string Feed => _feed?.Title ?? _feed?.Url ?? "";

    private (string Text, string[] Words)[] Of(Label label) => label == Label.Category ? _categories : _tags;

    private static (string, string[])[] Read(IEnumerable<string> labels) => [.. labels.Select(label => (label, WordSegmenter.Fold(label)))];
}
