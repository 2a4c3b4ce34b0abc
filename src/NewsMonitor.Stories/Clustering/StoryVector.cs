using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// The terms of a story: for each the sum of its articles' weights, the sum of their squares, how many articles have it and whether it is a
/// name. Packed, about three bytes a term: most terms of a story are in one of its articles only, with one of few weights.
/// </summary>
/// <remarks>
/// Bytes: the palette (its size, then weights), the terms that one article has, and from <c>_severalsAt</c> on those that several have. For each first the
/// step from the id before (two bytes). Then of one article a code: its lower two bits are the use there (see <see cref="StoryTerm.Kind"/>), the upper six
/// the weight's place in the palette; <see cref="Escape"/>: the weight itself follows. Of several a <see cref="PackedTerm"/>.
/// </remarks>
internal sealed class StoryVector
{
    internal const int Escape = 63;

    // Beyond it room is left for what comes next, so that a big story is not copied for every article.
    private const int RoomFrom = 4096;

    // Products and squares are summed as whole numbers: the result does not depend on the order, which the numbering of terms decides.
    private const float Scale = 64;

    // Stories above this many articles are scaled down, so that the largest sums stay below 2^63.
    private const float FullScaleArticles = 4096;

    private byte[] _bytes = [];
    private int _singles;
    private int _severals;
    private int _severalsAt;

    /// <summary>Terms.</summary>
    public int Count => _singles + _severals;

    /// <summary>The terms, by ascending id.</summary>
    public StoryTermReader Read() => new(_bytes, _singles, _severals, _severalsAt);

    /// <summary>Articles of the story that have each of some terms, which are ascending.</summary>
    public void ArticlesWith(ReadOnlySpan<int> ids, Span<int> articles)
    {
        articles.Clear();
        Note(new StoryTermReader(_bytes, _singles, 0, 0), ids, articles);
        Note(new StoryTermReader(_bytes, 0, _severals, _severalsAt), ids, articles);

        static void Note(StoryTermReader terms, ReadOnlySpan<int> ids, Span<int> articles)
        {
            for (var i = 0; terms.MoveNext() && i < ids.Length;)
            {
                while (i < ids.Length && ids[i] < terms.Id)
                    i++;
                if (i < ids.Length && ids[i] == terms.Id)
                    articles[i++] = terms.Articles;
            }
        }
    }

    /// <summary>Adds an article's terms, which are ascending.</summary>
    /// <param name="ids">The terms.</param>
    /// <param name="weights">Their weights in the article, on the grid of <see cref="TermWeight"/>.</param>
    /// <param name="names">1 for a name, -1 for another word, 0 where it does not show.</param>
    /// <param name="before">Takes for each how many articles of the story had it before; empty when nobody asks.</param>
    public void Add(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<sbyte> names, Span<int> before) => Change(ids, weights, names, before, 1);

    /// <summary>Becomes the same as another one.</summary>
    public void Copy(StoryVector other) =>
        (_bytes, _singles, _severals, _severalsAt) = ([.. other._bytes], other._singles, other._severals, other._severalsAt);

    /// <summary>Takes away an article that was added, with the same terms.</summary>
    public void Remove(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<sbyte> names) => Change(ids, weights, names, [], -1);

    private void Change(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<sbyte> names, Span<int> before, int sign)
    {
        var writer = StoryTermWriter.Shared;
        writer.Clear();
        var terms = Read();
        var more = terms.MoveNext();
        for (var i = 0; i < ids.Length; i++)
        {
            for (; more && terms.Id < ids[i]; more = terms.MoveNext())
                writer.Add(terms.Current);
            var term = more && terms.Id == ids[i] ? terms.Current : new StoryTerm { Id = ids[i] };
            if (term.Articles > 0)
                more = terms.MoveNext();
            if (before.Length > 0)
                before[i] = term.Articles;
            var units = TermWeight.ToUnits(weights[i]);
            term.Sum += sign * units;
            term.Squares += sign * (long)units * units;
            term.Articles += sign;
            term.Names += sign * names[i];
            if (term.Articles > 0)
                writer.Add(term);
        }

        for (; more; more = terms.MoveNext())
            writer.Add(terms.Current);
        _severalsAt = writer.Write(ref _bytes, RoomFrom);
        (_singles, _severals) = (writer.Singles, writer.Severals);
    }

    /// <summary>Compares with the article that is laid out in the table.</summary>
    /// <param name="table">The terms of both.</param>
    /// <param name="logStories">See <see cref="ArticleQuery.LogStories"/>.</param>
    /// <param name="articles">Articles of this story.</param>
    /// <param name="core">Articles that must have a term for it to belong to what the story's articles have in common.</param>
    public Likeness Compare(TermTable.Weight[] table, float logStories, int articles, int core)
    {
        var scale = Scale * Math.Min(1, FullScaleArticles / articles);
        // By kind, see StoryTerm.Kind; the fourth takes nothing.
        Span<WholeSums> sums = stackalloc WholeSums[4];
        sums.Clear();
        var common = default(Common);
        CompareSingles(table, logStories, scale, core <= 1, sums, ref common);
        CompareSeverals(table, logStories, scale, core, sums, ref common);
        var (words, names) = (sums[0].Of(scale), sums[2].Of(scale));
        sums[1].Add(sums[0]);
        sums[1].Add(sums[2]);
        return new Likeness(sums[1].Of(scale), names, words, common.All > 0 ? (double)common.Covered / common.All : 0);
    }

