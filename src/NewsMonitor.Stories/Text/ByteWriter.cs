using System.Text;

namespace NewsMonitor.Stories.Text;

/// <summary>Writes numbers in as few bytes as they need (seven bits a byte, least first; ZigZag for signed ones) and texts in UTF-8 with their length.</summary>
internal ref struct ByteWriter(Span<byte> room)
{
    private Span<byte> _room = room;
    private int _length;

    public void Byte(byte value) => Space(1)[0] = value;

    public void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Signed(long value) => Unsigned((ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>A number that may be missing.</summary>
    public void Optional(long? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } there)
            Signed(there);
    }

    public void Text(ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Unsigned((ulong)length);
        Encoding.UTF8.GetBytes(text, Space(length));
    }

    /// <summary>Room for so many bytes, to be filled.</summary>
    public Span<byte> Space(int count)
    {
        if (_length + count > _room.Length)
        {
            var larger = new byte[Math.Max(_length + count, _room.Length * 2)];
            _room[.._length].CopyTo(larger);
            _room = larger;
        }

        _length += count;
        return _room.Slice(_length - count, count);
    }

    public readonly byte[] ToArray() => _room[.._length].ToArray();
}
