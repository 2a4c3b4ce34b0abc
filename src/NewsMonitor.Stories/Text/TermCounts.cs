using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Text;

/// <summary>The terms of an article as they are counted, known by their hashes: in an article no two words share one.</summary>
internal sealed class TermCounts(TermPool pool)
{
    // Logarithms of what most terms count.
    private static readonly double[] Logarithms = [.. Enumerable.Range(0, 256).Select(count => Math.Log(count))];

    private readonly Dictionary<ulong, Use> _uses = new(512);

    public int Count => _uses.Count;

    /// <summary>In the order of their first occurrence.</summary>
    public Dictionary<ulong, Use>.ValueCollection Uses => _uses.Values;

    public void Clear() => _uses.Clear();

    /// <summary>How a term was used so far; what is changed stays so until the next term is asked for.</summary>
    /// <param name="term">The term.</param>
    /// <param name="hash">Its hash.</param>
    public ref Use Of(ReadOnlySpan<char> term, ulong hash)
    {
        ref var use = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, hash, out var known);
        if (!known)
            use.Term = pool.Get(term, hash);
        return ref use;
    }

    /// <summary>How a term is used in an article.</summary>
    [StructLayout(LayoutKind.Auto)]
    public struct Use
    {
        public string Term;

        public int Count;

        /// <summary>Uses with a capital inside a sentence, less those without.</summary>
        public int Names;

        public readonly double LogCount => Count < Logarithms.Length ? Logarithms[Count] : Math.Log(Count);
    }
}
