namespace NewsMonitor.Model;

/// <summary>What an article told that its story did not have before, found out when it joined. A copy adds nothing.</summary>
public sealed record ArticleAdds
{
    /// <summary>Share of what the article has to tell (its words, rare ones weighing more) that the story had not: 0 nothing, 1 all of it.</summary>
    public required double Novelty { get; init; }

    /// <summary>New names as the article writes them, the most telling first.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>New numbers and sums with what they count, as the article writes them: <c>31 dead</c>, <c>£31m</c>.</summary>
    public string[] Figures { get; init; } = [];
}
