using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>Weighs the evidence for each candidate story.</summary>
internal sealed class StoryScorer(StoryOptions options, ScoringWeights weights)
{
    public void Score(
        ArticleQuery query, List<Evidence> candidates, CopyMatch? copy, StoryIndex index)
    {
        var all = CollectionsMarshal.AsSpan(candidates);
        query.LayOut(index.Terms);
        foreach (ref var candidate in all)
        {
            if (candidate.Compared)
                continue;
            candidate.Compared = true;
            var story = candidate.Story;
            var core = (int)Math.Ceiling(story.Articles * weights.CommonShare);
            var likeness = story.Vector.Compare(index.Terms.Weights, query.LogStories, story.Articles, core);
            candidate.Centroid = likeness.All.Cosine(query.Length);
            candidate.Names = likeness.Names.Cosine(query.NameLength);
            candidate.Words = likeness.Words.Cosine(query.WordLength);
            candidate.Faceted = query.NameLength > 0 && query.WordLength > 0 && likeness.Names.Length > 0 && likeness.Words.Length > 0;
            candidate.Coverage = likeness.Coverage;
            candidate.Mean = likeness.All.MeanCosine(query.Length, story.Articles);
            candidate.MeanWords = likeness.Words.MeanCosine(query.WordLength, story.Articles);
        }

        query.Clear(index.Terms);
        var sum = 0.0;
        foreach (ref readonly var candidate in all)
            sum += candidate.Centroid;
        foreach (ref var candidate in all)
        {
            candidate.Others = all.Length > 1 ? (sum - candidate.Centroid) / (all.Length - 1) : 0;
            Weigh(query, ref candidate, copy);
        }
    }

    private void Weigh(ArticleQuery query, ref Evidence candidate, CopyMatch? copy)
    {
        var story = candidate.Story;
        candidate.Gap = CandidateSearch.Gap(query.Day, story.FirstDay, story.LastDay);
        var dated = !double.IsNaN(candidate.Gap);
        // 1 for a page of text, towards 0 for a title alone.
        var page = Math.Min(1, query.Article.BodyTerms / weights.PageTerms);
        // 1 on the same day, towards 0 with the days between.
        var near = dated ? Math.Exp(-candidate.Gap / (weights.DecayDays * (1 + page))) : 0;
        var floor = weights.DecayFloor + (weights.DecayFloorPage * page);
        candidate.Decay = dated ? (floor * Math.Exp(-candidate.Gap / weights.DecayFloorDays)) + ((1 - floor) * near) : 1;
        candidate.Size = dated ? 0 : Math.Clamp(Math.Log(story.Articles / 20.0), 0, weights.SizeMost) * weights.Size;
        candidate.SameDay = !dated && CandidateSearch.Gap(query.ShownDay, story.FirstShownDay, story.LastShownDay) <= 2;

        var evidence = (weights.Centroid * candidate.Centroid) + (weights.Others * candidate.Others) + candidate.Size + (weights.NearPage * near * page);
        if (candidate.Faceted && candidate.MeanWords < weights.FewWordsBelow)
            evidence -= weights.FewWords * candidate.Names * candidate.Names * (1 - (candidate.MeanWords / weights.FewWordsBelow));
        if (candidate.Faceted)
            evidence -= weights.OtherNames * Math.Max(0, candidate.MeanWords - candidate.Names - weights.OtherNamesFrom);
        var trust = (story.Articles - 1) / (story.Articles - 1 + weights.CoverageTrust) * page;
        evidence += weights.Coverage * trust * (candidate.Coverage - weights.CoverageExpected);
        candidate.Encounter = candidate.Faceted ? Encounters(query.Article.Encounter, story.Encounter, candidate.Names) : 0;
        evidence += candidate.Encounter;
        if (double.IsNaN(query.ShownDay) || double.IsNaN(story.FirstShownDay))
        {
            candidate.Weekdays = story.Times.Agreement(query.Article.Times, NamedTimes.Weekdays);
            candidate.Months = story.Times.Agreement(query.Article.Times, NamedTimes.Months);
            evidence += Named(candidate.Weekdays, weights.Weekdays, weights.WeekdaysExpected) + Named(candidate.Months, weights.Months, weights.MonthsExpected);
        }
        else
        {
            candidate.Weekdays = candidate.Months = double.NaN;
        }

        if (candidate.SameDay)
            evidence += weights.SameDay;
        // Only of headlines and short notes: on pages the words themselves say more.
        candidate.Embedding = query.Article is { Embedding: { } embedding } article && article.BodyTerms < weights.EmbeddingBodyTerms && story.Embeddings is { } recent
            ? recent.Nearest(embedding) : double.NaN;
        if (!double.IsNaN(candidate.Embedding))
            evidence += options.EmbeddingWeight * (candidate.Embedding - weights.EmbeddingExpected);
        if (copy is not null && copy.Story == story)
        {
            candidate.Copy = copy;
            evidence += weights.Copy * copy.Likeness.Resemblance;
        }

        candidate.Score = (evidence * candidate.Decay) - options.Threshold;
        candidate.Rank = candidate.Score + (weights.PreferLarger * Math.Log(story.Articles));
    }

    private static double Named(double agreement, double weight, double expected) => double.IsNaN(agreement) ? 0 : weight * (agreement - expected);

    /// <summary>Only people who are in both can have met otherwise.</summary>
    private double Encounters(Encounter article, Encounter story, double names) =>
        article == Encounter.None || story == Encounter.None ? 0
            : (article == story ? weights.SameEncounter : -weights.OtherEncounter) * Math.Min(1, names / weights.EncounterNames);
}
