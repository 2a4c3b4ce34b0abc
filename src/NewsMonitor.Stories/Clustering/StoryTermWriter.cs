using System.Buffers.Binary;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>Packs terms for a <see cref="StoryVector"/>, one vector at a time and a thread each.</summary>
internal sealed class StoryTermWriter
{
    [ThreadStatic]
    private static StoryTermWriter? _shared;

    private readonly byte[] _head = new byte[1 + (StoryVector.Escape * 3)];
    private readonly int[] _palette = new int[StoryVector.Escape];

    // By weight: its place in the palette and one; 0 for none.
    private readonly byte[] _places = new byte[TermWeight.One + 1];
    private readonly Part _singles = new();
    private readonly Part _severals = new();
    private int _colours;

    public static StoryTermWriter Shared => _shared ??= new StoryTermWriter();

    /// <summary>Terms added that one article has.</summary>
    public int Singles => _singles.Count;

    /// <summary>Terms added that several articles have.</summary>
    public int Severals => _severals.Count;

    public void Clear()
    {
        _singles.Clear();
        _severals.Clear();
        foreach (var weight in _palette.AsSpan(0, _colours))
            _places[weight] = 0;
        _colours = 0;
    }

    /// <summary>The next term; its id is larger than the one before.</summary>
    public void Add(StoryTerm term)
    {
        if (term.Articles == 1)
            AddSingle(term.Id, (int)term.Sum, term.Names);
        else
            AddSeveral(term);
    }

    /// <summary>Puts what was added into an array, a new one if it does not fit or is far too large.</summary>
    /// <param name="bytes">The array.</param>
    /// <param name="roomFrom">Longer ones get an eighth more than they need.</param>
    /// <returns>Where the terms begin that several articles have.</returns>
    public int Write(ref byte[] bytes, int roomFrom)
    {
        _head[0] = (byte)_colours;
        var head = 1;
        for (var i = 0; i < _colours; i++)
            head = Number(_head, head, (ulong)_palette[i]);
        var severalsAt = head + _singles.Length;
        var length = severalsAt + _severals.Length;
        if (length > bytes.Length || length < bytes.Length / 2)
            bytes = GC.AllocateUninitializedArray<byte>(length < roomFrom ? length : length + (length / 8));
        _head.AsSpan(0, head).CopyTo(bytes);
        _singles.Written.CopyTo(bytes.AsSpan(head));
        _severals.Written.CopyTo(bytes.AsSpan(severalsAt));
        return severalsAt;
    }

    private void AddSingle(int id, int weight, int use)
    {
        var bytes = _singles.Next(id, out var at);
        var place = Place(weight);
        bytes[at++] = (byte)((place << 2) | (use + 1));
        if (place == StoryVector.Escape)
            at = Number(bytes, at, (ulong)weight);
        _singles.Length = at;
    }

    private void AddSeveral(StoryTerm term)
    {
        var bytes = _severals.Next(term.Id, out var at);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), new PackedTerm(term).Bits);
        at += sizeof(ulong);
        if (term.Articles >= PackedTerm.Many)
        {
            PackedTerm.WriteMany(bytes.AsSpan(at), term);
            at += PackedTerm.ManySize;
        }

        _severals.Length = at;
    }

    /// <summary>The place of a weight in the palette, first come, first served.</summary>
    private int Place(int weight)
    {
        if (_places[weight] is > 0 and var known)
            return known - 1;
        if (_colours == StoryVector.Escape)
            return StoryVector.Escape;
        _palette[_colours] = weight;
        _places[weight] = (byte)++_colours;
        return _colours - 1;
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

    /// <summary>The terms of one kind, packed.</summary>
    private sealed class Part
    {
        // A step and what is known of a term that many articles have.
        private const int LongestTerm = 48;

        private byte[] _bytes = new byte[4096];
        private int _last;

        public int Count { get; private set; }

        /// <summary>Bytes written.</summary>
        public int Length { get; set; }

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

        public void Clear() => (Count, Length, _last) = (0, 0, -1);

        /// <summary>Writes the step to a term.</summary>
        /// <param name="id">The term.</param>
        /// <param name="at">Where what is to be known of it goes.</param>
        /// <returns>The bytes; there is room for any term.</returns>
        public byte[] Next(int id, out int at)
        {
            if (_bytes.Length - Length < LongestTerm)
                Array.Resize(ref _bytes, _bytes.Length * 2);
            Count++;
            var step = id - _last;
            _last = id;
            at = Length + sizeof(ushort);
            if (step < StoryTermReader.LongStep)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(Length), (ushort)step);
                return _bytes;
            }

            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(Length), StoryTermReader.LongStep);
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at), step);
            at += sizeof(int);
            return _bytes;
        }
    }
}
