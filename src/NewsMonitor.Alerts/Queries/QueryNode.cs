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
        var flat = Flatten(StoryNode.Strictest(parts.SelectMany(part => part is AllNode all ? all.Parts : [part])));
        return flat.Length == 1 ? flat[0] : new AllNode(flat);
    }

    /// <summary>At least one of them holds.</summary>
    public static QueryNode Any(IEnumerable<QueryNode> parts)
    {
        var flat = Flatten(StoryNode.Loosest(parts.SelectMany(part => part is AnyNode any ? any.Parts : [part])));
        return flat.Length == 1 ? flat[0] : new AnyNode(flat);
    }

    /// <summary>It does not hold.</summary>
    public static QueryNode Not(QueryNode part) => part is NotNode not ? not.Part : new NotNode(part);

    /// <summary>
    /// Words near one another, each part from the one before by its step. Without an order it reads the same in both directions; in order and
    /// without gaps it is a phrase.
    /// </summary>
    /// <param name="parts">Two or more: <see cref="WordsNode"/>, or <see cref="AnyNode"/> of them; all of one field.</param>
    /// <param name="steps">One fewer.</param>
    public static QueryNode Near(ImmutableArray<QueryNode> parts, ImmutableArray<NearStep> steps)
    {
        if (steps.All(step => step is { InOrder: true, Distance: 1 }) && parts.All(part => part is WordsNode))
            return new WordsNode(((WordsNode)parts[0]).Field, [.. parts.SelectMany(part => ((WordsNode)part).Words)]);
        var forwards = new NearNode(parts, steps);
        if (steps.Any(step => step.InOrder))
            return forwards;
        var backwards = new NearNode([.. parts.Reverse()], [.. steps.Reverse()]);
        return string.CompareOrdinal(backwards.ToString(), forwards.ToString()) < 0 ? backwards : forwards;
    }

    /// <summary>The canonical form, as the query language writes it.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        Write(text, QueryPrecedence.Any);
        return text.ToString();
    }

    internal abstract void Write(StringBuilder text, QueryPrecedence around);

    private static ImmutableArray<QueryNode> Flatten(IEnumerable<QueryNode> parts)
    {
        var flat = parts
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
