using System.Numerics;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// Lists of stories, most of them short, in a few large arrays instead of an object each. A list is known by a number and its length: a single
/// story is its own number, two and more lie in a block whose capacity follows from the length.
/// </summary>
internal sealed class PostingPool
{
    /// <summary>Stories in a list at most.</summary>
    public const int LongestList = ChunkSize;

    private const int ChunkSize = 1 << 16;

    private readonly List<int[]> _chunks = [];
    private readonly Stack<int>?[] _free = new Stack<int>?[40];
    private int _used = ChunkSize;

    /// <summary>The stories of a list of two or more. Valid until the list changes.</summary>
    public Span<int> Get(int list, int length) => _chunks[list / ChunkSize].AsSpan(list % ChunkSize, length);

    /// <returns>The list's number now.</returns>
    public int Add(int list, int length, int story)
    {
        if (length == 1)
        {
            var pair = Allocate(0);
            (Get(pair, 2)[0], Get(pair, 2)[1]) = (list, story);
            return pair;
        }

        list = Move(list, length, length + 1);
        Get(list, length + 1)[length] = story;
        return list;
    }

    /// <returns>The list's number now.</returns>
    public int Remove(int list, int length, int story)
    {
        var stories = Get(list, length);
        stories[stories.IndexOf(story)] = stories[^1];
        if (length > 2)
            return Move(list, length, length - 1);
        var left = stories[0];
        Free(list, length);
        return left;
    }

    public void Free(int list, int length)
    {
        if (length > 1)
            (_free[Class(length)] ??= new Stack<int>()).Push(list);
    }

    /// <summary>Classes of capacity: 2, 3, 4, 6, 8, 12, 16 and so on.</summary>
    private static int Class(int length)
    {
        var power = BitOperations.Log2((uint)(length - 1));
        return length <= 2 ? 0 : length <= 3 << (power - 1) ? (2 * power) - 1 : 2 * power;
    }

    private static int Capacity(int kind) => kind % 2 == 0 ? 2 << (kind / 2) : 3 << (kind / 2);

    private int Move(int list, int length, int newLength)
    {
        var kind = Class(newLength);
        if (kind == Class(length))
            return list;
        var moved = Allocate(kind);
        var kept = Math.Min(length, newLength);
        Get(list, kept).CopyTo(Get(moved, kept));
        Free(list, length);
        return moved;
    }

    private int Allocate(int kind)
    {
        if (_free[kind] is { Count: > 0 } free)
            return free.Pop();
        var capacity = Capacity(kind);
        if (_used + capacity > ChunkSize)
        {
            _chunks.Add(new int[ChunkSize]);
            _used = 0;
        }

        _used += capacity;
        return ((_chunks.Count - 1) * ChunkSize) + _used - capacity;
    }
}
