namespace NewsMonitor.Stories.Faces;

/// <summary>What stories show of their articles, and when they have developed: <c>NewsMonitor:Stories:Faces</c>.</summary>
public sealed record FaceOptions
{
    /// <summary>New names, and as many new figures, that are noted of an article at most, 1 to 100.</summary>
    public int Added { get; init; } = 8;

    /// <summary>By what a toll (people dead, injured, missing ...) has to rise for the story to have developed: 1.2 is a fifth more. Above 1.</summary>
    public double TollFactor { get; init; } = 1.2;

    /// <summary>Independent sources with which a story is established: a name, a figure or a first toll that it gets afterwards is late. 1 or more.</summary>
    public int EstablishedSources { get; init; } = 3;

    /// <summary>How old a story must be to be established. Zero or more.</summary>
    public TimeSpan EstablishedAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Outlets that must tell a late fact, each in a report of its own, before it is a development, 1 or more.</summary>
    public int Confirmations { get; init; } = 2;

    /// <summary>Times the independent sources, since the story began or last jumped, that are a jump. 1 or more.</summary>
    public double GrowthFactor { get; init; } = 2;

    /// <summary>Independent sources more that are a jump at least, 1 or more.</summary>
    public int GrowthSources { get; init; } = 3;

    /// <summary>How much more central than the headline another title must be to take its place: 0.15 is 15 %. Zero or more.</summary>
    public double HeadlineAdvantage { get; init; } = 0.15;

    /// <summary>Titles, the latest, of which the headline is chosen when an article joins; stories of more than twice as many wait for the second look. 3 to 100.</summary>
    public int HeadlineTitles { get; init; } = 12;

    /// <summary>Key terms, and as many names, that a story shows at most, 1 to 100.</summary>
    public int Shown { get; init; } = 8;

    /// <summary>Countries that a story shows at most, 1 to 100.</summary>
    public int Countries { get; init; } = 6;

    /// <summary>Articles of a story that are read for its key terms, names and countries, the latest, 1 to 1,000.</summary>
    public int ReadArticles { get; init; } = 24;

    /// <summary>How long a story is emerging at most. Zero or more.</summary>
    public TimeSpan EmergingFor { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Independent sources with which a story emerges no longer, 1 or more.</summary>
    public int EmergingSources { get; init; } = 3;

    /// <summary>A story is settled when it has had no report but copies for this long. Above zero.</summary>
    public TimeSpan SettledAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>What is wrong with the settings, a sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        Check(Added is >= 1 and <= 100, nameof(Added), "1 to 100", Added);
        Check(TollFactor is > 1 and < 1000, nameof(TollFactor), "above 1 and below 1000", TollFactor);
        Check(EstablishedSources >= 1, nameof(EstablishedSources), "1 or more", EstablishedSources);
        Check(EstablishedAfter >= TimeSpan.Zero, nameof(EstablishedAfter), "0 or more", EstablishedAfter);
        Check(Confirmations >= 1, nameof(Confirmations), "1 or more", Confirmations);
        Check(GrowthFactor >= 1, nameof(GrowthFactor), "1 or more", GrowthFactor);
        Check(GrowthSources >= 1, nameof(GrowthSources), "1 or more", GrowthSources);
        Check(HeadlineAdvantage is >= 0 and < 100, nameof(HeadlineAdvantage), "0 or more and below 100", HeadlineAdvantage);
        Check(HeadlineTitles is >= 3 and <= 100, nameof(HeadlineTitles), "3 to 100", HeadlineTitles);
        Check(Shown is >= 1 and <= 100, nameof(Shown), "1 to 100", Shown);
        Check(Countries is >= 1 and <= 100, nameof(Countries), "1 to 100", Countries);
        Check(ReadArticles is >= 1 and <= 1000, nameof(ReadArticles), "1 to 1000", ReadArticles);
        Check(EmergingFor >= TimeSpan.Zero, nameof(EmergingFor), "0 or more", EmergingFor);
        Check(EmergingSources >= 1, nameof(EmergingSources), "1 or more", EmergingSources);
        Check(SettledAfter > TimeSpan.Zero, nameof(SettledAfter), "above zero", SettledAfter);
        return wrong;

        void Check(bool right, string name, string expected, object value)
        {
            if (!right)
                wrong.Add(FormattableString.Invariant($"NewsMonitor:Stories:Faces:{name} is {value}; it must be {expected}."));
        }
    }
}
