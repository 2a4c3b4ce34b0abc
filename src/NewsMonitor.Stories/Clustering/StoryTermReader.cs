using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace NewsMonitor.Stories.Clustering;

/// <summary>Reads the terms of a <see cref="StoryVector"/>, by ascending id.</summary>
internal ref struct StoryTermReader
{
    /// <summary>A step of 65,535 or more, which follows in four bytes.</summary>
    internal const ushort LongStep = ushort.MaxValue;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Palette _palette;

    // The next term of one article, and the next of several: where what follows the step is, its id, and how many come with it.
    private int _singleAt;
    private int _single = -1;
    private int _singles;
    private int _severalAt;
    private int _several = -1;
    private int _severals;

    public StoryTermReader(ReadOnlySpan<byte> bytes, int singles, int severals, int severalsAt)
    {
        _bytes = bytes;
        _singleAt = ReadPalette(bytes, _palette);
        _severalAt = severalsAt;
        (_singles, _severals) = (singles, severals);
        _single = Next(_singles, _single, ref _singleAt);
        _several = Next(_severals, _several, ref _severalAt);
    }

    public int Id { get; private set; }

    /// <inheritdoc cref="StoryTerm.Articles"/>
    public int Articles { get; private set; }

    /// <inheritdoc cref="StoryTerm.Sum"/>
    public long Sum { get; private set; }

    /// <inheritdoc cref="StoryTerm.Squares"/>
    public long Squares { get; private set; }

    /// <inheritdoc cref="StoryTerm.Names"/>
    public int Names { get; private set; }

    public readonly StoryTerm Current => new() { Id = Id, Articles = Articles, Sum = Sum, Squares = Squares, Names = Names };

    public bool MoveNext()
    {
        if (_singles == 0 && _severals == 0)
            return false;
        if (_single < _several)
            ReadSingle();
        else
            ReadSeveral();
        return true;
    }

    /// <returns>Where the terms begin.</returns>
    internal static int ReadPalette(ReadOnlySpan<byte> bytes, Span<int> palette)
    {
        if (bytes.IsEmpty)
            return 0;
        var at = 1;
        for (var i = 0; i < bytes[0]; i++)
            palette[i] = (int)ReadNumber(bytes, at, out at);
        return at;
    }

    internal static ulong ReadNumber(ReadOnlySpan<byte> bytes, int at, out int end)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next >= 0x80)
                continue;
            end = at;
            return value;
        }
    }

    private readonly int Next(int left, int id, ref int at)
    {
        if (left == 0)
            return int.MaxValue;
        int step = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[at..]);
        at += sizeof(ushort);
        if (step == LongStep)
            (step, at) = (BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]), at + sizeof(int));
        return id + step;
    }

    private void ReadSingle()
    {
        var code = _bytes[_singleAt++];
        Id = _single;
        Sum = code >> 2 == StoryVector.Escape ? (long)ReadNumber(_bytes, _singleAt, out _singleAt) : _palette[code >> 2];
        (Articles, Squares, Names) = (1, Sum * Sum, (code & 3) - 1);
        _single = Next(--_singles, _single, ref _singleAt);
    }

    private void ReadSeveral()
    {
        Id = _several;
        var packed = new PackedTerm(BinaryPrimitives.ReadUInt64LittleEndian(_bytes[_severalAt..]));
        _severalAt += sizeof(ulong);
        (Articles, Sum, Squares, Names) = (packed.Articles, packed.Sum, packed.Squares, packed.Names);
        if (Articles == PackedTerm.Many)
        {
            (Articles, Sum, Squares, Names) = PackedTerm.ReadMany(_bytes[_severalAt..]);
            _severalAt += PackedTerm.ManySize;
        }

        _several = Next(--_severals, _several, ref _severalAt);
    }

    [InlineArray(StoryVector.Escape + 1)]
    private struct Palette
    {
        private int _first;
    }
}
