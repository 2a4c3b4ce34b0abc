namespace NewsMonitor.Stories.Clustering;

/// <summary>How much each kind of evidence counts. The values were chosen by measuring; the room's README says what each is worth.</summary>
internal sealed record ScoringWeights
{
    public static ScoringWeights Default { get; } = new();

    /// <summary>Cosine with the sum of the story's articles.</summary>
    public double Centroid { get; init; } = 10;

    /// <summary>Mean cosine with the other candidates: an article that is like many stories is like this one, too.</summary>
    public double Others { get; init; } = 1;

    /// <summary>
    /// Taken off when names agree but the other words do not, the sign of the same people in another event: times the square of
    /// the cosine over names; in full where words agree not at all, nothing from a mean cosine over words of <see cref="FewWordsBelow"/> on.
    /// </summary>
    public double FewWords { get; init; } = 4;

    public double FewWordsBelow { get; init; } = 0.22;

    /// <summary>
    /// Taken off when other words agree but names do not, the sign of one template filled in for another place or person: times how much
    /// the mean cosine over words is above that over names, beyond <see cref="OtherNamesFrom"/>.
    /// </summary>
    public double OtherNames { get; init; } = 40;

    public double OtherNamesFrom { get; init; } = 0.4;

    /// <summary>Share of the story's common terms that the article has, over or under <see cref="CoverageExpected"/>.</summary>
    public double Coverage { get; init; } = 3;

    public double CoverageExpected { get; init; } = 0.5;

    /// <summary>Share of a story's articles that must have a term for it to be common to them.</summary>
    public double CommonShare { get; init; } = 0.6;

    /// <summary>Articles beyond the first with which half of the coverage counts: what two articles share may be chance.</summary>
    public double CoverageTrust { get; init; } = 2;

    /// <summary>Words of a body with which an article is a page: evidence of a page bears more days between, that of a title alone less.</summary>
    public double PageTerms { get; init; } = 250;

    /// <summary>For a page that was published on the day of the story's articles; less with the days between.</summary>
    public double NearPage { get; init; } = 1.2;

    /// <summary>Share of the evidence of a title that fades slowly with the gap between publications, 0 to 1.</summary>
    public double DecayFloor { get; init; } = 0.4;

    /// <summary>How much more that is for a page.</summary>
    public double DecayFloorPage { get; init; } = 0.2;

    /// <summary>Days in which the other share falls to 1/e for a title alone; for a page twice as many.</summary>
    public double DecayDays { get; init; } = 2;

    /// <summary>Days in which that rest falls to 1/e.</summary>
    public double DecayFloorDays { get; init; } = 90;

    /// <summary>For two reports of telephone calls, or two of visits, by the same people; the latter by <see cref="EncounterNames"/>.</summary>
    public double SameEncounter { get; init; } = 0.8;

    /// <summary>Taken off when one reports a call and the other a visit.</summary>
    public double OtherEncounter { get; init; } = 3;

    /// <summary>Cosine over names from which both count in full; they are the same people then.</summary>
    public double EncounterNames { get; init; } = 0.3;

    /// <summary>
    /// For or against, where article or story does not show its day: how far the weekdays that both name agree, over or under
    /// <see cref="WeekdaysExpected"/>.
    /// </summary>
    public double Weekdays { get; init; } = 1.4;

    public double WeekdaysExpected { get; init; } = 0.6;

    /// <summary>The same of months.</summary>
    public double Months { get; init; } = 0.8;

    public double MonthsExpected { get; init; } = 0.7;

    /// <summary>For undated articles whose URLs or datelines show days within two of each other.</summary>
    public double SameDay { get; init; } = 0.5;

    /// <summary>Per e-fold of articles beyond twenty, without dates: a big story is a safe home.</summary>
    public double Size { get; init; } = 0.5;

    /// <summary>E-folds beyond twenty that count at most: a story of ten thousand articles must not take what shares one word with it.</summary>
    public double SizeMost { get; init; } = 3;

    /// <summary>Between candidates, per e-fold of articles.</summary>
    public double PreferLarger { get; init; } = 0.5;

    /// <summary>For a copy of an article of the story, times the resemblance.</summary>
    public double Copy { get; init; } = 4;

    /// <summary>Cosine of sentence vectors that speaks neither for nor against a story.</summary>
    public double EmbeddingExpected { get; init; } = 0.5;

    /// <summary>Words of a body below which sentence vectors count.</summary>
    public int EmbeddingBodyTerms { get; init; } = 60;

    /// <summary>Stories that an empty index is taken to have seen, so that the first articles' words are not all alike rare.</summary>
    public double PriorStories { get; init; } = 50;
}
