namespace NewsMonitor.Alerts.Queries;

/// <summary>Cuts a query into tokens. Typographic quotes and full-width brackets and colons, as input methods make them, count as plain ones.</summary>
internal sealed class QueryLexer(string query)
{
    private int _at;
    private QueryTokenKind _before = QueryTokenKind.End;

    public IEnumerable<QueryToken> Tokens()
    {
        QueryToken token;
        do
        {
            token = Next();
            _before = token.Kind;
            yield return token;
        }
        while (token.Kind != QueryTokenKind.End);
    }

    public static QueryException Error(string query, int at, string message) => new(Column(query, at), message);

    private static int Column(string query, int at)
    {
        var column = 1;
        for (var i = 0; i < at && i < query.Length; i++)
        {
            if (!char.IsLowSurrogate(query[i]))
                column++;
        }

        return column;
    }

    private QueryToken Next()
    {
        while (_at < query.Length && char.IsWhiteSpace(query[_at]))
            _at++;
        if (_at == query.Length)
            return new QueryToken(QueryTokenKind.End, "", _at);
        var start = _at;
        switch (query[start])
        {
            case '(' or '（':
                _at++;
                return new QueryToken(QueryTokenKind.Open, "(", start);
            case ')' or '）':
                _at++;
                return new QueryToken(QueryTokenKind.Close, ")", start);
            case var c when IsQuote(c):
                return Phrase(start);
            default:
                return Bare(start);
        }
    }

    private QueryToken Phrase(int start)
    {
        _at++;
        while (_at < query.Length && !IsQuote(query[_at]))
            _at++;
        if (_at == query.Length)
            throw Error(query, start, "This quote is never closed; expected another \" after the phrase.");
        return new QueryToken(QueryTokenKind.Phrase, query[(start + 1)..(_at++)], start);
    }

    private QueryToken Bare(int start)
    {
        // What follows source: is a host, which may have a port.
        var fields = _before != QueryTokenKind.Field;
        while (_at < query.Length && !char.IsWhiteSpace(query[_at]) && !IsQuote(query[_at]) && query[_at] is not ('(' or ')' or '（' or '）'))
        {
            if (fields && query[_at] is ':' or '：' && IsName(start, _at))
            {
                var name = query[start.._at++];
                return new QueryToken(QueryTokenKind.Field, name, start);
            }

            _at++;
        }

        var text = query[start.._at];
        return text switch
        {
            "AND" => new QueryToken(QueryTokenKind.And, text, start),
            "OR" => new QueryToken(QueryTokenKind.Or, text, start),
            "NOT" => new QueryToken(QueryTokenKind.Not, text, start),
            _ => Term(text, start),
        };
    }

    private QueryToken Term(string text, int start)
    {
        // Signs that other search languages give a meaning would be dropped in silence as punctuation: say so instead.
        if (text[0] is '-' or '!' or '+' or '&' or '|' or '~' or '^')
        {
            throw Error(query, start, text[0] is '-' or '!'
                ? $"A term cannot begin with '{text[0]}'; write NOT before what must not occur, or put it in quotes."
                : $"A term cannot begin with '{text[0]}'; the operators are AND, OR and NOT.");
        }

        var star = text.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0)
            throw Error(query, start + star, "'*' has no meaning here; write whole words, joined by OR where several will do.");
        return new QueryToken(QueryTokenKind.Term, text, start);
    }

    private bool IsName(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsAsciiLetter(query[i]))
                return false;
        }

        return end > start;
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„' or '‟' or '«' or '»' or '＂';
}
