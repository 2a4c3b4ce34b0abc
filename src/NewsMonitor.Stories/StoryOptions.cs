namespace NewsMonitor.Stories;

/// <summary>Settings of the story engine and its index, bound from <c>NewsMonitor:Stories</c>.</summary>
public sealed record StoryOptions
{
    /// <summary>
    /// A story closes when it has had no article for this long (by arrival), and takes no article whose publication is further than this from
    /// the publications of its articles. At least an hour.
    /// </summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Open stories of one language at most, 100 or more: beyond it the longest quiet ones close.</summary>
    public int MaximumOpenStories { get; init; } = 200_000;

    /// <summary>Evidence an article needs to join a story. Higher gives more and purer stories. Above 0.</summary>
    public double Threshold { get; init; } = 2.4;

    /// <summary>Words of a body that are counted, function words apart.</summary>
    public int BodyTerms { get; init; } = 400;

    /// <summary>Words at a body's start that count twice.</summary>
    public int LeadTerms { get; init; } = 50;

    /// <summary>How often a title's words count when there is a body.</summary>
    public int TitleWeight { get; init; } = 3;

    /// <summary>Stories that an article is compared with in full, 2 to 200.</summary>
    public int Candidates { get; init; } = 14;

    /// <summary>Pending articles taken in one step, 1 to 1,000.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>How often an index looks for pending articles that nobody woke it for.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>New names that are noted of an article at most, 1 to 100.</summary>
    public int AddedNames { get; init; } = 8;

    /// <summary>New figures that are noted of an article at most, 1 to 100.</summary>
    public int AddedFigures { get; init; } = 8;

    /// <summary>By what a toll (people dead, injured, missing ...) has to rise for the story to have developed: 1.2 is a fifth more. Above 1.</summary>
    public double DevelopmentTollFactor { get; init; } = 1.2;

    /// <summary>Independent sources that a story needs before a name, a figure or a first toll that it has not yet can be a development, 1 or more.</summary>
    public int DevelopmentSources { get; init; } = 3;

    /// <summary>How long after a story's first article that can be. Zero or more.</summary>
    public TimeSpan DevelopmentAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Outlets, each independent, that must tell such a fact before it is a development, 1 or more.</summary>
    public int DevelopmentConfirmations { get; init; } = 2;

    /// <summary>Times the independent sources, since the story began or last jumped, that are a jump. 1 or more.</summary>
    public double DevelopmentGrowthFactor { get; init; } = 2;

    /// <summary>Independent sources more that are a jump at least, 1 or more.</summary>
    public int DevelopmentGrowthSources { get; init; } = 3;

    /// <summary>How much more central than the headline another title must be to take its place: 0.15 is 15 %. Zero or more.</summary>
    public double HeadlineAdvantage { get; init; } = 0.15;

    /// <summary>Titles, the latest, of which the headline is chosen when an article joins, 3 to 100.</summary>
    public int HeadlineTitles { get; init; } = 12;

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
        Check(CloseAfter >= TimeSpan.FromHours(1), nameof(CloseAfter), "an hour or more", CloseAfter);
        Check(MaximumOpenStories >= 100, nameof(MaximumOpenStories), "100 or more", MaximumOpenStories);
        Check(Threshold is > 0 and < 100, nameof(Threshold), "above 0 and below 100", Threshold);
        Check(BodyTerms is >= 0 and <= 100_000, nameof(BodyTerms), "0 to 100000", BodyTerms);
        Check(LeadTerms is >= 0 and <= 100_000, nameof(LeadTerms), "0 to 100000", LeadTerms);
        Check(TitleWeight is >= 1 and <= 100, nameof(TitleWeight), "1 to 100", TitleWeight);
        Check(Candidates is >= 2 and <= 200, nameof(Candidates), "2 to 200", Candidates);
        Check(BatchSize is >= 1 and <= 1000, nameof(BatchSize), "1 to 1000", BatchSize);
        Check(Sweep > TimeSpan.Zero, nameof(Sweep), "above zero", Sweep);
        Check(AddedNames is >= 1 and <= 100, nameof(AddedNames), "1 to 100", AddedNames);
        Check(AddedFigures is >= 1 and <= 100, nameof(AddedFigures), "1 to 100", AddedFigures);
        Check(DevelopmentTollFactor is > 1 and < 1000, nameof(DevelopmentTollFactor), "above 1 and below 1000", DevelopmentTollFactor);
        Check(DevelopmentSources >= 1, nameof(DevelopmentSources), "1 or more", DevelopmentSources);
        Check(DevelopmentAfter >= TimeSpan.Zero, nameof(DevelopmentAfter), "0 or more", DevelopmentAfter);
        Check(DevelopmentConfirmations >= 1, nameof(DevelopmentConfirmations), "1 or more", DevelopmentConfirmations);
        Check(DevelopmentGrowthFactor >= 1, nameof(DevelopmentGrowthFactor), "1 or more", DevelopmentGrowthFactor);
        Check(DevelopmentGrowthSources >= 1, nameof(DevelopmentGrowthSources), "1 or more", DevelopmentGrowthSources);
        Check(HeadlineAdvantage is >= 0 and < 100, nameof(HeadlineAdvantage), "0 or more and below 100", HeadlineAdvantage);
        Check(HeadlineTitles is >= 3 and <= 100, nameof(HeadlineTitles), "3 to 100", HeadlineTitles);
        Check(EmergingFor >= TimeSpan.Zero, nameof(EmergingFor), "0 or more", EmergingFor);
        Check(EmergingSources >= 1, nameof(EmergingSources), "1 or more", EmergingSources);
        Check(SettledAfter > TimeSpan.Zero, nameof(SettledAfter), "above zero", SettledAfter);
        return wrong;

        void Check(bool right, string name, string expected, object value)
        {
            if (!right)
                wrong.Add(FormattableString.Invariant($"NewsMonitor:Stories:{name} is {value}; it must be {expected}."));
        }
    }
}
