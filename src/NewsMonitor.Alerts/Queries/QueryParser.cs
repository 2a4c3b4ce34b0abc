using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// Recursive descent over the grammar in the room's README: <c>any = all {OR all}</c>, <c>all = not {[AND] not}</c>,
/// <c>not = {NOT} part</c>, <c>part = [field:] (term | "phrase" | "(" any ")")</c>.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>Longest query, in UTF-8 bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    /// <summary>Parentheses inside parentheses at most.</summary>
    public const int MaxDepth = 50;

    private readonly string _query;
    private readonly QueryToken[] _tokens;
    private int _next;
    private int _depth;
    private QueryField? _field;
    private int _firstNot = -1;

    private QueryParser(string query)
    {
        _query = query;
        _tokens = [.. new QueryLexer(query).Tokens()];
    }

    private QueryToken Current => _tokens[_next];

    /// <exception cref="QueryException">Says where and what was expected.</exception>
    public static QueryNode Parse(string query)
    {
        if (string.IsNullOrWhiteSpace(query))
            throw new QueryException(1, "The query is empty; expected a word, a phrase or a field such as title:word.");
        if (Encoding.UTF8.GetByteCount(query) is var bytes && bytes > MaxBytes)
            throw new QueryException(1, $"The query has {bytes} bytes; at most {MaxBytes} are taken.");
        var parser = new QueryParser(query);
        var root = parser.Any();
        if (parser.Current.Kind != QueryTokenKind.End)
            throw parser.Error(parser.Current, "This ')' closes nothing.");
        if (!QueryAnchors.Exist(root))
        {
            throw QueryLexer.Error(query, parser._firstNot,
                "NOT alone would hold for almost every article; add what an article must have, for example: word AND NOT other.");
        }

        return root;
    }

    private QueryNode Any()
    {
        List<QueryNode> parts = [All()];
        while (Current.Kind == QueryTokenKind.Or)
        {
            _next++;
            parts.Add(All());
        }

        return QueryNode.Any(parts);
    }

    private QueryNode All()
    {
        List<QueryNode> parts = [Not()];
        while (Current.Kind is not (QueryTokenKind.Or or QueryTokenKind.Close or QueryTokenKind.End))
        {
            if (Current.Kind == QueryTokenKind.And)
                _next++;
            parts.Add(Not());
        }

        return QueryNode.All(parts);
    }

    private QueryNode Not()
    {
        var negative = false;
        while (Current.Kind == QueryTokenKind.Not)
        {
            if (_firstNot < 0)
                _firstNot = Current.At;
            negative = !negative;
            _next++;
        }

        var part = Part();
        return negative ? QueryNode.Not(part) : part;
    }

    private QueryNode Part()
    {
        var token = Current;
        switch (token.Kind)
        {
            case QueryTokenKind.Term or QueryTokenKind.Phrase:
                _next++;
                return Leaf(token);
            case QueryTokenKind.Open:
                return Group(token);
            case QueryTokenKind.Field:
                return Fielded(token);
            case QueryTokenKind.End when _next > 0:
                throw Error(token, $"The query ends after '{_tokens[_next - 1].Text}'; expected a word, a \"phrase\" or '('.");
            default:
                throw Error(token, $"'{token.Text}' stands where a word, a \"phrase\" or '(' was expected.");
        }
    }

    private QueryNode Group(QueryToken open)
    {
        if (++_depth > MaxDepth)
            throw Error(open, $"More than {MaxDepth} parentheses are open here.");
        _next++;
        var inside = Any();
        if (Current.Kind != QueryTokenKind.Close)
            throw Error(open, "This '(' is never closed; expected ')'.");
        _next++;
        _depth--;
        return inside;
    }

    private QueryNode Fielded(QueryToken token)
    {
        var field = token.Text.ToLowerInvariant() switch
        {
            "title" => QueryField.Title,
            "source" => QueryField.Source,
            "lang" => QueryField.Language,
            _ => throw Error(token, $"There is no field '{token.Text}'; expected title, source or lang. Put text with a colon in quotes."),
        };
        if (_field is not null)
            throw Error(token, $"'{token.Text}:' stands inside another field's parentheses; expected words only.");
        _next++;
        if (Current.Kind is not (QueryTokenKind.Term or QueryTokenKind.Phrase or QueryTokenKind.Open))
            throw Error(Current, $"Nothing to look for after '{token.Text}:'; expected a word, a \"phrase\" or '('.");
        _field = field;
        var part = Part();
        _field = null;
        return part;
    }

    private QueryNode Leaf(QueryToken token) => _field switch
    {
        QueryField.Source => Source(token),
        QueryField.Language => Language(token),
        QueryField.Title => Words(token, WordField.Title),
        _ => Words(token, WordField.Everywhere),
    };

    private WordsNode Words(QueryToken token, WordField field)
    {
        var words = WordSegmenter.Fold(token.Text);
        return words.Length > 0
            ? new WordsNode(field, [.. words])
            : throw Error(token, $"'{token.Text}' has no letter or digit; expected a word.");
    }

    private SourceNode Source(QueryToken token) =>
        new(SourceHost.Normalise(token.Text)
            ?? throw Error(token, $"'{token.Text}' is not an outlet's host; expected one such as reuters.com, without http:// and path."));

    private LanguageNode Language(QueryToken token)
    {
        var language = token.Text.Trim().ToLowerInvariant();
        return language.Length is 2 or 3 && language.All(char.IsAsciiLetter)
            ? new LanguageNode(language)
            : throw Error(token, $"'{token.Text}' is not a language; expected a code of two or three letters such as en, zh or und.");
    }

    private QueryException Error(QueryToken token, string message) => QueryLexer.Error(_query, token.At, message);

    private enum QueryField
    {
        Title,
        Source,
        Language,
    }
}
