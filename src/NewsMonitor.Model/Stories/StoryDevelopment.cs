namespace NewsMonitor.Model;

/// <summary>How a story materially developed when an article joined; reasons are for people.</summary>
public sealed record StoryDevelopment
{
    public static StoryDevelopment None { get; } = new();

    /// <summary>New facts: <c>31 dead (before: 23)</c>, <c>new name: Li Qiang</c>. Empty when there are none of weight.</summary>
    public string[] Facts { get; init; } = [];

    /// <summary>A jump in independent sources since the story began or last jumped: <c>independent sources 1 → 4</c>; null when there was none.</summary>
    public string? Growth { get; init; }

    public bool IsMaterial => Facts.Length > 0 || Growth is not null;
}
