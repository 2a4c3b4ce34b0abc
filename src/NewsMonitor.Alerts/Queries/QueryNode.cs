using System.Collections.Immutable;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// A query's tree, immutable and normal: no group directly inside one of its kind, no double negation, no doubles, parts in a fixed order.
/// Two queries that say the same in another order or nesting are equal trees.
/// </summary>
public abstract record QueryNode
{
    private protected QueryNode()
    {
    }

    /// <summary>All of them hold.</summary>
    public static QueryNode All(IEnumerable<QueryNode> parts)
    {
        var flat = Flatten(parts, part => part is AllNode all ? all.Parts : [part]);
        return flat.Length == 1 ? flat[0] : new AllNode(flat);
    }

    /// <summary>At least one of them holds.</summary>
    public static QueryNode Any(IEnumerable<QueryNode> parts)
    {
        var flat = Flatten(parts, part => part is AnyNode any ? any.Parts : [part]);
        return flat.Length == 1 ? flat[0] : new AnyNode(flat);
    }

    /// <summary>It does not hold.</summary>
    public static QueryNode Not(QueryNode part) => part is NotNode not ? not.Part : new NotNode(part);

    /// <summary>The canonical form, as the query language writes it.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        Write(text, QueryPrecedence.Any);
        return text.ToString();
    }

    internal abstract void Write(StringBuilder text, QueryPrecedence around);

    private static ImmutableArray<QueryNode> Flatten(IEnumerable<QueryNode> parts, Func<QueryNode, IEnumerable<QueryNode>> open)
    {
        var flat = parts.SelectMany(open)
            .Select(part => (Part: part, Text: part.ToString()))
            .DistinctBy(part => part.Text, StringComparer.Ordinal)
            .OrderBy(part => part.Part is NotNode)
            .ThenBy(part => part.Text, StringComparer.Ordinal)
            .Select(part => part.Part)
            .ToImmutableArray();
        return flat.IsEmpty ? throw new ArgumentException("A group needs at least one part.", nameof(parts)) : flat;
    }
}

/// <summary>What binds tighter stands later.</summary>
internal enum QueryPrecedence
{
    Any,
    All,
    Not,
}

/// <summary>Where words are looked for.</summary>
public enum WordField
{
    /// <summary>Title or text.</summary>
    Everywhere,

    Title,
}

/// <summary>A term or a phrase: these words one after the other.</summary>
/// <param name="Words">Folded, at least one.</param>
public sealed record WordsNode(WordField Field, ImmutableArray<string> Words) : QueryNode
{
    public bool Equals(WordsNode? other) => other is not null && Field == other.Field && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    public override int GetHashCode() => Words.Aggregate(HashCode.Combine(Field), HashCode.Combine);

    internal override void Write(StringBuilder text, QueryPrecedence around)
    {
        if (Field == WordField.Title)
            text.Append("title:");
        // Characters of scripts without spaces are joined again, as people write them.
        var phrase = new StringBuilder(Words[0]);
        var quoted = false;
        for (var i = 1; i < Words.Length; i++)
        {
            if (!WordSegmenter.StandsAlone(Words[i - 1]) || !WordSegmenter.StandsAlone(Words[i]))
            {
                phrase.Append(' ');
                quoted = true;
            }

            phrase.Append(Words[i]);
        }

        if (quoted)
            text.Append('"').Append(phrase).Append('"');
        else
            text.Append(phrase);
    }
}

/// <summary>The outlet's host has these labels one after the other: <c>bbc.co.uk</c> holds for <c>news.bbc.co.uk</c>, <c>reuters</c> for <c>reuters.com</c>.</summary>
/// <param name="Host">Lower case.</param>
public sealed record SourceNode(string Host) : QueryNode
{
    internal override void Write(StringBuilder text, QueryPrecedence around) => text.Append("source:").Append(Host);
}

/// <summary>The article's language.</summary>
/// <param name="Language">A primary subtag in lower case, or <c>und</c>.</param>
public sealed record LanguageNode(string Language) : QueryNode
{
    internal override void Write(StringBuilder text, QueryPrecedence around) => text.Append("lang:").Append(Language);
}

/// <summary>All parts hold. Made by <see cref="QueryNode.All"/>.</summary>
public sealed record AllNode : QueryNode
{
    internal AllNode(ImmutableArray<QueryNode> parts) => Parts = parts;

    public ImmutableArray<QueryNode> Parts { get; }

    public bool Equals(AllNode? other) => other is not null && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    public override int GetHashCode() => Parts.Aggregate(1, HashCode.Combine);

    internal override void Write(StringBuilder text, QueryPrecedence around) => QueryWriter.Group(text, Parts, " AND ", QueryPrecedence.All, around);
}

/// <summary>A part holds. Made by <see cref="QueryNode.Any"/>.</summary>
public sealed record AnyNode : QueryNode
{
    internal AnyNode(ImmutableArray<QueryNode> parts) => Parts = parts;

    public ImmutableArray<QueryNode> Parts { get; }

    public bool Equals(AnyNode? other) => other is not null && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    public override int GetHashCode() => Parts.Aggregate(2, HashCode.Combine);

    internal override void Write(StringBuilder text, QueryPrecedence around) => QueryWriter.Group(text, Parts, " OR ", QueryPrecedence.Any, around);
}

/// <summary>The part does not hold. Made by <see cref="QueryNode.Not"/>.</summary>
public sealed record NotNode : QueryNode
{
    internal NotNode(QueryNode part) => Part = part;

    public QueryNode Part { get; }

    internal override void Write(StringBuilder text, QueryPrecedence around)
    {
        text.Append("NOT ");
        Part.Write(text, QueryPrecedence.Not);
    }
}

internal static class QueryWriter
{
    public static void Group(StringBuilder text, ImmutableArray<QueryNode> parts, string between, QueryPrecedence own, QueryPrecedence around)
    {
        var parentheses = around > own;
        if (parentheses)
            text.Append('(');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                text.Append(between);
            parts[i].Write(text, own);
        }

        if (parentheses)
            text.Append(')');
    }
}
