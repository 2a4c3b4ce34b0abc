using System.Globalization;
using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>Whether a story is part of a larger one: its articles vote, each as if it came now.</summary>
/// <param name="apart">Stories that are no choice.</param>
internal sealed class MergeReview(ReviewTable table, ReviewWeights weights, IReadOnlySet<string> apart)
{
    public StoryChangeProposal? Decide()
    {
        // Where an operator put an article, it stays.
        if (table.Articles.Any(a => a.Pinned))
            return null;
        var count = table.Articles.Count;
        var needed = weights.MergePerSize * Math.Log(table.Story.Articles);
        Votes? best = null;
        foreach (var votes in Count().Values)
        {
            if (!IsSenior(votes.Story) || apart.Contains(votes.Story.Id) || votes.Joining < weights.MergeShare * count || votes.Mean(count, table.Options.Threshold) <= needed)
                continue;
            if (best is null || votes.IsBefore(best, count, table.Options.Threshold))
                best = votes;
        }

        return best is null || IsApart(best.Story, best.Mean(count, table.Options.Threshold)) ? null : StoryChangeProposal.Merge(table.Story.Id, best.Story.Id) with { Reasons = Reasons(best, needed) };
    }

    private Dictionary<ActiveStory, Votes> Count()
    {
        var all = new Dictionary<ActiveStory, Votes>();
        foreach (var article in table.Articles)
        {
            foreach (var evidence in table.Weigh(article))
            {
                if (!all.TryGetValue(evidence.Story, out var votes))
                    all.Add(evidence.Story, votes = new Votes(evidence.Story));
                votes.Add(evidence.Score);
            }
        }

        return all;
    }

    /// <summary>The larger of two stories stays, of equals the older: then no two ask for each other.</summary>
    private bool IsSenior(ActiveStory other) =>
        other.Articles > table.Story.Articles || (other.Articles == table.Story.Articles && other.CompareTo(table.Story) < 0);

    /// <summary>True when the two would be split again.</summary>
    private bool IsApart(ActiveStory other, double mean)
    {
        var independent = Halves.Texts(table.Articles).Count;
        if (independent < 2)
            return false;
        var own = 0.0;
        foreach (var article in table.Articles)
        {
            table.Rest.Remove(article);
            own += table.Weigh(article, table.Rest).Find(e => e.Story == table.Rest.Story).Score;
            table.Rest.Add(article);
        }

        return new Cohesion(own / table.Articles.Count, mean).IsApart(
            weights.Tolerated(Math.Min(independent, other.Articles), table.Articles) + weights.MergeCare, weights.SplitMargin - weights.MergeCare);
    }

    private string[] Reasons(Votes votes, double needed)
    {
        var threshold = table.Options.Threshold;
        var mean = votes.Mean(table.Articles.Count, threshold);
        var shared = TellingTerms.Shared(table.Articles, votes.Story);
        return
        [
            Say($"{votes.Joining} of {table.Articles.Count} articles would now join “{votes.Story.Title}” by themselves"),
            Say($"their evidence for it is {mean + threshold:0.00} on average, {needed + threshold:0.00} is needed"),
            .. shared.Count > 0 ? [Say($"shared: {string.Join(", ", shared)}")] : Array.Empty<string>(),
        ];
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Votes(ActiveStory story)
    {
        private double _sum;
        private int _count;

        public ActiveStory Story { get; } = story;

        /// <summary>Articles with evidence above the threshold.</summary>
        public int Joining { get; private set; }

        public void Add(double score)
        {
            _sum += score;
            _count++;
            if (score > 0)
                Joining++;
        }

        /// <summary>An article for which the story is no candidate has no evidence for it at all.</summary>
        public double Mean(int articles, double threshold) => (_sum - ((articles - _count) * threshold)) / articles;

        public bool IsBefore(Votes other, int articles, double threshold)
        {
            var (mine, others) = (Mean(articles, threshold), other.Mean(articles, threshold));
            return mine != others ? mine > others : Story.CompareTo(other.Story) < 0;
        }
    }
}
