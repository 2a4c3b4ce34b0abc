namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>
/// Reads what only resembles XML: bare ampersands, HTML entities, control characters, undeclared prefixes, unquoted attributes, tags that
/// are never closed or never opened, CDATA without an end, junk in front, a document that stops in the middle. One pass over the text; what
/// is looked for and not found is never looked for again, so any input costs linear time.
/// </summary>
internal sealed class TolerantXmlEvents(ReadOnlyMemory<char> text, Uri? documentBase, FeedParserOptions options) : XmlEvents(documentBase, options.MaxDepth)
{
    private readonly NamespaceScopes _namespaces = new();
    private readonly OpenElements _open = new();
    private readonly ForwardSearch _search = new(text);
    private readonly DeclaredEntities _entities = new(options.MaxEntityCharacters);
    private readonly List<XmlAttributeText> _attributes = [];
    private int _position;
    private int _counted;
    private int _line = 1;
    private string _text = "";

    // What the next reads have to show before anything else: ends, then a start.
    private int _endsOwed;
    private bool _startPending;
    private (string Prefix, string Name, bool Empty) _pending;
    private bool _leaving;

    private ReadOnlySpan<char> Document => text.Span;

    public override int Line
    {
        get
        {
            // Counted on from where it was asked last, so that asking often costs one pass.
            _line += Document[_counted..Math.Max(_counted, _position)].Count('\n');
            _counted = Math.Max(_counted, _position);
            return _line;
        }
    }

    public override string Text => _text;

    public override IReadOnlyList<XmlAttributeText> Attributes => _attributes;

    public override bool Read()
    {
        while (true)
        {
            if (_leaving)
            {
                // The consumer has seen the end: the element's declarations go out of scope.
                _namespaces.Leave(_open.Count);
                _open.Pop();
                _leaving = false;
            }

            if (_endsOwed > 0)
            {
                _endsOwed--;
                return End();
            }

            if (_startPending)
            {
                _startPending = false;
                return Start();
            }

            if (_position >= Document.Length)
            {
                if (_open.Count == 0)
                    return false;
                CutOff = true;
                return End();
            }

            if (Document[_position] != '<' || !IsMarkup(_position))
            {
                _text = ReadText();
                Event = XmlEvent.Text;
                if (_open.Count > 0 && _text.Length > 0)
                    return true;
            }
            else if (ReadMarkup())
            {
                return true;
            }
        }
    }

    private bool Start()
    {
        var (prefix, name, empty) = _pending;
        _open.Push(prefix, name);
        Depth = _open.Count;
        _namespaces.Enter(Depth);
        var (uri, module) = _namespaces.Resolve(prefix);
        _endsOwed = empty ? 1 : 0;
        Started(prefix, name, uri, module, _attributes.Count > 0);
        return true;
    }

    private bool End()
    {
        var (prefix, name) = _open.Top;
        Depth = _open.Count;
        var (uri, module) = _namespaces.Resolve(prefix);
        _leaving = true;
        Ended(prefix, name, uri, module);
        return true;
    }

    private bool IsMarkup(int at) => at + 1 < Document.Length && (Document[at + 1] is '/' or '!' or '?' || IsNameStart(Document[at + 1]));

    /// <summary>Reads one piece of markup; true when there is an event to show.</summary>
    private bool ReadMarkup()
    {
        var rest = Document[_position..];
        if (rest.StartsWith("<!--"))
            return Skip("-->", 4);
        if (rest.StartsWith("<![CDATA["))
            return ReadCharacterData();
        if (rest.StartsWith("<?"))
            return Skip("?>", 2);
        if (rest.StartsWith("<!"))
            return SkipDeclaration();
        return rest[1] == '/' ? ReadEndTag() : ReadStartTag();
    }

    private bool Skip(string terminator, int from)
    {
        var end = _search.Next(terminator, _position + from);
        if (end < 0)
        {
            // Never closed: give up the opening only, not the rest of the document.
            var close = _search.Next(">", _position);
            _position = close < 0 ? Document.Length : close + 1;
        }
        else
        {
            _position = end + terminator.Length;
        }

        return false;
    }

    /// <summary>Steps over a document type; of its internal subset abbreviations are kept.</summary>
    private bool SkipDeclaration()
    {
        var close = _search.Next(">", _position);
        var subset = _search.Next("[", _position);
        if (subset >= 0 && subset < close && _search.Next("]", subset) is var end and >= 0)
        {
            if (_open.Count == 0)
                _entities.Declare(Document[subset..end]);
            close = _search.Next(">", end);
        }

        _position = close < 0 ? Document.Length : close + 1;
        return false;
    }

    private bool ReadCharacterData()
    {
        var start = _position + "<![CDATA[".Length;
        var end = _search.Next("]]>", start);
        var next = _search.Next("<![CDATA[", start);
        var after = end + 3;
        if (end < 0 || (next >= 0 && next < end && _open.Count > 0))
        {
            // Not closed before the next one opens: it ends where its element ends, at the latest with its entry.
            var rest = Document[start..(next >= 0 ? next : Document.Length)];
            var limit = start + rest.Length;
            var close = _open.Count > 0 ? rest.IndexOf("</" + _open.TopQualifiedName, StringComparison.Ordinal) : -1;
            if (close < 0 && _open.Count > 0)
                close = EntryEnd(rest);
            if (close >= 0)
                end = after = start + close;
            else if (end < 0)
                end = after = limit;
        }

        _text = XmlCharacters.Cleaned(Document.Slice(start, end - start));
        _position = after;
        Event = XmlEvent.Text;
        return _open.Count > 0 && _text.Length > 0;
    }

