namespace NewsMonitor.Alerts.Queries;

/// <summary>Cuts a query into tokens. Typographic quotes and full-width brackets and colons, as input methods make them, count as plain ones.</summary>
internal sealed class QueryLexer(string query)
{
    private static readonly string[] Counts = ["sources", "languages", "velocity"];

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
        _at = SkipSpace(_at);
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
        if (fields && EndOfCount(start) is { } count)
        {
            _at = count;
            return new QueryToken(QueryTokenKind.Story, query[start..count], start);
        }

        while (_at < query.Length && !EndsTerm(query[_at]))
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
            _ when IsNear(text) => new QueryToken(QueryTokenKind.Near, text, start),
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

        if (text.Contains(">=", StringComparison.Ordinal) || text.Contains('≥', StringComparison.Ordinal))
            throw Error(query, start, "A number is asked of the story: sources>=3, languages>=2 or velocity>=10/h.");
        return new QueryToken(QueryTokenKind.Term, text, start);
    }

    /// <summary>The end of a name with what it is compared to; null when there is no such thing here. Whether the number is one, the parser says.</summary>
    private int? EndOfCount(int start)
    {
        var name = Counts.FirstOrDefault(name => string.Compare(query, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0);
        if (name is null)
            return null;
        var compared = SkipSpace(start + name.Length);
        var at = compared;
        while (at < query.Length && query[at] is ('<' or '>' or '=' or '≤' or '≥'))
            at++;
        if (at == compared)
            return null;
        at = SkipSpace(at);
        while (at < query.Length && !EndsTerm(query[at]))
            at++;
        return at;
    }

    private int SkipSpace(int at)
    {
        while (at < query.Length && char.IsWhiteSpace(query[at]))
            at++;
        return at;
    }

    private static bool EndsTerm(char c) => char.IsWhiteSpace(c) || IsQuote(c) || c is '(' or ')' or '（' or '）';

    private static bool IsNear(string text) =>
        text is "NEAR" or "ONEAR" || text.StartsWith("NEAR/", StringComparison.Ordinal) || text.StartsWith("ONEAR/", StringComparison.Ordinal);

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
