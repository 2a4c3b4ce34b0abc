using System.Runtime.InteropServices;

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
    private sbyte[] _names = [];

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
    public void Add(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<sbyte> names)
    {
        var total = _ids.Length;
        for (int i = 0, j = 0; i < ids.Length; i++)
        {
            while (j < _ids.Length && _ids[j] < ids[i])
                j++;
            if (j == _ids.Length || _ids[j] != ids[i])
                total++;
        }

        var before = (Ids: _ids, Sums: _sums, Squares: _squares, Articles: _articles, Names: _names);
        if (total > _ids.Length)
            (_ids, _sums, _squares, _articles, _names) = (new int[total], new int[total], new int[total], new ushort[total], new sbyte[total]);
        // From the end, so that it may be done in place.
        for (int i = ids.Length - 1, j = before.Ids.Length - 1, at = total - 1; at >= 0; at--)
        {
            var old = j >= 0 && (i < 0 || before.Ids[j] >= ids[i]);
            var added = i >= 0 && (!old || before.Ids[j] == ids[i]);
            _ids[at] = old ? before.Ids[j] : ids[i];
            var (sum, square, articles, name) = old ? (before.Sums[j], before.Squares[j], before.Articles[j], before.Names[j]) : (0, 0, (ushort)0, (sbyte)0);
            if (added)
            {
                sum += (int)MathF.Round(weights[i] * SumScale);
                square += (int)MathF.Round(weights[i] * weights[i] * SquareScale);
                articles = (ushort)Math.Min(articles + 1, ushort.MaxValue);
                name = (sbyte)Math.Clamp(name + names[i], -100, 100);
                i--;
            }

            if (old)
                j--;
            (_sums[at], _squares[at], _articles[at], _names[at]) = (sum, square, articles, name);
        }
    }

    /// <summary>Takes away an article that was added before, with its terms, which are ascending.</summary>
    public void Remove(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<sbyte> names)
    {
        for (int i = 0, j = 0; i < ids.Length; i++)
        {
            while (_ids[j] != ids[i])
                j++;
            _sums[j] -= (int)MathF.Round(weights[i] * SumScale);
            _squares[j] -= (int)MathF.Round(weights[i] * weights[i] * SquareScale);
            _names[j] = (sbyte)Math.Clamp(_names[j] - names[i], -100, 100);
            _articles[j]--;
        }
    }

    /// <summary>Takes over another's terms; nothing may have been added before.</summary>
    public void Add(StoryVector other) => (_ids, _sums, _squares, _articles, _names) =
        ([.. other._ids], [.. other._sums], [.. other._squares], [.. other._articles], [.. other._names]);

    /// <summary>Compares with the article whose weights are in the table's scratch.</summary>
    /// <param name="entries">The table.</param>
    /// <param name="logStories">What a term's log frequency is taken from to get its weight (inverse frequency).</param>
    /// <param name="core">Articles that must have a term for it to belong to what the story's articles have in common.</param>
    public Likeness Compare(TermTable.Entry[] entries, float logStories, int core)
    {
        var all = default(Sums);
        var names = default(Sums);
        var words = default(Sums);
        double common = 0, covered = 0;
        var (ids, sums, squares, articles, cases) = (_ids, _sums, _squares, _articles, _names);
        for (var i = 0; i < ids.Length; i++)
        {
            ref readonly var entry = ref entries[ids[i]];
            var inverse = Math.Max(0.05f, logStories - entry.LogFrequency);
            inverse *= inverse;
            float sum = sums[i];
            var length = sum * sum * inverse;
            var product = entry.Article * sum * inverse;
            var square = squares[i] * inverse;
            all.Add(product, length, square);
            if (cases[i] > 0)
                names.Add(product, length, square);
            else if (cases[i] < 0)
                words.Add(product, length, square);
            if (articles[i] >= core)
            {
                common += sum * inverse;
                if (entry.Article > 0)
                    covered += sum * inverse;
            }
        }

        return new Likeness(all.Scaled(), names.Scaled(), words.Scaled(), common > 0 ? covered / common : 0);
    }

    /// <summary>What an article and a story have in common.</summary>
    /// <param name="All">Over all terms.</param>
    /// <param name="Names">Over names.</param>
    /// <param name="Words">Over words that are no names.</param>
    /// <param name="Coverage">Share of what the story's articles have in common that the article has too, 0 to 1.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Likeness(Sums All, Sums Names, Sums Words, double Coverage);

    /// <summary>The product of an article and a story's sum, the squared length of the sum, and the sum of its articles' squared lengths.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Sums
    {
        public double Product;
        public double Length;
        public double Parts;

        public void Add(float product, float length, float part)
        {
            Product += product;
            Length += length;
            Parts += part;
        }

        public readonly Sums Scaled() => new() { Product = Product / SumScale, Length = Length / (SumScale * SumScale), Parts = Parts / SquareScale };

        /// <param name="articleLength">Length of the article over the same terms.</param>
        public readonly double Cosine(double articleLength) => Length > 0 && articleLength > 0 ? Math.Min(1, Product / (articleLength * Math.Sqrt(Length))) : 0;

        /// <summary>
        /// The mean of the cosines with the story's articles. Each article's length is taken as the root of their mean square: then the sum
        /// is enough to know it.
        /// </summary>
        /// <param name="articleLength">Length of the article over the same terms.</param>
        /// <param name="articles">Articles of the story.</param>
        public readonly double MeanCosine(double articleLength, int articles) =>
            Parts > 0 && articleLength > 0 ? Math.Min(1, Product / (articleLength * Math.Sqrt(Parts * articles))) : 0;
    }
}
