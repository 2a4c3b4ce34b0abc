using System.Buffers.Binary;

namespace NewsMonitor.Stories.Clustering;

/// <summary>Packs terms for a <see cref="StoryVector"/>, one vector at a time and a thread each.</summary>
internal sealed class StoryTermWriter
{
    // An id, a code and four numbers of at most ten bytes.
    private const int LongestTerm = 48;

    [ThreadStatic]
    private static StoryTermWriter? _shared;

    private readonly byte[] _head = new byte[1 + (StoryVector.Escape * 3)];
    private readonly int[] _palette = new int[StoryVector.Escape];
    private byte[] _terms = new byte[4096];
    private int _length;
    private int _colours;
    private int _last;

    public static StoryTermWriter Shared => _shared ??= new StoryTermWriter();

    /// <summary>Terms added.</summary>
    public int Count { get; private set; }

    public void Clear()
    {
        _length = 0;
        _colours = 0;
        _last = -1;
        Count = 0;
    }

    /// <summary>The next term; its id is larger than the one before.</summary>
    public void Add(StoryTerm term)
    {
        if (_terms.Length - _length < LongestTerm)
            Array.Resize(ref _terms, _terms.Length * 2);
        Count++;
        Step(term.Id - _last);
        _last = term.Id;
        if (term.Articles == 1)
        {
            var place = Place((int)term.Sum);
            _terms[_length++] = (byte)((place << 2) | (term.Names + 1));
            if (place == StoryVector.Escape)
                _length = Number(_terms, _length, (ulong)term.Sum);
            return;
        }

        var articles = Math.Min(term.Articles, StoryVector.Escape);
        _terms[_length++] = (byte)((articles << 2) | StoryVector.Several);
        if (articles == StoryVector.Escape)
            _length = Number(_terms, _length, (ulong)term.Articles);
        _length = Number(_terms, _length, (ulong)term.Sum);
        _length = Number(_terms, _length, (ulong)term.Squares);
        _length = Number(_terms, _length, (uint)((term.Names << 1) ^ (term.Names >> 31)));
    }

    /// <summary>Puts what was added into an array, a new one if it does not fit or is far too large.</summary>
    /// <param name="bytes">The array.</param>
    /// <param name="roomFrom">Longer ones get an eighth more than they need.</param>
    /// <returns>Bytes used.</returns>
    public int Write(ref byte[] bytes, int roomFrom)
    {
        _head[0] = (byte)_colours;
        var head = 1;
        for (var i = 0; i < _colours; i++)
            head = Number(_head, head, (ulong)_palette[i]);
        var length = head + _length;
        if (length > bytes.Length || length < bytes.Length / 2)
            bytes = GC.AllocateUninitializedArray<byte>(length < roomFrom ? length : length + (length / 8));
        _head.AsSpan(0, head).CopyTo(bytes);
        _terms.AsSpan(0, _length).CopyTo(bytes.AsSpan(head));
        return length;
    }

    private void Step(int step)
    {
        var isLong = step >= StoryTermReader.LongStep;
        BinaryPrimitives.WriteUInt16LittleEndian(_terms.AsSpan(_length), isLong ? StoryTermReader.LongStep : (ushort)step);
        _length += sizeof(ushort);
        if (!isLong)
            return;
        BinaryPrimitives.WriteInt32LittleEndian(_terms.AsSpan(_length), step);
        _length += sizeof(int);
    }

    /// <summary>The place of a weight in the palette, first come, first served.</summary>
    private int Place(int weight)
    {
        var at = _palette.AsSpan(0, _colours).IndexOf(weight);
        if (at >= 0)
            return at;
        if (_colours == StoryVector.Escape)
            return StoryVector.Escape;
        _palette[_colours] = weight;
        return _colours++;
    }

    private static int Number(byte[] bytes, int at, ulong value)
    {
        while (value >= 0x80)
        {
            bytes[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[at++] = (byte)value;
        return at;
    }
}
