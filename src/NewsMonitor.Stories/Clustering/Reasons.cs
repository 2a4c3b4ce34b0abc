using System.Globalization;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>Says in words what spoke for and against a decision.</summary>
internal static class Reasons
{
    private const int MaximumTerms = 6;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    // Below it is worth a word that named times spoke against.
    private const double NamedTimes = 0.5;

    public static string[] Of(ArticleQuery query, Evidence? best, bool joined, double? margin, StoryOptions options)
    {
        if (query.Length == 0)
            return ["the article has no words to compare"];
        if (best is not { } evidence)
            return ["no open story shares a telling word with it"];
        var reasons = new List<string>();
        reasons.Add(joined
            ? string.Create(Invariant, $"evidence {evidence.Score + options.Threshold:0.00} is above the {options.Threshold:0.00} needed for “{evidence.Story.Title}”")
            : string.Create(Invariant, $"evidence {evidence.Score + options.Threshold:0.00} is below the {options.Threshold:0.00} needed for the nearest, “{evidence.Story.Title}”"));
        if (evidence.Copy is { } copy)
        {
            reasons.Add(copy.Likeness.IsCut
                ? string.Create(Invariant, $"copy: one is the beginning of the other, this and {copy.ArticleId}")
                : string.Create(Invariant, $"copy: {copy.Likeness.Resemblance:0%} of the wording is that of {copy.ArticleId}"));
        }

        var shared = Shared(query, evidence.Story);
        if (shared.Count > 0)
            reasons.Add("shared: " + string.Join(", ", shared));
        reasons.Add(string.Create(Invariant, $"likeness to the story {evidence.Centroid:0.00}, to its articles on average {evidence.Mean:0.00}"));
        if (!double.IsNaN(evidence.Embedding))
            reasons.Add(string.Create(Invariant, $"sentence vectors agree {evidence.Embedding:0.00}"));
        if (evidence.Encounter != 0)
            reasons.Add(Encounters(query.Article.Encounter, evidence.Encounter));
        if (evidence.Gap <= 0.5)
            reasons.Add("published within half a day of the story's articles");
        if (evidence.SameDay)
            reasons.Add("its URL or first lines show a day near the story's");
        AddNamed(reasons, evidence.Weekdays, "weekdays");
        AddNamed(reasons, evidence.Months, "months");
        if (evidence.Faceted)
        {
            reasons.Add(evidence.MeanWords < ScoringWeights.Default.FewWordsBelow
                ? string.Create(Invariant, $"against: names agree ({evidence.Names:0.00}), other words hardly ({evidence.MeanWords:0.00})")
                : evidence.MeanWords - evidence.Names > ScoringWeights.Default.OtherNamesFrom
                ? string.Create(Invariant, $"against: other words agree ({evidence.MeanWords:0.00}), names hardly ({evidence.Names:0.00})")
                : string.Create(Invariant, $"names agree {evidence.Names:0.00}, other words {evidence.MeanWords:0.00}"));
        }

        if (evidence.Story.Articles > 2 && evidence.Coverage < ScoringWeights.Default.CoverageExpected)
            reasons.Add(string.Create(Invariant, $"against: it has only {evidence.Coverage:0%} of what most of the story's {evidence.Story.Articles} articles share"));
        if (evidence.Gap > 0.5)
            reasons.Add(string.Create(Invariant, $"against: published {evidence.Gap:0.#} days from the story's articles (evidence × {evidence.Decay:0.00})"));
        if (margin is { } ahead)
            reasons.Add(string.Create(Invariant, $"{ahead:0.00} ahead of the second candidate"));
        return [.. reasons];
    }

    private static void AddNamed(List<string> reasons, double agreement, string what)
    {
        if (!double.IsNaN(agreement))
            reasons.Add(agreement < NamedTimes ? string.Create(Invariant, $"against: the {what} that both name hardly agree ({agreement:0.00})") : string.Create(Invariant, $"the {what} that both name agree {agreement:0.00}"));
    }

    private static List<string> Shared(ArticleQuery query, ActiveStory story)
    {
        var articles = new int[query.Ids.Length];
        story.Vector.ArticlesWith(query.Ids, articles);
        var shared = new List<(double Weight, int At)>();
        for (var i = 0; i < articles.Length; i++)
        {
            if (articles[i] > 0)
                shared.Add((query.Weights[i] * query.Inverse[i] * query.Inverse[i] * Math.Sqrt(articles[i]), i));
        }

        shared.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : string.CompareOrdinal(query.Term(a.At), query.Term(b.At)));
        // That words begin alike goes without saying where a word is shared.
        return [.. shared.Select(s => (Text: query.Term(s.At), s.Weight))
            .Where(s => s.Text[^1] != ArticleAnalyser.BeginningMark || !shared.Exists(word => IsOf(query.Term(word.At), s.Text)))
            .Take(MaximumTerms).Select(s => string.Create(Invariant, $"{s.Text.Replace(ArticleAnalyser.BeginningMark, '…')} {s.Weight:0.0}"))];
    }

    private static string Encounters(Encounter article, double evidence) => (article, evidence > 0) switch
    {
        (Encounter.Call, true) => string.Create(Invariant, $"both tell of a telephone call (+{evidence:0.0})"),
        (Encounter.Visit, true) => string.Create(Invariant, $"both tell of a visit (+{evidence:0.0})"),
        (Encounter.Call, false) => string.Create(Invariant, $"against: it tells of a telephone call, the story of a visit ({evidence:0.0})"),
        _ => string.Create(Invariant, $"against: it tells of a visit, the story of a telephone call ({evidence:0.0})"),
    };

    private static bool IsOf(string word, string beginning) => word != beginning && word.AsSpan().StartsWith(beginning.AsSpan(0, beginning.Length - 1));
}
