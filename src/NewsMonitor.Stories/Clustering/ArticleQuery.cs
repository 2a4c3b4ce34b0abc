using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>An article in the terms of an index: numbers for words, and its weights laid out for comparing.</summary>
internal sealed class ArticleQuery
{
    /// <summary>Inverse frequency of a term that every story has.</summary>
    public const float LeastInverse = 0.05f;

    // Fraction bits of a projection beyond those of a weight.
    private const float Scale = 64;

    /// <summary>What one is in <see cref="Projected"/>.</summary>
    public const double Unit = Scale * TermWeight.One;

    private readonly int[] _order;

    public ArticleQuery(AnalysedArticle article, StoryIndex index, ScoringWeights weights)
    {
        Article = article;
        var terms = index.Terms;
        var count = article.Terms.Length;
        (Ids, Weights, Names, Inverse, Projected, _order) = (new int[count], new float[count], new sbyte[count], new float[count], new int[count], new int[count]);
        var sorted = count <= 1024 ? stackalloc ulong[count] : new ulong[count];
        terms.Number(article.Terms, article.Language, Ids);
        for (var i = 0; i < count; i++)
            sorted[i] = ((ulong)(uint)Ids[i] << 32) | (uint)i;
        sorted.Sort();
        for (var i = 0; i < count; i++)
        {
            var from = (int)(uint)sorted[i];
            (Ids[i], _order[i], Weights[i], Names[i]) = ((int)(sorted[i] >> 32), from, article.Weights[from], article.Names[from]);
        }

        LogStories = (float)Math.Log(index.Open + weights.PriorStories);
        var table = terms.Weights;
        // Summed as whole numbers: the order of the terms, which differs from index to index, must not show.
        long length = 0, names = 0, words = 0;
        for (var i = 0; i < Ids.Length; i++)
        {
            Inverse[i] = InverseOf(table[Ids[i]].LogFrequency, LogStories);
            var projection = (long)((TermWeight.ToUnits(Weights[i]) * Inverse[i] * Scale) + 0.5f);
            Projected[i] = (int)projection;
            length += projection * projection;
            if (Names[i] > 0)
                names += projection * projection;
            else if (Names[i] < 0)
                words += projection * projection;
        }

        Length = Math.Sqrt(length) / Unit;
        NameLength = Math.Sqrt(names) / Unit;
        WordLength = Math.Sqrt(words) / Unit;
        Day = article.Published is { } published ? (published - DateTimeOffset.UnixEpoch).TotalDays : double.NaN;
        ShownDay = article.Published is { } p ? Math.Floor((p - DateTimeOffset.UnixEpoch).TotalDays) : article.InferredDay ?? double.NaN;
    }

    public AnalysedArticle Article { get; }

    /// <summary>Terms, ascending.</summary>
    public int[] Ids { get; }

    /// <summary>The text of a term.</summary>
    /// <param name="at">Its place in <see cref="Ids"/>.</param>
    public string Term(int at) => Article.Terms[_order[at]];

    /// <summary>Weight of each term in the article, on the grid of <see cref="TermWeight"/>.</summary>
    public float[] Weights { get; }

    /// <summary>For each term 1 for a name, -1 for another word, 0 where it does not show.</summary>
    public sbyte[] Names { get; }

    /// <summary>Inverse frequency of each term now.</summary>
    public float[] Inverse { get; }

    /// <summary>Weight times inverse frequency of each term, a whole number of <see cref="Unit"/>s.</summary>
    public int[] Projected { get; }

    public float LogStories { get; }

    /// <summary>Length of the weighted vector; 0 for an article without words.</summary>
    public double Length { get; }

    /// <summary>The same over names only.</summary>
    public double NameLength { get; }

    /// <summary>The same over words that are no names.</summary>
    public double WordLength { get; }

    /// <summary>Day of publication, NaN when it does not say.</summary>
    public double Day { get; }

    /// <summary>Day of publication, or what its URL or dateline shows; NaN when nothing does.</summary>
    public double ShownDay { get; }

    /// <summary>What of it a story has not; all of it without a story.</summary>
    public TermNews News(ActiveStory? story)
    {
        Span<int> articles = Ids.Length <= 1024 ? stackalloc int[Ids.Length] : new int[Ids.Length];
        articles.Clear();
        story?.Vector.ArticlesWith(Ids, articles);
        // In the article's order: that of the ids differs from index to index.
        var telling = new float[Ids.Length];
        var isNew = new bool[Ids.Length];
        for (var i = 0; i < Ids.Length; i++)
            (telling[_order[i]], isNew[_order[i]]) = (Inverse[i], articles[i] == 0);
        return new TermNews(Article.Terms, Article.Weights, telling, isNew);
    }

    /// <summary>How telling a term is.</summary>
    /// <param name="logFrequency">Of the term, see <see cref="TermTable.Weight"/>.</param>
    /// <param name="logStories">Of the stories, see <see cref="LogStories"/>.</param>
    public static float InverseOf(float logFrequency, float logStories) => logStories - logFrequency is var inverse && inverse > LeastInverse ? inverse : LeastInverse;

    /// <summary>Lays its weights out in the table for <see cref="StoryVector.Compare"/>; <see cref="Clear"/> afterwards.</summary>
    public void LayOut(TermTable terms)
    {
        var table = terms.Weights;
        for (var i = 0; i < Ids.Length; i++)
            table[Ids[i]].Projected = Projected[i];
    }

    public void Clear(TermTable terms)
    {
        var table = terms.Weights;
        foreach (var id in Ids)
            table[id].Projected = 0;
    }

    /// <summary>Cosine with another article of the same index, 0 to 1.</summary>
    public double Cosine(ArticleQuery other)
    {
        if (Length == 0 || other.Length == 0)
            return 0;
        var product = 0.0;
        for (int i = 0, j = 0; i < Ids.Length && j < other.Ids.Length;)
        {
            if (Ids[i] < other.Ids[j])
                i++;
            else if (Ids[i] > other.Ids[j])
                j++;
            else
                product += Weights[i] * Inverse[i] * other.Weights[j] * other.Inverse[j++];
        }

        return Math.Min(1, product / (Length * other.Length));
    }

    /// <summary>Gives the numbers of terms back that no story has; the article must not be compared any more.</summary>
    public void Release(StoryIndex index)
    {
        foreach (var id in Ids)
            index.Terms.Release(id);
    }
}
