namespace NewsMonitor.Model;

/// <summary>One article of one outlet, as a feed brought it.</summary>
public sealed record Article
{
    /// <summary><see cref="IdOf"/> its feed and <see cref="Identity"/>. It keeps it when its feed becomes one with another.</summary>
    public required string Id { get; init; }

    public required string FeedId { get; init; }

    /// <summary>What makes it the same article in the next poll: its guid, else its link, else a hash of its content.</summary>
    public required string Identity { get; init; }

    /// <summary>The outlet: host of the article's link without <c>www.</c>, else of the feed.</summary>
    public required string Source { get; init; }

    public string? Url { get; init; }

    /// <summary>Plain text, white space folded; may be empty.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text of the content, else of the summary; may be empty.</summary>
    public required string Text { get; init; }

    public string? Author { get; init; }

    public string[] Categories { get; init; } = [];

    /// <summary>Primary language subtag (<c>en</c>), <c>und</c> when it cannot be told. The key of its story index.</summary>
    public required string Language { get; init; }

    /// <summary>When the outlet says that it was published; null when it does not say. Never later than we saw it.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>What the outlet said where that lay ahead of our clock, and <see cref="Published"/> is when we saw it instead; else null.</summary>
    public DateTimeOffset? PublishedClaim { get; init; }

    /// <summary>When we first saw it (our clock).</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When we last saw it change (our clock).</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Hash of what a reader sees: a different one under the same identity is an edit.</summary>
    public required string ContentHash { get; init; }

    /// <summary>
    /// Identities under which an earlier poll may have stored it, because its feed told its articles apart by something else then. Only for the
    /// store that takes it in; an article that is read back has none.
    /// </summary>
    public string[] OtherIdentities { get; init; } = [];

    /// <summary>Why the story engine could not take it; null when it could, or has not come to it yet.</summary>
    public string? SetAside { get; init; }

    /// <summary>
    /// How the article's own page was read for its text: <see cref="PageRead"/>, or in words why the text is the feed's; null when
    /// nobody asked for the page.
    /// </summary>
    public string? Page { get; init; }

    /// <summary>Value of <see cref="Page"/> when <see cref="Text"/> is the page's.</summary>
    public const string PageRead = "read";

    /// <summary>The id of a new article.</summary>
    public static string IdOf(string feedId, string identity) => StableId.Create("art", feedId, identity);
}
