namespace NewsMonitor.Stories.Clustering;

/// <summary>The terms of a story: for each the sum of its articles' weights, the sum of their squares, and how many articles have it.</summary>
internal sealed class StoryVector
{
    // Weights are at most 1: 14 binary places for sums, squares with 18.
    private const float SumScale = 1 << 14;
    private const float SquareScale = 1 << 18;

    private int[] _ids = [];
    private int[] _sums = [];
    private int[] _squares = [];
    private ushort[] _articles = [];

    /// <summary>Terms, ascending.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    public ReadOnlySpan<ushort> Articles => _articles;

    /// <summary>Articles of the story that have the term.</summary>
    public int ArticlesWith(int term)
    {
        var at = Array.BinarySearch(_ids, term);
        return at < 0 ? 0 : _articles[at];
    }

    /// <summary>Adds an article's terms, which are ascending.</summary>
    public void Add(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights)
    {
        var total = _ids.Length;
        for (int i = 0, j = 0; i < ids.Length; i++)
        {
            while (j < _ids.Length && _ids[j] < ids[i])
                j++;
            if (j == _ids.Length || _ids[j] != ids[i])
                total++;
        }

        var (newIds, newSums, newSquares, newArticles) = total == _ids.Length
            ? (_ids, _sums, _squares, _articles) : (new int[total], new int[total], new int[total], new ushort[total]);
        for (int i = ids.Length - 1, j = _ids.Length - 1, at = total - 1; at >= 0; at--)
        {
            var old = j >= 0 && (i < 0 || _ids[j] >= ids[i]);
            var both = old && i >= 0 && _ids[j] == ids[i];
            newIds[at] = old ? _ids[j] : ids[i];
            var (sum, square, articles) = old ? (_sums[j], _squares[j], _articles[j]) : (0, 0, (ushort)0);
            if (!old || both)
            {
                sum += (int)MathF.Round(weights[i] * SumScale);
                square += (int)MathF.Round(weights[i] * weights[i] * SquareScale);
                articles = (ushort)Math.Min(articles + 1, ushort.MaxValue);
                i--;
            }

            if (old)
                j--;
            (newSums[at], newSquares[at], newArticles[at]) = (sum, square, articles);
        }

        (_ids, _sums, _squares, _articles) = (newIds, newSums, newSquares, newArticles);
    }

    /// <summary>Compares with the article whose weights are in the table's scratch.</summary>
    /// <param name="logStories">What a term's log frequency is taken from to get its weight (inverse frequency).</param>
    /// <returns>The product with the article, and the squared lengths of the sum and of the articles together.</returns>
    public (double Product, double Length, double Parts, double Coverage) Compare(TermTable.Entry[] entries, float logStories, int articles, double share)
    {
        double product = 0, length = 0, parts = 0, core = 0, covered = 0;
        var (ids, sums, squares, counts) = (_ids, _sums, _squares, _articles);
        var need = (int)Math.Ceiling(articles * share);
        for (var i = 0; i < ids.Length; i++)
        {
            ref readonly var entry = ref entries[ids[i]];
            var inverse = Math.Max(0.05f, logStories - entry.LogFrequency);
            inverse *= inverse;
            float sum = sums[i];
            product += entry.Article * sum * inverse;
            length += sum * sum * inverse;
            parts += squares[i] * inverse;
            if (counts[i] >= need)
            {
                var w = sum * inverse;
                core += w;
                if (entry.Article > 0)
                    covered += w;
            }
        }

        return (product / SumScale, length / (SumScale * SumScale), parts / SquareScale, core > 0 ? covered / core : 0);
    }
}
