namespace NewsMonitor.Stories.Text;

/// <summary>
/// Five-word shingles of a text and their bottom-k sketch (Broder 1997, "On the resemblance and containment of documents"): the share of
/// equal hashes among the smallest k of two texts' union estimates how much of their wording is the same.
/// </summary>
internal sealed class Shingler
{
    /// <summary>Words of a shingle.</summary>
    public const int Width = 5;

    /// <summary>Hashes in a sketch at most.</summary>
    public const int SketchSize = 64;

    // More words say nothing new about whether a text is a copy.
    private const int MaximumWords = 1200;

    private readonly ulong[] _last = new ulong[Width];
    private readonly uint[] _hashes = new uint[MaximumWords];
    private int _count;

    /// <summary>Words read so far.</summary>
    public int Words { get; private set; }

    public void Clear()
    {
        _count = 0;
        Words = 0;
    }

    public void Add(ReadOnlySpan<char> word)
    {
        if (Words >= MaximumWords)
            return;
        var hash = 14695981039346656037UL;
        foreach (var c in word)
            hash = (hash ^ c) * 1099511628211UL;
        _last[Words++ % Width] = hash;
        if (Words >= Width)
            _hashes[_count++] = Combine(Words);
    }

    /// <summary>The smallest hashes of the distinct shingles, ascending.</summary>
    public uint[] Sketch()
    {
        // A title of a few words is one shingle as a whole.
        if (_count == 0 && Words >= 3)
            _hashes[_count++] = Combine(Words, Words);
        var hashes = _hashes.AsSpan(0, _count);
        hashes.Sort();
        var shingles = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            if (i == 0 || hashes[i] != hashes[i - 1])
                hashes[shingles++] = hashes[i];
        }

        return hashes[..Math.Min(shingles, SketchSize)].ToArray();
    }

    private uint Combine(int end, int width = Width)
    {
        var hash = 0UL;
        for (var i = end - width; i < end; i++)
            hash = (hash * 0x9E3779B97F4A7C15UL) + _last[i % Width];
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCDUL;
        hash ^= hash >> 33;
        return (uint)hash;
    }
}
