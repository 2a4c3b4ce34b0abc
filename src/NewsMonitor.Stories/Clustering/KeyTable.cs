using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Clustering;

/// <summary>Chains of texts by hash, twelve bytes each, open addressing with linear probing.</summary>
internal sealed class KeyTable
{
    private Chain[] _chains = new Chain[1024];
    private int _count;

    public bool TryGet(uint hash, out Chain chain)
    {
        chain = _chains[Find(hash)];
        return chain.Texts > 0;
    }

    /// <summary>The chain of a hash, an empty one if there is none: it is to be filled at once. Valid until the table changes.</summary>
    public ref Chain Get(uint hash)
    {
        var at = Find(hash);
        if (_chains[at].Texts > 0)
            return ref _chains[at];
        if (++_count > _chains.Length / 4 * 3)
        {
            Grow();
            at = Find(hash);
        }

        _chains[at].Hash = hash;
        return ref _chains[at];
    }

    /// <summary>Removes a hash whose chain has become empty.</summary>
    public void Remove(uint hash)
    {
        var mask = _chains.Length - 1;
        var at = Home(hash);
        while (_chains[at].Hash != hash)
            at = (at + 1) & mask;
        _count--;
        // What follows moves up if it may, so that no search ends early (Knuth, The Art of Computer Programming 3, 6.4 R).
        for (var next = (at + 1) & mask; _chains[next].Texts > 0; next = (next + 1) & mask)
        {
            if (((next - Home(_chains[next].Hash)) & mask) < ((next - at) & mask))
                continue;
            _chains[at] = _chains[next];
            at = next;
        }

        _chains[at] = default;
    }

    private int Find(uint hash)
    {
        var mask = _chains.Length - 1;
        var at = Home(hash);
        while (_chains[at].Texts > 0 && _chains[at].Hash != hash)
            at = (at + 1) & mask;
        return at;
    }

    // The smallest hashes of texts are small numbers: their upper bits tell little.
    private int Home(uint hash) => (int)((hash * 0x9E3779B97F4A7C15UL) >> 32) & (_chains.Length - 1);

    private void Grow()
    {
        var before = _chains;
        _chains = new Chain[before.Length * 2];
        foreach (var chain in before)
        {
            if (chain.Texts > 0)
                _chains[Find(chain.Hash)] = chain;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    internal struct Chain
    {
        public uint Hash;

        /// <summary>Texts that have the hash; 0 for an empty place.</summary>
        public int Texts;

        /// <summary>Place of the first of them.</summary>
        public int First;
    }
}
