namespace NewsMonitor.Model;

/// <summary>Which story an article belongs to, and why. Written with the article; a <see cref="StoryChange"/> may give it another story later.</summary>
public sealed record StoryAssignment
{
    public required string ArticleId { get; init; }

    public required string StoryId { get; init; }

    /// <summary>True when the article began the story.</summary>
    public required bool Began { get; init; }

    /// <summary>Evidence for joining the best candidate story; the article joins when it is above zero. Null without a candidate.</summary>
    public double? Score { get; init; }

    /// <summary>How far the best candidate was ahead of the second; null with fewer than two.</summary>
    public double? Margin { get; init; }

    /// <summary>The earlier article of the story that this one is a copy of; null when it is independent.</summary>
    public string? CopyOf { get; init; }

    /// <summary>For people: what spoke for and against, strongest first.</summary>
    public required string[] Reasons { get; init; }

    /// <summary>True when an operator put the article where it is: the engine does not take it away.</summary>
    public bool Pinned { get; init; }

    /// <summary>What the article told that the story did not have; null where it was not found out.</summary>
    public ArticleAdds? Adds { get; init; }

    /// <summary>How the story developed by it. Decided while the assignment is written, by the story's figures of that moment.</summary>
    public StoryDevelopment Development { get; init; } = StoryDevelopment.None;

    /// <summary>The facts by which the story may develop. Not kept: what came of them is.</summary>
    public StoryFact[] Facts { get; init; } = [];

    /// <summary>The face of the story that the article began; null for one that joined. Not kept with the article.</summary>
    public StoryFace? Face { get; init; }
}
