namespace NewsMonitor.Model;

/// <summary>A second thought: articles changed their story, by the engine or by an operator. Written once, never changed.</summary>
public sealed record StoryChange
{
    /// <summary>What <see cref="By"/> says of the engine; everything else is an operator.</summary>
    public const string Engine = "engine";

    /// <summary>Order of writing; of one language a later one is never seen before an earlier one.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The language of both stories.</summary>
    public required string Language { get; init; }

    public required StoryChangeKind Kind { get; init; }

    /// <summary>The story that the articles left: the one that was merged away, split or given from.</summary>
    public required string From { get; init; }

    /// <summary>The story that they belong to since: the one that stayed, began by the split or took them.</summary>
    public required string To { get; init; }

    /// <summary>Ids of the articles that changed their story, in the order of their assignment. Never empty.</summary>
    public required string[] Articles { get; init; }

    /// <summary><see cref="Engine"/>, or who did it by hand.</summary>
    public required string By { get; init; }

    /// <summary>For people.</summary>
    public required string[] Reasons { get; init; }
}
