using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Text;

/// <summary>
/// Five-word shingles of a text and their bottom-k sketch (Broder 1997, "On the resemblance and containment of documents"): the share of
/// equal hashes among the smallest k of two texts' union estimates how much of their wording is the same. The first words of the body have
/// a sketch of their own, the opening: it shows a text that was cut short. Sentences that outlets put round any text are left out.
/// </summary>
internal sealed class Shingler
{
    /// <summary>Words of a shingle.</summary>
    public const int Width = 5;

    /// <summary>Hashes in a sketch at most.</summary>
    public const int SketchSize = 64;

    /// <summary>Words of the body's beginning that the opening is made of.</summary>
    public const int OpeningWords = 30;

    /// <summary>Hashes in an opening at most.</summary>
    public const int OpeningSize = 12;

    // More words say nothing new about whether a text is a copy.
    private const int MaximumWords = 1200;

    // A dateline is shorter: LOS ANGELES, Oct. 8 (Reuters)
    private const int MaximumDateline = 8;

    private readonly ulong[] _last = new ulong[Width];
    private readonly ulong[] _lastAtSentence = new ulong[Width];
    private readonly ulong[] _lastAtBody = new ulong[Width];
    private readonly uint[] _hashes = new uint[MaximumWords];
    private readonly uint[] _opening = new uint[OpeningWords];
    private Place _at;
    private Place _sentence;
    private Place _body;
    private bool _inBody;
    private bool _boilerplate;

    /// <summary>Words read so far.</summary>
    public int Words { get; private set; }

    public void Clear()
    {
        _at = _sentence = _body = default;
        _inBody = _boilerplate = false;
        Words = 0;
    }

    /// <summary>What was read so far is the title; what follows is the body.</summary>
    public void BeginBody()
    {
        EndSentence();
        _body = _at;
        _inBody = true;
        _last.CopyTo(_lastAtBody, 0);
    }

    /// <param name="hash">The word's <see cref="WordHash"/>.</param>
    /// <param name="startsSentence">True when a sentence or a line begins with it.</param>
    public void Add(ulong hash, bool startsSentence)
    {
        Words++;
        if (startsSentence)
            EndSentence();
        if (_at.Words >= MaximumWords)
            return;
        _boilerplate |= Boilerplate.Ends(hash, _last, _at.Words - _sentence.Words, _at.Words);
        _last[_at.Words++ % Width] = hash;
        var words = _at.Words - _body.Words;
        if (_inBody && words <= MaximumDateline && Boilerplate.IsAgency(hash))
        {
            // What stands before it is where the agency writes from: copies have it or have it not.
            _at = _sentence = _body;
            _lastAtBody.CopyTo(_last, 0);
            _lastAtBody.CopyTo(_lastAtSentence, 0);
            return;
        }

        if (_at.Words < Width)
            return;
        var shingle = Combine(_at.Words);
        _hashes[_at.Shingles++] = shingle;
        if (_inBody && words is >= Width and <= OpeningWords)
            _opening[_at.Opening++] = shingle;
    }

    /// <summary>The smallest hashes of the distinct shingles, ascending.</summary>
    public uint[] Sketch()
    {
        EndSentence();
        // A title of a few words is one shingle as a whole.
        if (_at is { Shingles: 0, Words: >= 3 })
            _hashes[_at.Shingles++] = Combine(_at.Words, _at.Words);
        return Smallest(_hashes.AsSpan(0, _at.Shingles), SketchSize);
    }

    /// <summary>The same of the first words of the body; empty without one.</summary>
    public uint[] Opening()
    {
        EndSentence();
        return Smallest(_opening.AsSpan(0, _at.Opening), OpeningSize);
    }

    private static uint[] Smallest(Span<uint> hashes, int most)
    {
        if (hashes.Length > 2 * most)
        {
            // Hashes are spread evenly: the smallest nearly always lie below a limit that few others do, and only those need to be sorted.
            var limit = uint.MaxValue / (uint)hashes.Length * (uint)(most + (most / 2));
            var below = 0;
            for (var i = 0; i < hashes.Length; i++)
            {
                if (hashes[i] > limit)
                    continue;
                (hashes[below], hashes[i]) = (hashes[i], hashes[below]);
                below++;
            }

            var few = Distinct(hashes[..below]);
            if (few.Length >= most)
                return few[..most].ToArray();
        }

        var all = Distinct(hashes);
        return all[..Math.Min(all.Length, most)].ToArray();
    }

    private static Span<uint> Distinct(Span<uint> hashes)
    {
        hashes.Sort();
        var distinct = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            if (i == 0 || hashes[i] != hashes[i - 1])
                hashes[distinct++] = hashes[i];
        }

        return hashes[..distinct];
    }

    private void EndSentence()
    {
        if (_boilerplate && _at.Words - _sentence.Words <= Boilerplate.MaximumWords)
        {
            _at = _sentence;
            _lastAtSentence.CopyTo(_last, 0);
        }

        _boilerplate = false;
        _sentence = _at;
        _last.CopyTo(_lastAtSentence, 0);
    }

    private uint Combine(int end, int width = Width)
    {
        var hash = 0UL;
        var at = (end - width) % Width;
        for (var i = 0; i < width; i++)
        {
            hash = (hash * 0x9E3779B97F4A7C15UL) + _last[at];
            at = at + 1 == Width ? 0 : at + 1;
        }

        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCDUL;
        hash ^= hash >> 33;
        return (uint)hash;
    }

    /// <summary>How far the reading is: words, shingles and shingles of the opening that count.</summary>
    [StructLayout(LayoutKind.Auto)]
    private record struct Place(int Words, int Shingles, int Opening);
}
