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
    private int _at;
    private int _left;

    public StoryTermReader(ReadOnlySpan<byte> bytes, int count)
    {
        _bytes = bytes;
        _left = count;
        Id = -1;
        _at = ReadPalette(bytes, _palette);
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
        if (--_left < 0)
            return false;
        int step = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[_at..]);
        _at += sizeof(ushort);
        if (step == LongStep)
            (step, _at) = (BinaryPrimitives.ReadInt32LittleEndian(_bytes[_at..]), _at + sizeof(int));
        Id += step;
        var code = _bytes[_at++];
        var kind = code & 3;
        var upper = code >> 2;
        if (kind != StoryVector.Several)
        {
            Sum = upper == StoryVector.Escape ? (long)ReadNumber(_bytes, _at, out _at) : _palette[upper];
            (Articles, Squares, Names) = (1, Sum * Sum, kind - 1);
            return true;
        }

        Articles = upper == StoryVector.Escape ? (int)ReadNumber(_bytes, _at, out _at) : upper;
        Sum = (long)ReadNumber(_bytes, _at, out _at);
        Squares = (long)ReadNumber(_bytes, _at, out _at);
        Names = ReadSigned(_bytes, _at, out _at);
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

    internal static int ReadSigned(ReadOnlySpan<byte> bytes, int at, out int end)
    {
        var value = ReadNumber(bytes, at, out end);
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    [InlineArray(StoryVector.Escape + 1)]
    private struct Palette
    {
        private int _first;
    }
}
