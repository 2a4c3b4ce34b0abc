namespace NewsMonitor.Server.Demo.Press;

/// <summary>What an outlet publishes at a moment of the demo: an article, an edit of one, or the same one again under another URL.</summary>
public sealed record DemoArticle
{
    /// <summary>Name of the story's file, for example <c>the-call</c>: the event that the article reports.</summary>
    public required string Story { get; init; }

    /// <summary>Unique over all stories.</summary>
    public required string Id { get; init; }

    /// <summary><see cref="Outlet.Id"/>.</summary>
    public required string Outlet { get; init; }

    public required string Title { get; init; }

    public required string[] Paragraphs { get; init; }

    public required DateTimeOffset Published { get; init; }

    /// <summary>Seconds after the demo's start, at pace 1, at which it appears in the feed.</summary>
    public required double At { get; init; }

    /// <summary>The article of another outlet that this one is a syndicated copy of.</summary>
    public string? CopyOf { get; init; }

    /// <summary>The article that this is a later version of: it takes its place in the feed, under the same guid and link.</summary>
    public string? EditOf { get; init; }

    /// <summary>The article that this is once more: same text, and a link that carries tracking parameters.</summary>
    public string? RepublicationOf { get; init; }

    /// <summary>True for an article that a reader would call a new one.</summary>
    public bool IsNew => EditOf is null && RepublicationOf is null;
}