    // Read here and not by a reader: most of the time that an article takes is spent in these two loops.
    private void CompareSingles(TermTable.Weight[] table, float logStories, float scale, bool areCommon, Span<WholeSums> sums, ref Common common)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        Span<int> palette = stackalloc int[Escape + 1];
        var at = StoryTermReader.ReadPalette(bytes, palette);
        var id = -1;
        for (var left = _singles; left > 0; left--)
        {
            int step = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            at += sizeof(ushort);
            if (step == StoryTermReader.LongStep)
                (step, at) = (BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]), at + sizeof(int));
            id += step;
            int code = bytes[at++];
            var weight = palette[code >> 2];
            if (code >= Escape << 2)
                (weight, at) = ((int)StoryTermReader.ReadNumber(bytes, at, out var end), end);
            ref readonly var term = ref table[id];
            var inverse = ArticleQuery.InverseOf(term.LogFrequency, logStories);
            // Of one article the weight is at most 1: the whole number is small.
            var projection = float.ConvertToIntegerNative<int>((weight * inverse * scale) + 0.5f);
            ref var sum = ref sums[code & 3];
            sum.Product += (long)projection * term.Projected;
            sum.Length += (long)projection * projection;
            if (areCommon)
                common.Add(float.ConvertToIntegerNative<int>(projection * inverse), term.Projected);
        }

        foreach (ref var sum in sums)
            sum.Parts = sum.Length;
    }

    private void CompareSeverals(TermTable.Weight[] table, float logStories, float scale, int core, Span<WholeSums> sums, ref Common common)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        var at = _severalsAt;
        var id = -1;
        for (var left = _severals; left > 0; left--)
        {
            int step = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            at += sizeof(ushort);
            if (step == StoryTermReader.LongStep)
                (step, at) = (BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]), at + sizeof(int));
            id += step;
            var packed = new PackedTerm(BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
            at += sizeof(ulong);
            var (having, weights, squares, names) = (packed.Articles, packed.Sum, packed.Squares, packed.Names);
            if (having == PackedTerm.Many)
            {
                (having, weights, squares, names) = PackedTerm.ReadMany(bytes[at..]);
                at += PackedTerm.ManySize;
            }

            ref readonly var term = ref table[id];
            var inverse = ArticleQuery.InverseOf(term.LogFrequency, logStories);
            var projection = float.ConvertToIntegerNative<long>((weights * inverse * scale) + 0.5f);
            ref var sum = ref sums[Math.Sign(names) + 1];
            sum.Product += projection * term.Projected;
            sum.Length += projection * projection;
            sum.Parts += double.ConvertToIntegerNative<long>((double)squares * (inverse * scale) * (inverse * scale));
            if (having >= core)
                common.Add(float.ConvertToIntegerNative<long>(projection * inverse), term.Projected);
        }
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
    internal readonly record struct Sums(double Product, double Length, double Parts)
    {
        /// <param name="articleLength">Length of the article over the same terms.</param>
        public double Cosine(double articleLength) => Length > 0 && articleLength > 0 ? Math.Min(1, Product / (articleLength * Math.Sqrt(Length))) : 0;

        /// <summary>
        /// The mean of the cosines with the story's articles. Each article's length is taken as the root of their mean square: then the sum
        /// is enough to know it.
        /// </summary>
        /// <param name="articleLength">Length of the article over the same terms.</param>
        /// <param name="articles">Articles of the story.</param>
        public double MeanCosine(double articleLength, int articles) =>
            Parts > 0 && articleLength > 0 ? Math.Min(1, Product / (articleLength * Math.Sqrt(Parts * articles))) : 0;
    }

    /// <summary>Weight of what the story's articles have in common, and of what of it the article has.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Common
    {
        public long All;
        public long Covered;

        public void Add(long telling, int projected)
        {
            All += telling;
            // All ones where the article has the term: a jump that nobody can foresee costs more.
            Covered += telling & (-(long)projected >> 63);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct WholeSums
    {
        public long Product;
        public long Length;
        public long Parts;

        public void Add(WholeSums other)
        {
            Product += other.Product;
            Length += other.Length;
            Parts += other.Parts;
        }

        public readonly Sums Of(double scale) => new(
            Product / (scale * TermWeight.One * ArticleQuery.Unit), Length / (scale * TermWeight.One * scale * TermWeight.One),
            Parts / (scale * TermWeight.One * scale * TermWeight.One));
    }
}
