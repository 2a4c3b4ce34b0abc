using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>The words that say most of why groups of articles belong together or do not.</summary>
internal static class TellingTerms
{
    private const int Most = 5;

    /// <summary>What at least half of a group's articles have and none of the other's.</summary>
    public static IReadOnlyList<string> Only(IReadOnlyCollection<TableArticle> group, IReadOnlyCollection<TableArticle> other)
    {
        var theirs = other.SelectMany(a => a.Query.Ids).ToHashSet();
        return Top(group, id => !theirs.Contains(id));
    }

    /// <summary>What at least half of a group's articles have, and a story.</summary>
    public static IReadOnlyList<string> Shared(IReadOnlyCollection<TableArticle> group, ActiveStory story)
    {
        var ids = group.SelectMany(a => a.Query.Ids).Distinct().Order().ToArray();
        var articles = new int[ids.Length];
        story.Vector.ArticlesWith(ids, articles);
        var theirs = ids.Where((_, i) => articles[i] > 0).ToHashSet();
        return Top(group, theirs.Contains);
    }

    private static string[] Top(IReadOnlyCollection<TableArticle> group, Predicate<int> which)
    {
        var weights = new Dictionary<int, (int Articles, double Weight, string Text)>();
        foreach (var query in group.Select(a => a.Query))
        {
            for (var i = 0; i < query.Ids.Length; i++)
            {
                var (articles, weight, _) = weights.GetValueOrDefault(query.Ids[i]);
                weights[query.Ids[i]] = (articles + 1, weight + (query.Weights[i] * query.Inverse[i]), query.Term(i));
            }
        }

        return
        [
            .. weights.Where(w => 2 * w.Value.Articles >= group.Count && which(w.Key)).Select(w => w.Value)
                .OrderByDescending(w => w.Weight).ThenBy(w => w.Text, StringComparer.Ordinal).Take(Most).Select(w => w.Text),
        ];
    }
}
