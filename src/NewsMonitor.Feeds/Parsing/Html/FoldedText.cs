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
    public void Append(scoped ReadOnlySpan<char> text)
    {
        // In locals: this runs over every character of every entry of every poll.
        var (buffer, length, space) = (_buffer, _length, _space);
        foreach (var c in text)
        {
            if (c is not (> ' ' and < '\u007f'))
            {
                if (c == ' ' || char.IsWhiteSpace(c))
                {
                    space = true;
                    continue;
                }

                if (IsInvisible(c))
                    continue;
            }

            if (space)
            {
                space = false;
                if (length > 0 && length < buffer.Length)
                    buffer[length++] = ' ';
            }

            if (length < buffer.Length)
                buffer[length++] = c;
        }

        (_length, _space) = (length, space);
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
}
