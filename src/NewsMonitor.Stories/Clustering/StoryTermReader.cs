namespace NewsMonitor.Stories.Clustering;

/// <summary>Reads the terms of a <see cref="StoryVector"/>, by ascending id.</summary>
internal ref struct StoryTermReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Palette _palette;
    private int _at;
    private int _left;

    public StoryTermReader(ReadOnlySpan<byte> bytes, int count)
    {
        _bytes = bytes;
        _left = count;
        Id = -1;
        if (bytes.IsEmpty)
            return;
        var size = bytes[_at++];
        for (var i = 0; i < size; i++)
            _palette[i] = (int)Number();
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

    /// <inheritdoc cref="StoryTerm.Kind"/>
    public int Kind { get; private set; }

    public readonly StoryTerm Current => new() { Id = Id, Articles = Articles, Sum = Sum, Squares = Squares, Names = Names };

    public bool MoveNext()
    {
        if (_left == 0)
            return false;
        _left--;
        int step = _bytes[_at++];
        if (step >= 0x80)
        {
            _at--;
            step = (int)Number();
        }

        Id += step;
        int code = _bytes[_at++];
        Kind = code & 3;
        code >>= 2;
        if (Kind != StoryVector.Several)
        {
            var weight = code == StoryVector.Escape ? (long)Number() : _palette[code];
            Articles = 1;
            Sum = weight;
            Squares = weight * weight;
            Names = Kind - 1;
            return true;
        }

        Articles = code == StoryVector.Escape ? (int)Number() : code;
        Sum = (long)Number();
        Squares = (long)Number();
        var names = Number();
        Names = (int)(names >> 1) ^ -(int)(names & 1);
        Kind = Math.Sign(Names) + 1;
        return true;
    }

    private ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    [System.Runtime.CompilerServices.InlineArray(StoryVector.Escape)]
    private struct Palette
    {
        private int _first;
    }
}
