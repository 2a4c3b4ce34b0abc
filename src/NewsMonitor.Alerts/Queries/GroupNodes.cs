using System.Collections.Immutable;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

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
