using NewsMonitor.Model;

namespace NewsMonitor.Stories;

/// <summary>What became of a <see cref="StoryChangeProposal"/>.</summary>
/// <param name="Subject">The story or article that stood in the way; null where nothing did.</param>
/// <param name="Change">The change, or the earlier one that had done it already; null when it was refused, and where nothing had to be done.</param>
public sealed record StoryChangeOutcome(StoryChangeVerdict Verdict, StoryChange? Change, string? Subject = null)
{
    /// <summary>True when things are as proposed.</summary>
    public bool Stands => Verdict is StoryChangeVerdict.Done or StoryChangeVerdict.Already;
}

public enum StoryChangeVerdict
{
    Done,

    /// <summary>It was so already: nothing was written.</summary>
    Already,

    /// <summary>There is a change that whoever proposed this did not know.</summary>
    Stale,

    UnknownStory,

    /// <summary>The subject was merged into another story.</summary>
    MergedStory,

    /// <summary>Stories of different languages are never one.</summary>
    OtherLanguage,

    /// <summary>No articles are named.</summary>
    NoArticles,

    /// <summary>The subject is no article of the story.</summary>
    NotInStory,

    /// <summary>All articles of the story are named: nothing would be left of it.</summary>
    NothingLeft,

    /// <summary>An operator put the subject where it is, or apart from the other story.</summary>
    HeldByHand,
}
