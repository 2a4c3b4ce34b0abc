using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// Recursive descent over the grammar in the room's README: <c>any = all {OR all}</c>, <c>all = not {[AND] not}</c>,
/// <c>not = {NOT} near</c>, <c>near = part {NEAR/n part}</c>, <c>part = [field:] (term | "phrase" | "(" any ")") | predicate</c>.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>Longest query, in UTF-8 bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    /// <summary>Parentheses inside parentheses at most.</summary>
    public const int MaxDepth = 50;

    /// <summary>Parts joined by NEAR at most: all places of each are gone through in every article that has the words, and 32 KB have room for thousands.</summary>
    public const int MaxNear = 16;

    private static readonly OrderedDictionary<string, QueryField> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = QueryField.Title,
        ["body"] = QueryField.Body,
        ["entity"] = QueryField.Entity,
        ["source"] = QueryField.Source,
        ["domain"] = QueryField.Domain,
        ["lang"] = QueryField.Language,
        ["country"] = QueryField.Country,
        ["category"] = QueryField.Category,
        ["feed"] = QueryField.Feed,
        ["tag"] = QueryField.Tag,
        ["is"] = QueryField.Is,
    };

    private readonly string _query;
    private readonly QueryToken[] _tokens;
    private int _next;
    private int _depth;
    private QueryField? _field;

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
            negative = !negative;
            _next++;
        }

        var part = Near();
        return negative ? QueryNode.Not(part) : part;
    }

    private QueryNode Near()
    {
        var at = Current;
        var first = Part();
        if (Current.Kind != QueryTokenKind.Near)
            return first;
        var parts = ImmutableArray.CreateBuilder<QueryNode>();
        var steps = ImmutableArray.CreateBuilder<NearStep>();
        parts.Add(Neighbour(first, at));
        while (Current.Kind == QueryTokenKind.Near)
        {
            if (parts.Count == MaxNear)
                throw Error(Current, $"More than {MaxNear} parts are joined by NEAR here.");
            steps.Add(Step(Current));
            _next++;
            at = Current;
            parts.Add(Neighbour(Part(), at));
        }

        return QueryNode.Near(parts.ToImmutable(), steps.ToImmutable());
    }

    private NearStep Step(QueryToken token)
    {
        var slash = token.Text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && int.TryParse(token.Text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var distance)
            && distance is >= 1 and <= NearStep.Longest
                ? new NearStep(distance, InOrder: token.Text[0] == 'O')
                : throw Error(token, $"'{token.Text}' has no distance; expected NEAR/n or ONEAR/n with n from 1 to {NearStep.Longest} words. The word itself is written in small letters.");
    }

    private QueryNode Neighbour(QueryNode part, QueryToken token)
    {
        var field = Words(_field);
        return (part is AnyNode any ? any.Parts : [part]).All(word => word is WordsNode words && words.Field == field)
            ? part
            : throw Error(token, "NEAR joins words, phrases and (this OR that) of one field; a field goes around it all: title:(a NEAR/5 b).");
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
            case QueryTokenKind.Story when _field is null:
                _next++;
                return QueryStory.Count(token.Text) ?? throw Error(token, $"'{token.Text}' is no number to ask for; {QueryStory.Expected}.");
            case QueryTokenKind.Story:
                throw Error(token, $"'{token.Text}' is asked of the story, not of a field; put it outside of the field's parentheses.");
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
        if (!Fields.TryGetValue(token.Text, out var field))
            throw Error(token, $"There is no field '{token.Text}'; expected {string.Join(", ", Fields.Keys.SkipLast(1))} or {Fields.Keys.Last()}. Put text with a colon in quotes.");
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
        QueryField.Source => new SourceNode(Host(token)),
        QueryField.Domain => new DomainNode(Host(token)),
        QueryField.Language => Language(token),
        QueryField.Country => Country(token),
        QueryField.Category => new LabelNode(Label.Category, Labels(token)),
        QueryField.Tag => new LabelNode(Label.Tag, Labels(token)),
        QueryField.Feed => FeedNode.Read(NoStar(token).Text) ?? throw Error(token, $"'{token.Text}' is no feed; expected its id, its host or words of its title."),
        QueryField.Is => QueryStory.State(token.Text) ?? throw Error(token, $"'{token.Text}' is no state of a story; expected new, developing or corrected."),
        _ => new WordsNode(Words(_field), WildcardWords(token)),
    };

    private static WordField Words(QueryField? field) => field switch
    {
        QueryField.Title => WordField.Title,
        QueryField.Body => WordField.Body,
        QueryField.Entity => WordField.Entity,
        _ => WordField.Everywhere,
    };

    private ImmutableArray<QueryWord> WildcardWords(QueryToken token)
    {
        var words = QueryWords.Read(token.Text, out var mistake);
        if (mistake is { } wrong)
            throw QueryLexer.Error(_query, token.At + wrong.At + (token.Kind == QueryTokenKind.Phrase ? 1 : 0), wrong.Message);
        return words.Length > 0 ? words : throw Error(token, $"'{token.Text}' has no letter or digit; expected a word.");
    }

    private ImmutableArray<string> Labels(QueryToken token)
    {
        var words = WordSegmenter.Fold(NoStar(token).Text);
        return words.Length > 0 ? [.. words] : throw Error(token, $"'{token.Text}' has no letter or digit; expected a word.");
    }

    private string Host(QueryToken token) =>
        SourceHost.Normalise(token.Text)
        ?? throw Error(token, $"'{token.Text}' is not an outlet's host; expected one such as reuters.com, without http:// and path.");

    private LanguageNode Language(QueryToken token)
    {
        var language = token.Text.Trim().ToLowerInvariant();
        return language.Length is 2 or 3 && language.All(char.IsAsciiLetter)
            ? new LanguageNode(language)
            : throw Error(token, $"'{token.Text}' is not a language; expected a code of two or three letters such as en, zh or und.");
    }

    private CountryNode Country(QueryToken token)
    {
        var country = token.Text.Trim().ToLowerInvariant();
        // The one code in everybody's mouth that ISO 3166 reserves without giving it.
        if (country == "uk")
            country = "gb";
        return country.Length == 2 && country.All(char.IsAsciiLetter)
            ? new CountryNode(country)
            : throw Error(token, $"'{token.Text}' is not a country; expected a code of two letters (ISO 3166-1) such as us or cn.");
    }

    private QueryToken NoStar(QueryToken token) => token.Text.IndexOfAny(['*', '＊']) is var star and >= 0
        ? throw QueryLexer.Error(_query, token.At + star + (token.Kind == QueryTokenKind.Phrase ? 1 : 0), "'*' has a meaning in words of title and text only; write the whole word.")
        : token;

    private QueryException Error(QueryToken token, string message) => QueryLexer.Error(_query, token.At, message);
}
