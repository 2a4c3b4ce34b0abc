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
        if (++_count > _chains.Length / 5 * 4)
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
        var at = Find(hash);
        _count--;
        // What follows moves up if it may, so that no search ends early (Knuth, The Art of Computer Programming 3, 6.4 R).
        for (var next = After(at); _chains[next].Texts > 0; next = After(next))
        {
            if (Distance(Home(_chains[next].Hash), next) < Distance(at, next))
                continue;
            _chains[at] = _chains[next];
            at = next;
        }

        _chains[at] = default;
    }

    private int Find(uint hash)
    {
        var at = Home(hash);
        while (_chains[at].Texts > 0 && _chains[at].Hash != hash)
            at = After(at);
        return at;
    }

    // The smallest hashes of texts are small numbers: multiplied, all bits tell. The upper half of a product is a share of the table.
    private int Home(uint hash) => (int)(((ulong)(hash * 0x9E3779B9) * (ulong)_chains.Length) >> 32);

    private int After(int at) => at + 1 == _chains.Length ? 0 : at + 1;

    private int Distance(int from, int to) => to >= from ? to - from : to - from + _chains.Length;

    private void Grow()
    {
        // By a quarter: what lies idle is memory, too.
        var before = _chains;
        _chains = new Chain[before.Length + (before.Length / 4)];
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
