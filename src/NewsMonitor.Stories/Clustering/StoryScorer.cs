using System.Runtime.InteropServices;

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
        // 1 on the same day, towards 0 with the days between.
        var near = dated ? Math.Exp(-candidate.Gap / weights.DecayDays) : 0;
        candidate.Decay = dated ? (weights.DecayFloor * Math.Exp(-candidate.Gap / weights.DecayFloorDays)) + ((1 - weights.DecayFloor) * near) : 1;
        candidate.Size = Math.Clamp(Math.Log(story.Articles / 20.0), 0, weights.SizeMost) * (dated ? weights.SizeDated : weights.SizeUndated);
        candidate.SameDay = !dated && CandidateSearch.Gap(query.ShownDay, story.FirstShownDay, story.LastShownDay) <= 2;

        var cosine = candidate.Centroid;
        if (candidate.Faceted)
            cosine += weights.NamesAndWords * (Math.Sqrt(candidate.Names * candidate.Words) - cosine);
        var evidence = (weights.Centroid * cosine) + (weights.Others * candidate.Others) + candidate.Size;
        if (candidate.Faceted && candidate.MeanWords < weights.FewWordsBelow)
            evidence -= (weights.FewWords + (near * (weights.FewWordsSameDay - weights.FewWords))) * candidate.Names * candidate.Names * (1 - (candidate.MeanWords / weights.FewWordsBelow));
        var trust = (story.Articles - 1) / (story.Articles - 1 + weights.CoverageTrust) * Math.Min(1, query.Article.BodyTerms / weights.CoverageBodyTerms);
        evidence += weights.Coverage * trust * (candidate.Coverage - weights.CoverageExpected);
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
}
