using NewsMonitor.Model;

namespace NewsMonitor.Stories;

/// <summary>A change that somebody holds to be right, and what became of it is a <see cref="StoryChangeOutcome"/>.</summary>
public sealed record StoryChangeProposal
{
    private StoryChangeProposal()
    {
    }

    public required StoryChangeKind Kind { get; init; }

    /// <summary>The story that articles are to leave.</summary>
    public required string From { get; init; }

    /// <summary>The story that is to take them; null for a split, whose story begins with it.</summary>
    public string? To { get; private init; }

    /// <summary>The articles that are to leave; empty for a merge, which takes all.</summary>
    public IReadOnlyList<string> Articles { get; private init; } = [];

    /// <summary><see cref="StoryChange.Engine"/>, or who does it by hand.</summary>
    public string By { get; init; } = StoryChange.Engine;

    /// <summary>For people.</summary>
    public string[] Reasons { get; init; } = [];

    /// <summary>
    /// The newest change of the language that whoever proposes this knew: with a newer one it is refused. Null for a person, who decides by what
    /// there is.
    /// </summary>
    public long? KnownChange { get; init; }

    public bool ByEngine => By == StoryChange.Engine;

    /// <summary>All of a story's articles belong to another story.</summary>
    public static StoryChangeProposal Merge(string from, string into) => new() { Kind = StoryChangeKind.Merged, From = from, To = into };

    /// <summary>Some of a story's articles are an event of their own.</summary>
    public static StoryChangeProposal Split(string from, IReadOnlyList<string> articles) =>
        new() { Kind = StoryChangeKind.Split, From = from, Articles = articles };

    /// <summary>Some of a story's articles belong to another story.</summary>
    public static StoryChangeProposal Move(string from, string to, IReadOnlyList<string> articles) =>
        new() { Kind = StoryChangeKind.Moved, From = from, To = to, Articles = articles };
}
