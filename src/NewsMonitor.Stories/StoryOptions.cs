using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Stories;

/// <summary>Settings of the story engine and its index, bound from <c>NewsMonitor:Stories</c>.</summary>
public sealed record StoryOptions
{
    /// <summary>
    /// A story closes when it has had no article for this long (by arrival), and takes no article whose publication is further than this from
    /// the publications of its articles. An hour to 3,650 days.
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

    /// <summary>
    /// A word that more open stories than this have tells too little to look for candidates by, and no list of its stories is kept. 10 to 50,000.
    /// </summary>
    public int CommonTermStories { get; init; } = 1_000;

    /// <summary>An article's heaviest words by which candidates are looked for, 1 to 1,000.</summary>
    public int SearchTerms { get; init; } = 24;

    /// <summary>Stories read from those words' lists for one article, 100 or more: with it the time for an article stops growing with the stories.</summary>
    public int SearchBudget { get; init; } = 3_000;

    /// <summary>Texts of one story, no copies of one another, in which copies are recognised, 1 to 10,000.</summary>
    public int TextsPerStory { get; init; } = 64;

    /// <summary>A five-word shingle that more texts than this have is boilerplate and tells no copy, 1 to 1,000.</summary>
    public int CopiesPerShingle { get; init; } = 24;

    /// <summary>Pending articles taken in one step, 1 to 1,000.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>How long after it got an article a story is looked at again, to be merged, split or left; then ever more rarely. Above zero, 30 days at most.</summary>
    public TimeSpan ReviewAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Articles of a story that second thoughts look at, the latest, 10 to 500. The time of a look grows with the cube of them.</summary>
    public int ReviewArticles { get; init; } = 200;

    /// <summary>Stories that an index looks at again in one go, when no articles are pending. 1 to 10,000.</summary>
    public int ReviewBatch { get; init; } = 100;

    /// <summary>How often an index looks for pending articles that nobody woke it for. Above zero, a day at most.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Weight of sentence vectors as evidence, where an embedding generator is registered; 0 to 100.</summary>
    public double EmbeddingWeight { get; init; } = 4;

    /// <summary>How long a batch waits for its sentence vectors before it goes without; above zero, at most a minute.</summary>
    public TimeSpan EmbeddingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Evidence that two stories of different languages need to be linked. Higher gives fewer and surer links. Above 0.</summary>
    public double LinkEvidence { get; init; } = 4.5;

    /// <summary>Articles of a story, half of them its first and half its latest, that are read for its links; 2 to 100.</summary>
    public int LinkArticles { get; init; } = 12;

    /// <summary>Stories looked at for links in one step, 1 to 1,000.</summary>
    public int LinkBatch { get; init; } = 100;

    /// <summary>What stories show of their articles, and when they have developed.</summary>
    public FaceOptions Faces { get; init; } = new();

    /// <summary>What is wrong with the settings, a sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        Check(CloseAfter >= TimeSpan.FromHours(1) && CloseAfter <= TimeSpan.FromDays(3650), nameof(CloseAfter), "an hour to 3650 days", CloseAfter);
        Check(MaximumOpenStories >= 100, nameof(MaximumOpenStories), "100 or more", MaximumOpenStories);
        Check(Threshold is > 0 and < 100, nameof(Threshold), "above 0 and below 100", Threshold);
        Check(BodyTerms is >= 0 and <= 100_000, nameof(BodyTerms), "0 to 100000", BodyTerms);
        Check(LeadTerms is >= 0 and <= 100_000, nameof(LeadTerms), "0 to 100000", LeadTerms);
        Check(TitleWeight is >= 1 and <= 100, nameof(TitleWeight), "1 to 100", TitleWeight);
        Check(Candidates is >= 2 and <= 200, nameof(Candidates), "2 to 200", Candidates);
        Check(CommonTermStories is >= 10 and <= 50_000, nameof(CommonTermStories), "10 to 50000", CommonTermStories);
        Check(SearchTerms is >= 1 and <= 1000, nameof(SearchTerms), "1 to 1000", SearchTerms);
        Check(SearchBudget >= 100, nameof(SearchBudget), "100 or more", SearchBudget);
        Check(TextsPerStory is >= 1 and <= 10_000, nameof(TextsPerStory), "1 to 10000", TextsPerStory);
        Check(CopiesPerShingle is >= 1 and <= 1000, nameof(CopiesPerShingle), "1 to 1000", CopiesPerShingle);
        Check(BatchSize is >= 1 and <= 1000, nameof(BatchSize), "1 to 1000", BatchSize);
        Check(ReviewAfter > TimeSpan.Zero && ReviewAfter <= TimeSpan.FromDays(30), nameof(ReviewAfter), "above zero and at most 30 days", ReviewAfter);
        Check(ReviewArticles is >= 10 and <= 500, nameof(ReviewArticles), "10 to 500", ReviewArticles);
        Check(ReviewBatch is >= 1 and <= 10_000, nameof(ReviewBatch), "1 to 10000", ReviewBatch);
        Check(Sweep > TimeSpan.Zero && Sweep <= TimeSpan.FromDays(1), nameof(Sweep), "above zero and at most a day", Sweep);
        Check(EmbeddingWeight is >= 0 and <= 100, nameof(EmbeddingWeight), "0 to 100", EmbeddingWeight);
        Check(EmbeddingTimeout > TimeSpan.Zero && EmbeddingTimeout <= TimeSpan.FromMinutes(1), nameof(EmbeddingTimeout), "above zero and at most a minute", EmbeddingTimeout);
        Check(LinkArticles is >= 2 and <= 100, nameof(LinkArticles), "2 to 100", LinkArticles);
        Check(LinkBatch is >= 1 and <= 1000, nameof(LinkBatch), "1 to 1000", LinkBatch);
        Check(LinkEvidence is > 0 and < 1000, nameof(LinkEvidence), "above 0 and below 1000", LinkEvidence);
        wrong.AddRange(Faces.Validate());
        return wrong;

        void Check(bool right, string name, string expected, object value)
        {
            if (!right)
                wrong.Add(FormattableString.Invariant($"NewsMonitor:Stories:{name} is {value}; it must be {expected}."));
        }
    }
}
