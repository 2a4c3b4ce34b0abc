namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>
/// A value that several elements may give: the one of the better source wins, whatever their order (an item's own title over
/// <c>media:title</c>).
/// </summary>
internal struct Ranked<T>
{
    private int _rank;

    public T? Value { get; private set; }

    public readonly bool IsSet => _rank > 0;

    /// <param name="rank">1 and up; a higher one wins, of equals the first.</param>
    /// <param name="value">Null is no value.</param>
    public void Offer(int rank, T? value)
    {
        if (value is null || rank <= _rank)
            return;
        (_rank, Value) = (rank, value);
    }
}

/// <summary>An entry while its elements come in.</summary>
internal sealed class EntryBuilder
{
    /// <summary>Most categories, authors or enclosures kept of one entry.</summary>
    private const int MostOfAKind = 100;

    /// <summary>Longest category kept, in characters.</summary>
    private const int MaxCategoryLength = 200;

    private readonly List<string> _authors = [];
    private readonly List<string> _categories = [];
    private readonly List<FeedEnclosure> _enclosures = [];
    private readonly List<FeedEnclosure> _media = [];

    public Ranked<string> Id;
    public Ranked<string> Link;
    public Ranked<FeedMarkup> Title;
    public Ranked<FeedMarkup> Summary;
    public Ranked<FeedMarkup> Content;
    public Ranked<string> ModuleAuthor;
    public string? SourceAuthor;
    public Ranked<string> Language;
    public DateTimeOffset? Published;
    public DateTimeOffset? Updated;
    public DateTimeOffset? Created;

    public void AddAuthor(string? author) => Add(_authors, author);

    public void AddCategory(string? category) => Add(_categories, category is { Length: > MaxCategoryLength } ? category[..MaxCategoryLength] : category);

    public void AddEnclosure(FeedEnclosure? enclosure) => Add(_enclosures, enclosure);

    public void AddMedia(FeedEnclosure? enclosure) => Add(_media, enclosure);

    /// <summary>A second description beside a summary is the content (what publishers mean who write both).</summary>
    public void AddDescription(int rank, FeedMarkup? markup)
    {
        if (Summary.IsSet && !Content.IsSet && rank == EntryRank.Own)
            Content.Offer(EntryRank.Own, markup);
        else
            Summary.Offer(rank, markup);
    }

    public FeedEntry Build()
    {
        foreach (var media in _media)
        {
            if (!_enclosures.Exists(known => known.Url == media.Url))
                Add(_enclosures, media);
        }

        return new FeedEntry
        {
            // A podcast's episode may have nothing else.
            Id = Id.Value ?? (Link.IsSet ? null : _enclosures.FirstOrDefault()?.Url),
            Title = Title.Value,
            Link = Link.Value,
            Published = Published ?? Created,
            Updated = Updated,
            Summary = Summary.Value ?? Content.Value,
            Content = Content.Value,
            Author = _authors.Count > 0 ? string.Join(", ", _authors) : ModuleAuthor.Value ?? SourceAuthor,
            Language = Language.Value,
            Categories = _categories,
            Enclosures = _enclosures,
        };
    }

    private static void Add<T>(List<T> list, T? value)
    {
        if (value is not null && list.Count < MostOfAKind && !list.Contains(value))
            list.Add(value);
    }
}

/// <summary>Which of two sources of a value is better.</summary>
internal static class EntryRank
{
    /// <summary>A module's element that means much the same (<c>media:title</c>).</summary>
    public const int Module = 1;

    /// <summary>A module's element that means the same (<c>dc:title</c>).</summary>
    public const int Twin = 2;

    /// <summary>The format's own element.</summary>
    public const int Own = 3;

    /// <summary>Said so explicitly (<c>rel="alternate" type="text/html"</c>, <c>feedburner:origLink</c>).</summary>
    public const int Explicit = 4;
}
