using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// The terms of a story: for each the sum of its articles' weights, the sum of their squares, how many articles have it and whether it is a
/// name. Packed, about three bytes a term: most terms of a story are in one of its articles only, with one of few weights.
/// </summary>
/// <remarks>
/// Bytes: the palette (its size, then weights), then for each term its id less the one before (two bytes) and a code. The lower two bits of the code are
/// <see cref="Several"/>, or else the use in the only article that has it (see <see cref="StoryTerm.Kind"/>), and the upper six its weight's place
/// in the palette. With Several the upper six are the number of articles; then sum, squares and use follow. <see cref="Escape"/> in the
/// upper six: the number itself follows. Other numbers are in variable length, seven bits a byte.
/// </remarks>
internal sealed class StoryVector
{
    internal const int Several = 3;
    internal const int Escape = 63;

    // Beyond it room is left for what comes next, so that a big story is not copied for every article.
    private const int RoomFrom = 4096;

    // Products and squares are summed as whole numbers: the result does not depend on the order, which the numbering of terms decides.
    private const float Scale = 64;

    // Stories above this many articles are scaled down, so that the largest sums stay below 2^63.
    private const float FullScaleArticles = 4096;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>Terms.</summary>
    public int Count { get; private set; }

    /// <summary>The terms, by ascending id.</summary>
    public StoryTermReader Read() => new(_bytes.AsSpan(0, _length), Count);

    /// <summary>Articles of the story that have each of some terms, which are ascending.</summary>
    public void ArticlesWith(ReadOnlySpan<int> ids, Span<int> articles)
    {
        var terms = Read();
        var more = terms.MoveNext();
        for (var i = 0; i < ids.Length; i++)
        {
            while (more && terms.Id < ids[i])
                more = terms.MoveNext();
            articles[i] = more && terms.Id == ids[i] ? terms.Articles : 0;
        }
    }

    /// <summary>Adds an article's terms, which are ascending.</summary>
    /// <param name="ids">The terms.</param>
    /// <param name="weights">Their weights in the article, on the grid of <see cref="TermWeight"/>.</param>
    /// <param name="names">1 for a name, -1 for another word, 0 where it does not show.</param>
    /// <param name="before">Takes for each how many articles of the story had it before; empty when nobody asks.</param>
    public void Add(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<sbyte> names, Span<int> before) => Change(ids, weights, names, before, 1);

    /// <summary>Becomes the same as another one.</summary>
    public void Copy(StoryVector other) => (_bytes, _length, Count) = (other._bytes[..other._length], other._length, other.Count);

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
        _length = writer.Write(ref _bytes, RoomFrom);
        Count = writer.Count;
    }

    /// <summary>Compares with the article that is laid out in the table.</summary>
    /// <param name="table">The terms of both.</param>
    /// <param name="logStories">See <see cref="ArticleQuery.LogStories"/>.</param>
    /// <param name="articles">Articles of this story.</param>
    /// <param name="core">Articles that must have a term for it to belong to what the story's articles have in common.</param>
    public Likeness Compare(TermTable.Weight[] table, float logStories, int articles, int core)
    {
        var scale = Scale * Math.Min(1, FullScaleArticles / articles);
        Span<WholeSums> sums = stackalloc WholeSums[3];
        sums.Clear();
        long common = 0, covered = 0;
        // Read here and not by a reader: most of the time that an article takes is spent in this loop.
        ReadOnlySpan<byte> bytes = _bytes;
        Span<int> palette = stackalloc int[Escape + 1];
        var at = StoryTermReader.ReadPalette(bytes, palette);
        var id = -1;
        for (var left = Count; left > 0; left--)
        {
            int step = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            at += sizeof(ushort);
            if (step == StoryTermReader.LongStep)
                (step, at) = (BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]), at + sizeof(int));
            id += step;
            int code = bytes[at++];
            ref readonly var term = ref table[id];
            var inverse = ArticleQuery.InverseOf(term.LogFrequency, logStories);
            var kind = code & 3;
            long projection, square, parts;
            var having = 1;
            if (kind != Several)
            {
                var weight = palette[code >> 2];
                if (code >= Escape << 2)
                    weight = (int)StoryTermReader.ReadNumber(bytes, at, out at);
                projection = (long)((weight * inverse * scale) + 0.5f);
                parts = square = projection * projection;
            }
            else
            {
                having = code >> 2 == Escape ? (int)StoryTermReader.ReadNumber(bytes, at, out at) : code >> 2;
                projection = (long)(((long)StoryTermReader.ReadNumber(bytes, at, out at) * inverse * scale) + 0.5f);
                square = projection * projection;
                parts = (long)((double)(long)StoryTermReader.ReadNumber(bytes, at, out at) * (inverse * scale) * (inverse * scale));
                kind = Math.Sign(StoryTermReader.ReadSigned(bytes, at, out at)) + 1;
            }

            ref var sum = ref sums[kind];
            sum.Product += projection * term.Projected;
            sum.Length += square;
            sum.Parts += parts;
            if (having < core)
                continue;
            var telling = (long)(projection * inverse);
            common += telling;
            // All ones where the article has the term: a jump that nobody can foresee costs more.
            covered += telling & (-(long)term.Projected >> 63);
        }

        var (words, names) = (sums[0].Of(scale), sums[2].Of(scale));
        sums[1].Add(sums[0]);
        sums[1].Add(sums[2]);
        return new Likeness(sums[1].Of(scale), names, words, common > 0 ? (double)covered / common : 0);
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
