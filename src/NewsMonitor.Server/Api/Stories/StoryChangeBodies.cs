using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Stories;

/// <summary>Stories that are one event.</summary>
internal sealed record MergeStoriesBody
{
    /// <summary>Id of the story that stays.</summary>
    public required string Into { get; init; }

    /// <summary>Ids of the stories that go up into it; their ids lead to it from then on. At most 100.</summary>
    public required string[] Stories { get; init; }

    /// <summary>Why, for people; at most 500 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>Articles that are an event of their own.</summary>
internal sealed record SplitStoryBody
{
    /// <summary>Ids of the articles that become a story of their own: some of the story's, not all. At most 1,000.</summary>
    public required string[] Articles { get; init; }

    /// <summary>Why, for people; at most 500 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a merge or split came to.</summary>
/// <param name="Story">The story that stayed, as it is now.</param>
/// <param name="SplitOff">The story that began by a split, as it is now; null for a merge.</param>
/// <param name="Changes">What was changed, or had been before by the same request; empty where nothing had to be.</param>
internal sealed record ChangedStoriesBody(StoryBody Story, StoryBody? SplitOff, StoryChangeBody[] Changes);

/// <summary>A merge, split or move: articles changed their story.</summary>
/// <param name="From">The story that the articles left: merged away, split or given from.</param>
/// <param name="To">The story that they belong to since: the one that stayed, began by the split or took them.</param>
/// <param name="ArticleCount">Articles that changed their story.</param>
/// <param name="Articles">Their ids, at most 100 of them.</param>
/// <param name="By"><c>engine</c> for second thoughts, <c>operator</c> when done by hand.</param>
/// <param name="Reasons">For people.</param>
internal sealed record StoryChangeBody(
    long Sequence, DateTimeOffset At, StoryChangeKind Kind, string From, string To, int ArticleCount, string[] Articles, string By, string[] Reasons)
{
    private const int MostArticles = 100;

    public static StoryChangeBody Of(StoryChange change) => new(
        change.Sequence, change.At, change.Kind, change.From, change.To, change.Articles.Length, [.. change.Articles.Take(MostArticles)], change.By, change.Reasons);
}
