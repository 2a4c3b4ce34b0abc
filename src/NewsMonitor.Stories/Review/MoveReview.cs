using System.Globalization;
using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>
/// Whether articles fit another story clearly better than the rest of their own, or no story at all: each is weighed as if it came now. The one
/// that fits least goes first; without it others may fit.
/// </summary>
/// <param name="apart">Stories that are no choice.</param>
internal sealed class MoveReview(ReviewTable table, ReviewWeights weights, IReadOnlySet<string> apart)
{
    public IReadOnlyList<StoryChangeProposal> Decide()
    {
        var proposals = new List<StoryChangeProposal>();
        while (table.Rest.Story.Articles > 1 && proposals.Count < weights.MostLeaving && Next() is { } leaving)
        {
            table.Rest.Remove(leaving.Article);
            proposals.Add(leaving.To is { } to
                ? StoryChangeProposal.Move(table.Story.Id, to.Id, [leaving.Article.Id]) with { Reasons = leaving.Reasons }
                : StoryChangeProposal.Split(table.Story.Id, [leaving.Article.Id]) with { Reasons = leaving.Reasons });
        }

        return proposals;
    }

    /// <summary>The article that wants to leave most; null when none does.</summary>
    private Leaving? Next()
    {
        Leaving? next = null;
        foreach (var article in table.Rest.Articles.ToArray())
        {
            if (article.Pinned || IsElderOfTwo(article) || Look(article) is not { } leaving)
                continue;
            if (next is null || leaving.Gain > next.Gain || (leaving.Gain == next.Gain && string.CompareOrdinal(article.Id, next.Article.Id) < 0))
                next = leaving;
        }

        return next;
    }

    /// <summary>Of two articles the elder stays: whether they belong together is the younger's decision, as when it came.</summary>
    private bool IsElderOfTwo(TableArticle article) =>
        table.Rest.Story.Articles == 2 && table.Rest.Story.FirstArticle == article.Id;

    private Leaving? Look(TableArticle article)
    {
        var rest = table.Rest;
        rest.Remove(article);
        Evidence? own = null, best = null;
        foreach (var evidence in table.Weigh(article, rest))
        {
            if (evidence.Story == rest.Story)
                own = evidence;
            else if (!apart.Contains(evidence.Story.Id) && (best is null || evidence.Rank > best.Value.Rank))
                best = evidence;
        }

        rest.Add(article);
        var mine = own!.Value;
        var threshold = table.Options.Threshold;
        // An article that fits here goes to a larger story only: smaller ones may be fragments of this one, and have their own second thoughts.
        if (best is { Score: > 0 } other && other.Rank > mine.Rank + weights.MoveMargin && (mine.Score <= 0 || other.Story.Articles > rest.Story.Articles))
        {
            return new Leaving(article, other.Story, other.Rank - mine.Rank,
            [
                Say($"evidence for “{other.Story.Title}” is {other.Score + threshold:0.00}, for the rest of this story {mine.Score + threshold:0.00}"),
            ]);
        }

        return mine.Score < -weights.LeaveBelow
            ? new Leaving(article, null, -mine.Score,
            [
                Say($"evidence for the rest of the story is {mine.Score + threshold:0.00}, {threshold - weights.LeaveBelow:0.00} is needed to stay"),
            ])
            : null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Leaving(TableArticle Article, ActiveStory? To, double Gain, string[] Reasons);
}
