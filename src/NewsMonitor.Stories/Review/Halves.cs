namespace NewsMonitor.Stories.Review;

/// <summary>A story's articles in two groups.</summary>
internal sealed record Halves(IReadOnlyList<TableArticle> One, IReadOnlyList<TableArticle> Other)
{
    // Two articles of each half tell what it has in common; one is a stray.
    private const int Fewest = 2;

    // Halves that are hardly more alike within than across are not worth a closer look.
    private const double LeastSeparation = 1.1;

    /// <summary>
    /// The clearest way to part articles: along their dendrogram, where the likeness within the looser half is largest in proportion to that
    /// across. Copies are one text and stay together. Null where no way is clear, and for fewer than four texts.
    /// </summary>
    public static Halves? Clearest(IEnumerable<TableArticle> articles)
    {
        var texts = Texts(articles);
        if (texts.Count < 2 * Fewest)
            return null;
        var likeness = Likeness(texts);
        bool[]? clearest = null;
        var most = LeastSeparation;
        foreach (var members in Dendrogram.Groups(likeness))
        {
            if (members.Count < Fewest || members.Count > texts.Count - Fewest)
                continue;
            var inside = new bool[texts.Count];
            foreach (var member in members)
                inside[member] = true;
            if (Separation(inside, members.Count, likeness) is var separation && separation > most)
                (clearest, most) = (inside, separation);
        }

        return clearest is null ? null : new Halves([.. texts.Where((_, i) => clearest[i]).SelectMany(t => t)], [.. texts.Where((_, i) => !clearest[i]).SelectMany(t => t)]);
    }

    /// <summary>Articles, each with its copies, in the order of arrival.</summary>
    public static List<List<TableArticle>> Texts(IEnumerable<TableArticle> articles)
    {
        var texts = new List<List<TableArticle>>();
        var of = new Dictionary<TableArticle, List<TableArticle>>();
        foreach (var article in articles.Order(TableArticle.ByArrival))
        {
            var text = article.Copies.Select(c => of.GetValueOrDefault(c.Article)).FirstOrDefault(t => t is not null);
            if (text is null)
                texts.Add(text = []);
            text.Add(article);
            of.Add(article, text);
        }

        return texts;
    }

    private static double[,] Likeness(List<List<TableArticle>> texts)
    {
        var likeness = new double[texts.Count, texts.Count];
        for (var i = 0; i < texts.Count; i++)
        {
            for (var j = 0; j < i; j++)
                likeness[i, j] = likeness[j, i] = texts[i][0].Query.Cosine(texts[j][0].Query);
        }

        return likeness;
    }

    private static double Separation(bool[] inside, int members, double[,] likeness)
    {
        var n = inside.Length;
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

        var rest = n - members;
        one /= members * (members - 1) / 2.0;
        other /= rest * (rest - 1) / 2.0;
        across /= members * (double)rest;
        return Math.Min(one, other) / Math.Max(across, 1e-6);
    }
}