    private static int EntryEnd(ReadOnlySpan<char> text)
    {
        var (item, entry) = (text.IndexOf("</item>", StringComparison.Ordinal), text.IndexOf("</entry>", StringComparison.Ordinal));
        return item < 0 || (entry >= 0 && entry < item) ? entry : item;
    }

    private bool ReadEndTag()
    {
        var document = Document;
        var nameEnd = NameEnd(_position + 2);
        var (prefix, name) = Split(document.Slice(_position + 2, nameEnd - _position - 2));
        var position = nameEnd;
        while (position < document.Length && document[position] is not ('>' or '<'))
            position++;
        if (position >= document.Length)
        {
            // "</rs": too little to know what it closes; the end of the document closes everything.
            _position = document.Length;
            if (_open.Count > 0 && _open.Top == (prefix, name))
            {
                _endsOwed = 1;
            }

            return false;
        }

        _position = document[position] == '>' ? position + 1 : position;
        _endsOwed = _open.DepthOf(prefix, name);
        return false;
    }

    private bool ReadStartTag()
    {
        var nameEnd = NameEnd(_position + 1);
        var (prefix, name) = Split(Document.Slice(_position + 1, nameEnd - _position - 1));
        _attributes.Clear();
        _position = nameEnd;
        if (ReadAttributes() is not { } empty)
        {
            // The document ends inside the tag.
            _position = Document.Length;
            return false;
        }

        _endsOwed = _open.ImpliedEnds(name);
        _pending = (prefix, name, empty);
        _startPending = true;
        return false;
    }

    /// <summary>Whether the tag closes itself; null when the document ends inside it.</summary>
    private bool? ReadAttributes()
    {
        var document = Document;
        while (true)
        {
            while (_position < document.Length && (char.IsWhiteSpace(document[_position]) || document[_position] is '"' or '\'' or '='))
                _position++;
            if (_position >= document.Length)
                return null;
            switch (document[_position])
            {
                case '>':
                    _position++;
                    return false;
                case '<':
                    return false;
                case '/':
                    _position++;
                    if (_position < document.Length && document[_position] == '>')
                    {
                        _position++;
                        return true;
                    }

                    continue;
            }

            var start = _position;
            while (_position < document.Length && document[_position] is not ('=' or '>' or '/' or '<') && !char.IsWhiteSpace(document[_position]))
                _position++;
            var (prefix, name) = Split(document.Slice(start, _position - start));
            var probe = _position;
            while (probe < document.Length && char.IsWhiteSpace(document[probe]))
                probe++;
            if (probe >= document.Length)
                return null;
            if (document[probe] != '=')
                continue;
            _position = probe + 1;
            if (ReadValue() is not { } value)
                return null;
            if (prefix == "xmlns" || (prefix.Length == 0 && name == "xmlns"))
                _namespaces.Declare(prefix.Length == 0 ? "" : name, value);
            else if (_attributes.Count < 100)
                _attributes.Add(new(prefix, name, value));
        }
    }

    private string? ReadValue()
    {
        var document = Document;
        while (_position < document.Length && char.IsWhiteSpace(document[_position]))
            _position++;
        if (_position >= document.Length)
            return null;
        var start = _position;
        if (document[_position] is '"' or '\'')
        {
            var quote = document[_position];
            var end = document[++start..].IndexOfAny(quote, '<');
            if (end < 0)
                return null;
            if (document[start + end] == quote)
            {
                _position = start + end + 1;
                return XmlCharacters.Decoded(document.Slice(start, end), _entities);
            }

            // A quote that is not closed before the next tag: the value ends like an unquoted one.
            _position = start;
        }

        while (_position < document.Length && document[_position] is not ('>' or '<') && !char.IsWhiteSpace(document[_position]))
            _position++;
        var length = _position - start;
        if (length > 0 && document[_position - 1] == '/' && _position < document.Length && document[_position] == '>')
        {
            length--;
            _position--;
        }

        return XmlCharacters.Decoded(document.Slice(start, length), _entities);
    }

    private string ReadText()
    {
        var document = Document;
        var start = _position;
        do
        {
            var next = document[(_position + 1)..].IndexOf('<');
            _position = next < 0 ? document.Length : _position + 1 + next;
        }
        while (_position < document.Length && !IsMarkup(_position));
        return _open.Count == 0 ? "" : XmlCharacters.Decoded(document.Slice(start, _position - start), _entities);
    }

    private int NameEnd(int from)
    {
        var document = Document;
        while (from < document.Length && (IsNameStart(document[from]) || document[from] is '-' or '.' or ':' or (>= '0' and <= '9')))
            from++;
        return from;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0xC0;

    private (string Prefix, string Name) Split(ReadOnlySpan<char> name)
    {
        var colon = name.IndexOf(':');
        return colon <= 0 ? ("", _open.Intern(name.TrimStart(':'))) : (_open.Intern(name[..colon]), _open.Intern(name[(colon + 1)..]));
    }
}
