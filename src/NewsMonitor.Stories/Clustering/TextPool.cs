using System.Buffers.Binary;

namespace NewsMonitor.Stories.Clustering;

/// <summary>Short texts in UTF-8, end to end in a few large arrays; the room of a removed one is for the next of the same length.</summary>
internal sealed class TextPool
{
    private const int ChunkSize = 1 << 16;

    // Its length stands before a text.
    private const int LengthSize = sizeof(ushort);

    private readonly List<byte[]> _chunks = [];
    private readonly Dictionary<int, Stack<int>> _free = [];
    private int _used = ChunkSize;

    /// <returns>Where it is.</returns>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (!_free.TryGetValue(text.Length, out var free) || !free.TryPop(out var at))
            at = Allocate(LengthSize + text.Length);
        var room = Room(at);
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)text.Length);
        text.CopyTo(room[LengthSize..]);
        return at;
    }

    public ReadOnlySpan<byte> Get(int at)
    {
        var room = Room(at);
        return room.Slice(LengthSize, BinaryPrimitives.ReadUInt16LittleEndian(room));
    }

    public void Remove(int at)
    {
        var length = Get(at).Length;
        if (!_free.TryGetValue(length, out var free))
            _free.Add(length, free = new Stack<int>());
        free.Push(at);
    }

    private Span<byte> Room(int at) => _chunks[at / ChunkSize].AsSpan(at % ChunkSize);

    private int Allocate(int size)
    {
        if (_used + size > ChunkSize)
        {
            _chunks.Add(new byte[ChunkSize]);
            _used = 0;
        }

        _used += size;
        return ((_chunks.Count - 1) * ChunkSize) + _used - size;
    }
}
