namespace NewsMonitor.Stories.Linking;

/// <summary>How much each kind of shared key counts, and how much it takes for a link.</summary>
internal sealed record LinkWeights
{
    public static LinkWeights Default { get; } = new();

    public double Place { get; init; } = 0.5;

    public double Concept { get; init; } = 0.7;

    public double Number { get; init; } = 0.8;

    public double Day { get; init; } = 1;

    public double Link { get; init; } = 2;

    /// <summary>Days between the publications of two stories of one event at most.</summary>
    public double MaximumGap { get; init; } = 2;

    /// <summary>Times the needed evidence where a story is undated.</summary>
    public double Undated { get; init; } = 1.3;

    /// <summary>Share of what both have that is shared, at least.</summary>
    public double LeastShare { get; init; } = 0.15;

    /// <summary>The same where a story is undated: the same people in another event share a fifth.</summary>
    public double LeastShareUndated { get; init; } = 0.25;

    /// <summary>A story of a language is linked if its evidence is at least this share of the best of that language.</summary>
    public double Margin { get; init; } = 0.8;

    /// <summary>Stories that an index is taken to have seen before the first: a cold one must not find everything rare.</summary>
    public double PriorStories { get; init; } = 200;

    public double Of(LinkKeyKind kind) => kind switch
    {
        LinkKeyKind.Place => Place,
        LinkKeyKind.Concept => Concept,
        LinkKeyKind.Number => Number,
        LinkKeyKind.Day => Day,
        LinkKeyKind.Link => Link,
        _ => 1,
    };
}
