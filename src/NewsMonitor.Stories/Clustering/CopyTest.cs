using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// What is called a copy: two texts of which at least half of the shingles are the same, or of which one is the beginning of the other.
/// Symmetric; costs no more than reading two sketches.
/// </summary>
internal static class CopyTest
{
    /// <summary>Share of equal shingles from which texts are copies.</summary>
    public const double LeastResemblance = 0.5;

    // A feed's first paragraph under its own title: nearly all of the paragraph, and what of the title happens to agree.
    private const double LeastOpening = 0.8;
    private const double LeastContainment = 0.6;

    // Fewer shingles than this are a phrase that many texts may begin with.
    private const int LeastShingles = 12;
    private const int LeastSeen = 4;

    // More than a paragraph or two under a title is compared as a whole.
    private const int MostShingles = 120;

    /// <summary>How alike two texts are.</summary>
    /// <param name="sketch">Sketch of one.</param>
    /// <param name="opening">Its opening.</param>
    /// <param name="otherSketch">Sketch of the other.</param>
    /// <param name="otherOpening">Its opening.</param>
    public static CopyLikeness Compare(ReadOnlySpan<uint> sketch, ReadOnlySpan<uint> opening, ReadOnlySpan<uint> otherSketch, ReadOnlySpan<uint> otherOpening)
    {
        var resemblance = Resemblance(sketch, otherSketch);
        return resemblance >= LeastResemblance || !IsCut(sketch, opening, otherSketch, otherOpening)
            ? new CopyLikeness(resemblance, IsCut: false)
            : new CopyLikeness(LeastResemblance, IsCut: true);
    }

    /// <summary>Share of equal hashes among the smallest of both.</summary>
    internal static double Resemblance(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var size = Math.Min(Shingler.SketchSize, Math.Max(a.Length, b.Length));
        int i = 0, j = 0, seen = 0, both = 0;
        // A sketch that is not full is the whole set.
        while (seen < size || (a.Length < Shingler.SketchSize && b.Length < Shingler.SketchSize))
        {
            if (i == a.Length && j == b.Length)
                break;
            seen++;
            if (j == b.Length || (i < a.Length && a[i] < b[j]))
            {
                i++;
            }
            else if (i == a.Length || b[j] < a[i])
            {
                j++;
            }
            else
            {
                both++;
                i++;
                j++;
            }
        }

        return seen == 0 ? 0 : (double)both / seen;
    }

    private static bool IsCut(ReadOnlySpan<uint> sketch, ReadOnlySpan<uint> opening, ReadOnlySpan<uint> otherSketch, ReadOnlySpan<uint> otherOpening) =>
        Size(sketch) <= Size(otherSketch) ? Begins(sketch, opening, otherSketch, otherOpening) : Begins(otherSketch, otherOpening, sketch, opening);

    /// <summary>True when the shorter text is the beginning of the longer.</summary>
    private static bool Begins(ReadOnlySpan<uint> shorter, ReadOnlySpan<uint> opening, ReadOnlySpan<uint> longer, ReadOnlySpan<uint> longerOpening)
    {
        if (opening.Length < LeastShingles || Size(shorter) > MostShingles)
            return false;
        var (both, seen) = Shared(opening, longerOpening, Shingler.OpeningSize);
        if (seen < LeastSeen || both < LeastOpening * seen)
            return false;
        // Of a short text few hashes or none may lie in the range of a long one's sketch: then the opening has to do.
        (both, seen) = Shared(shorter, longer, Shingler.SketchSize);
        return both + 1 >= LeastContainment * (seen + 1);
    }

    /// <summary>Estimated number of shingles: the smallest k of n hashes reach up to k/n of their range.</summary>
    private static double Size(ReadOnlySpan<uint> sketch) =>
        sketch.Length < Shingler.SketchSize ? sketch.Length : (Shingler.SketchSize - 1) / ((sketch[^1] + 1.0) / (uint.MaxValue + 1.0));

    /// <summary>How many of a set's hashes another has, of those in the range in which both sketches are complete.</summary>
    private static (int Both, int Seen) Shared(ReadOnlySpan<uint> part, ReadOnlySpan<uint> whole, int full)
    {
        var limit = whole.Length < full ? uint.MaxValue : whole[^1];
        if (part.Length == full)
            limit = Math.Min(limit, part[^1]);
        int both = 0, seen = 0, j = 0;
        foreach (var hash in part)
        {
            if (hash > limit)
                break;
            seen++;
            while (j < whole.Length && whole[j] < hash)
                j++;
            if (j < whole.Length && whole[j] == hash)
                both++;
        }

        return (both, seen);
    }
}

/// <param name="Resemblance">Estimated share of equal shingles, 0 to 1.</param>
/// <param name="IsCut">True when one text is the beginning of the other; then the resemblance is the least that makes a copy.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CopyLikeness(double Resemblance, bool IsCut)
{
    public bool IsCopy => Resemblance >= CopyTest.LeastResemblance;
}
