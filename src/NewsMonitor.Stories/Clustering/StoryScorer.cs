using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Clustering;

/// <summary>Weighs the evidence for each candidate story.</summary>
internal sealed class StoryScorer(StoryOptions options, ScoringWeights weights)
{
    public void Score(
        ArticleQuery query, List<Evidence> candidates, (string ArticleId, ActiveStory Story, double Resemblance)? copy, StoryIndex index)
    {
        var all = CollectionsMarshal.AsSpan(candidates);
        foreach (ref var candidate in all)
        {
            var story = candidate.Story;
            var (product, length, parts, coverage) = story.Vector.Compare(index.Terms.Entries, query.LogStories, story.Articles, weights.Lab[7]);
            candidate.Coverage = coverage;
            candidate.Cohesion = story.Articles > 1 ? (length - parts) / ((story.Articles - 1) * parts) : 1;
            candidate.Centroid = length > 0 && query.Length > 0 ? product / (query.Length * Math.Sqrt(length)) : 0;
            // Each article's length is taken as the root of their mean square: then the mean of the cosines needs only the sum.
            candidate.Mean = parts > 0 && query.Length > 0 ? product / (query.Length * Math.Sqrt(parts * story.Articles)) : 0;
        }

        if (candidates.Count > options.Candidates)
        {
            candidates.Sort(static (a, b) => a.Centroid != b.Centroid ? b.Centroid.CompareTo(a.Centroid) : a.Story.Ordinal.CompareTo(b.Story.Ordinal));
            for (var i = candidates.Count - 1; i >= options.Candidates; i--)
            {
                if (candidates[i].Story != copy?.Story)
                    candidates.RemoveAt(i);
            }

            all = CollectionsMarshal.AsSpan(candidates);
        }

        var sum = 0.0;
        foreach (ref readonly var candidate in all)
            sum += candidate.Centroid;
        foreach (ref var candidate in all)
        {
            candidate.Contrast = all.Length > 1 ? candidate.Centroid - ((sum - candidate.Centroid) / (all.Length - 1)) : candidate.Centroid;
            Weigh(query, ref candidate, copy);
        }
    }

    private void Weigh(ArticleQuery query, ref Evidence candidate, (string ArticleId, ActiveStory Story, double Resemblance)? copy)
    {
        var story = candidate.Story;
        candidate.Gap = CandidateSearch.Gap(query, story);
        var dated = !double.IsNaN(candidate.Gap);
        candidate.Decay = dated ? weights.DecayFloor + ((1 - weights.DecayFloor) * Math.Exp(-candidate.Gap / weights.DecayDays)) : 1;
        candidate.Size = Math.Max(0, Math.Log(story.Articles / 20.0)) * (dated ? weights.SizeDated : weights.SizeUndated);
        var evidence = (weights.Centroid + weights.Contrast) * candidate.Centroid
            + weights.Mean * candidate.Mean
            - weights.Contrast * candidate.Contrast
            + candidate.Size;
        var trust = (story.Articles - 1.0) / (story.Articles - 1.0 + weights.Lab[8]);
        evidence += weights.Lab[5] * Math.Min(1, query.Article.BodyTerms / weights.Lab[11]) * trust * (candidate.Coverage - weights.Lab[9]);
        if (story.Articles > 1)
            evidence += weights.Lab[6] * trust * Math.Min(0, (candidate.Mean / Math.Max(0.02, candidate.Cohesion)) - weights.Lab[10]);
        if (copy is { } original && original.Story == story)
        {
            candidate.CopyOf = original.ArticleId;
            candidate.Resemblance = original.Resemblance;
            evidence += weights.Copy * original.Resemblance;
        }

        if (!dated)
        {
            var shown = CandidateSearch.ShownGap(query, story);
            if (!double.IsNaN(shown))
                evidence = shown <= 2 ? (evidence * weights.Lab[3]) + weights.Lab[1] : evidence * (weights.Lab[2] + ((1 - weights.Lab[2]) * Math.Exp(-(shown - 2) / weights.Lab[4])));
        }

        candidate.Score = (evidence * candidate.Decay) - options.Threshold;
        candidate.Rank = candidate.Score + (weights.PreferLarger * Math.Log(story.Articles));
    }
}
