namespace NewsMonitor.Stories.Faces;

/// <summary>What is kept of a story in order to tell a development from another report of the same. Bounded; stored with the story.</summary>
public sealed record StoryMemory
{
    public static StoryMemory Empty { get; } = new();

    /// <summary>The highest toll of each kind (<c>dead</c>, <c>injured</c> ...).</summary>
    public IReadOnlyDictionary<string, double> Tolls { get; init; } = new Dictionary<string, double>();

    /// <summary>Facts that the story got late and that too few outlets have told yet to count, oldest first.</summary>
    public IReadOnlyList<LateFact> Late { get; init; } = [];

    /// <summary>Independent sources when the story began or last jumped.</summary>
    public int Mark { get; init; } = 1;
}

/// <param name="Key">As in <see cref="Model.StoryFact.Key"/>.</param>
/// <param name="Sources">Outlets that told it, each once.</param>
/// <param name="IsTold">True when the story has developed by it: that happens once.</param>
public sealed record LateFact(string Key, IReadOnlyList<string> Sources, bool IsTold = false);
