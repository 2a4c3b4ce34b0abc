using System.Buffers;

namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>Text that folds its white space as it grows: one space for each run, none at the ends; invisible characters are dropped.</summary>
internal ref struct FoldedText(int capacity)
{
    private readonly char[] _buffer = ArrayPool<char>.Shared.Rent(capacity);
    private int _length;
    private bool _space;

    /// <summary>What follows is another word.</summary>
    public void Break() => _space = true;

    /// <param name="text">All texts together must not be longer than the capacity.</param>
    public void Append(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c == ' ' || char.IsWhiteSpace(c))
            {
                _space = true;
            }
            else if (!IsInvisible(c))
            {
                if (_space && _length > 0)
                    Add(' ');
                _space = false;
                Add(c);
            }
        }
    }

    /// <summary>The text, once.</summary>
    public readonly string Take()
    {
        var text = new string(_buffer, 0, _length);
        ArrayPool<char>.Shared.Return(_buffer);
        return text;
    }

    // Soft hyphen, zero width space and byte order mark; joiners stay, since scripts need them.
    public static bool IsInvisible(char c) => c is '\u00ad' or '\u200b' or '\ufeff' or '\0';

    private void Add(char c)
    {
        if (_length < _buffer.Length)
            _buffer[_length++] = c;
    }
}
