using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>A story's articles in two groups.</summary>
/// <param name="OneIndependent">Articles of the one that are no copies of one another.</param>
internal sealed record Halves(IReadOnlyList<TableArticle> One, IReadOnlyList<TableArticle> Other, int OneIndependent, int OtherIndependent, double Separation)
{
    /// <summary>Ways to part the articles along the dendrogram of those that are no copies, the clearest first.</summary>
    public static IEnumerable<Halves> Of(IReadOnlyList<TableArticle> articles)
    {
        var originals = Originals(articles);
        var n = originals.Count;
        if (n < 4)
            return [];
        var likeness = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
                likeness[i, j] = likeness[j, i] = originals[i][0].Query.Cosine(originals[j][0].Query);
        }

        var ways = new List<Halves>();
        foreach (var (members, _) in Dendrogram.Groups(likeness))
        {
            if (members.Length >= 2 && members.Length <= n - 2)
                ways.Add(Part(originals, members, likeness));
        }

        return ways.OrderByDescending(w => w.Separation).ThenByDescending(w => w.OneIndependent);
    }

    private static Halves Part(List<List<TableArticle>> originals, int[] members, double[,] likeness)
    {
        var n = originals.Count;
        var inside = new bool[n];
        foreach (var member in members)
            inside[member] = true;
        double one = 0, other = 0, across = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (inside[i] != inside[j])
                    across += likeness[i, j];
                else if (inside[i])
                    one += likeness[i, j];
                else
                    other += likeness[i, j];
            }
        }

        var m = members.Length;
        one /= m * (m - 1) / 2.0;
        other /= (n - m) * (n - m - 1) / 2.0;
        across /= m * (double)(n - m);
        return new Halves(
            [.. Enumerable.Range(0, n).Where(i => inside[i]).SelectMany(i => originals[i])],
            [.. Enumerable.Range(0, n).Where(i => !inside[i]).SelectMany(i => originals[i])],
            m,
            n - m,
            Math.Min(one, other) / Math.Max(across, 1e-6));
    }

    /// <summary>Articles with their copies, in the order of arrival.</summary>
    public static List<List<TableArticle>> Originals(IEnumerable<TableArticle> articles)
    {
        var originals = new List<List<TableArticle>>();
        var of = new Dictionary<TableArticle, List<TableArticle>>();
        foreach (var article in articles.Order(Comparer<TableArticle>.Create((a, b) => a.Compare(b))))
        {
            var original = article.Copies.Select(c => of.GetValueOrDefault(c.Article)).FirstOrDefault(o => o is not null);
            if (original is null)
                originals.Add(original = []);
            original.Add(article);
            of.Add(article, original);
        }

        return originals;
    }
}
