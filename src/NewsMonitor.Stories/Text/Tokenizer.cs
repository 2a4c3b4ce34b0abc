namespace NewsMonitor.Stories.Text;

/// <summary>
/// Reads a text word by word, folded: lower case, no diacritics, <c>'s</c> dropped, acronyms joined, overlapping pairs of characters where
/// a script has no spaces. Any text is taken; one pass, no allocation.
/// </summary>
public ref struct Tokenizer
{
    /// <summary>Longer words are cut to this many characters.</summary>
    public const int MaximumLength = 40;

    // Initials beyond it are read one by one: looking for their end from each of them would take for ever.
    private const int MaximumInitials = MaximumLength;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<char> _buffer;
    private int _at;
    private int _length;

    /// <param name="text">Any text.</param>
    /// <param name="buffer">Room for one token: <see cref="MaximumLength"/> characters.</param>
    public Tokenizer(ReadOnlySpan<char> text, Span<char> buffer)
    {
        _text = text;
        _buffer = buffer.Length > MaximumLength ? buffer[..MaximumLength] : buffer;
        StartsSentence = true;
    }

    /// <summary>The token, folded. Valid until the next <see cref="MoveNext"/>.</summary>
    public readonly ReadOnlySpan<char> Current => _buffer[.._length];

    public TokenKind Kind { get; private set; }

    /// <summary>True when it is written with a capital first letter.</summary>
    public bool Capitalised { get; private set; }

    /// <summary>True when nothing but white space and opening quotes stands between it and the end of a sentence.</summary>
    public bool StartsSentence { get; private set; }

    /// <summary>True when nothing but one space or hyphen stands between it and the token before.</summary>
    public bool Adjacent { get; private set; }

    /// <summary>Where it starts in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends in the text.</summary>
    public readonly int End => _at;

    public bool MoveNext()
    {
        var from = _at;
        var sentence = _at == 0;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == ' ')
            {
                _at++;
                continue;
            }

            if (Scripts.IsUnspaced(c) && char.IsLetter(c))
            {
                Describe(from, sentence);
                ReadPair();
                return true;
            }

            if (char.IsLetterOrDigit(c))
            {
                // A lone s after an apostrophe is a genitive, also where a tokeniser wrote spaces around it.
                if (IsGenitive())
                {
                    _at++;
                    continue;
                }

                Describe(from, sentence);
                ReadWord(c);
                if (_length > 0)
                    return true;
                continue;
            }

            sentence |= c is '.' or '!' or '?' or '\n' or '。' or '！' or '？' or ':' or '|';
            _at++;
        }

        return false;
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ' or '`' or '‘';

    private void Describe(int from, bool sentence)
    {
        Start = _at;
        StartsSentence = sentence;
        Capitalised = char.IsUpper(_text[_at]);
        Adjacent = from > 0 && _at - from == 1 && _text[from] is ' ' or '-' or '\u00A0';
    }

    private readonly bool IsGenitive()
    {
        if ((_text[_at] | 0x20) != 's' || _at == 0)
            return false;
        if (_at + 1 < _text.Length && char.IsLetterOrDigit(_text[_at + 1]))
            return false;
        return IsApostrophe(_text[_at - 1]) || (_at > 1 && _text[_at - 1] == ' ' && IsApostrophe(_text[_at - 2]));
    }

    private void ReadPair()
    {
        var c = _text[_at];
        Kind = TokenKind.Pair;
        _length = Folding.Append(c, _buffer, 0);
        var next = AfterMarks(_at + 1);
        var before = _at > 0 && IsUnspacedLetter(_at - 1);
        if (IsUnspacedLetter(next))
        {
            _length = Folding.Append(_text[next], _buffer, _length);
            // The last character of a run has been half of a pair already.
            var after = AfterMarks(next + 1);
            _at = IsUnspacedLetter(after) ? next : after;
        }
        else
        {
            _at = next;
        }

        Adjacent = before;
    }

    private readonly bool IsUnspacedLetter(int at) => at < _text.Length && Scripts.IsUnspaced(_text[at]) && char.IsLetter(_text[at]);

    /// <summary>Thai writes vowels and tones over and under its letters.</summary>
    private readonly int AfterMarks(int at)
    {
        while (at < _text.Length && _text[at] >= 0x300 && Folding.IsMark(_text[at]))
            at++;
        return at;
    }

    private void ReadWord(char first)
    {
        if (_at + 1 < _text.Length && _text[_at + 1] == '.' && TryReadAcronym())
            return;

        // In locals, and letters of the alphabet first: this is read for each character there is.
        var text = _text;
        var buffer = _buffer;
        var (at, length) = (_at, 0);
        var digits = char.IsDigit(first);
        var capitals = 0;
        var letters = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c))
            {
                capitals += char.IsAsciiLetterUpper(c) ? 1 : 0;
                letters++;
                if (length < buffer.Length)
                    buffer[length++] = (char)(c | 0x20);
            }
            else if (c >= 128 && char.IsLetterOrDigit(c) && !Scripts.IsUnspaced(c))
            {
                length = Folding.Append(c, buffer, length);
                capitals += char.IsUpper(c) ? 1 : 0;
                letters++;
            }
            else if (digits && c is '.' or ',' && at + 1 < text.Length && char.IsDigit(text[at + 1]) && char.IsDigit(text[at - 1]))
            {
                // 2,500 and 2.500 are 2500; 1.5 and 1,5 are 1.5.
                if (!IsGroupOfThree(at + 1))
                    length = Folding.Append('.', buffer, length);
            }
            else if (c < 0x300 || !Folding.IsMark(c))
            {
                break;
            }
        }

        (_at, _length) = (at, length);
        Kind = digits ? TokenKind.Number : capitals == letters && letters is >= 2 and <= 5 ? TokenKind.Acronym : TokenKind.Word;
    }

    private readonly bool IsGroupOfThree(int at)
    {
        var end = at;
        while (end < _text.Length && char.IsDigit(_text[end]))
            end++;
        return end - at == 3;
    }

    /// <summary>Capital letters with a point after each: U.S., U.N.</summary>
    private bool TryReadAcronym()
    {
        var at = _at;
        var letters = 0;
        while (letters < MaximumInitials && at + 1 < _text.Length && char.IsUpper(_text[at]) && _text[at + 1] == '.')
        {
            letters++;
            at += 2;
        }

        // The last point may be missing: U.S
        if (letters >= 1 && at < _text.Length && char.IsUpper(_text[at]) && (at + 1 == _text.Length || !char.IsLetterOrDigit(_text[at + 1])))
        {
            letters++;
            at++;
        }

        if (letters < 2 || (at < _text.Length && char.IsLetterOrDigit(_text[at])))
            return false;
        _length = 0;
        for (var i = _at; i < at; i++)
        {
            if (_text[i] != '.')
                _length = Folding.Append(_text[i], _buffer, _length);
        }

        _at = at;
        Kind = TokenKind.Acronym;
        return true;
    }
}
