using System.Text;

namespace NewsMonitor.Stories.Text;

/// <summary>Reads what a <see cref="ByteWriter"/> wrote. Bytes that nothing of the kind wrote give an <see cref="InvalidDataException"/>, and never more memory than they are.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public byte Byte() => Take(1)[0];

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("A number has too many bytes.");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public long? Optional() => Byte() == 0 ? null : Signed();

    /// <summary>How many things follow, of at least a byte each.</summary>
    public int Count()
    {
        var count = Unsigned();
        return count <= (ulong)_rest.Length ? (int)count : throw new InvalidDataException("A count is larger than what follows.");
    }

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    /// <summary>A short text, the same string for the same text most of the time.</summary>
    public string Text(TermPool pool)
    {
        var text = Take(Count());
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength * 4];
        return text.Length <= buffer.Length ? pool.Get(buffer[..Encoding.UTF8.GetChars(text, buffer)]) : Encoding.UTF8.GetString(text);
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new InvalidDataException("It ends too early.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
