using System.Globalization;

namespace NewsMonitor.Stories.Review;

/// <summary>
/// Whether a story holds two events: its articles fall into two groups, and the articles of each have far more evidence for their own group than
/// for the other. How much for the other is tolerated depends on what they offer: whole articles of one event are more alike than headlines.
/// </summary>
internal sealed class SplitReview(ReviewTable table, ReviewWeights weights)
{
    // Articles change sides until all are where they fit best, or so often.
    private const int MostRounds = 8;

    public StoryChangeProposal? Decide()
    {
        // Of a story too large to be seen as a whole no half is known.
        if (table.Articles.Count < table.Story.Articles || Halves.Clearest(table.Articles) is not { } halves)
            return null;
        var (one, other) = Settle(halves);
        return Leaving(one, other) is { } leaving && Why(one, other) is { } reasons
            ? StoryChangeProposal.Split(table.Story.Id, [.. leaving.Articles.Select(a => a.Id).Order(StringComparer.Ordinal)]) with { Reasons = reasons }
            : null;
    }

    /// <summary>Articles that have more evidence for the other half go there: after a split they would.</summary>
    private (ArticleGroup One, ArticleGroup Other) Settle(Halves halves)
    {
        var (one, other) = (new ArticleGroup(halves.One), new ArticleGroup(halves.Other));
        for (var round = 0; round < MostRounds && Exchange(one, other) + Exchange(other, one) > 0; round++)
        {
        }

        return (one, other);
    }

    private int Exchange(ArticleGroup from, ArticleGroup to)
    {
        var exchanged = 0;
        foreach (var article in from.Articles.ToArray())
        {
            if (from.Articles.Count == 1)
                break;
            from.Remove(article);
            var evidence = table.Weigh(article, from, to);
            var goes = evidence.Find(e => e.Story == to.Story).Rank > evidence.Find(e => e.Story == from.Story).Rank;
            (goes ? to : from).Add(article);
            if (goes)
                exchanged++;
        }

        return exchanged;
    }

    private string[]? Why(ArticleGroup one, ArticleGroup other)
    {
        var independent = Math.Min(Halves.Texts(one.Articles).Count, Halves.Texts(other.Articles).Count);
        if (independent < 2)
            return null;
        var limit = weights.Tolerated(independent, table.Articles);
        var (here, there) = (Cohesion.Of(table, one, other), Cohesion.Of(table, other, one));
        if (!here.IsApart(limit, weights.SplitMargin) || !there.IsApart(limit, weights.SplitMargin))
            return null;
        var threshold = table.Options.Threshold;
        var (leaving, staying) = one.Articles.Count <= other.Articles.Count ? (one, other) : (other, one);
        List<string> reasons =
        [
            Say($"two groups of {one.Articles.Count} and {other.Articles.Count} articles"),
            Say($"evidence for their own group is {here.Own + threshold:0.00} and {there.Own + threshold:0.00} on average, for the other {here.Other + threshold:0.00} and {there.Other + threshold:0.00}"),
        ];
        foreach (var (group, rest) in ((ArticleGroup, ArticleGroup)[])[(leaving, staying), (staying, leaving)])
        {
            if (TellingTerms.Only(group.Articles, rest.Articles) is { Count: > 0 } terms)
                reasons.Add(Say($"only in the {group.Articles.Count}: {string.Join(", ", terms)}"));
        }

        return [.. reasons];
    }

    /// <summary>The smaller half, of equals the one that came later; but what an operator put into the story stays. Null when nothing can leave.</summary>
    private static ArticleGroup? Leaving(ArticleGroup one, ArticleGroup other)
    {
        var (held, otherHeld) = (one.Articles.Any(a => a.Pinned), other.Articles.Any(a => a.Pinned));
        if (held || otherHeld)
            return held && otherHeld ? null : held ? other : one;
        return one.Articles.Count != other.Articles.Count
            ? one.Articles.Count < other.Articles.Count ? one : other
            : one.Story.CompareTo(other.Story) > 0 ? one : other;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
