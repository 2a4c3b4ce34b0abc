using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>How far one part of a <see cref="NearNode"/> is from the one before it.</summary>
/// <param name="Distance">Words from the end of the one to the beginning of the other at most, 1 to <see cref="Longest"/>; words side by side are 1 apart.</param>
/// <param name="InOrder">True when it comes after the one before, false when it may stand on either side.</param>
public readonly record struct NearStep(int Distance, bool InOrder)
{
    /// <summary>Longest distance, in words.</summary>
    public const int Longest = 50;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(InOrder ? "ONEAR" : "NEAR")}/{Distance}");
}

/// <summary>
/// Words near one another in the title, or in the text: a place of each part, each within its step of the place of the part before. Neighbours
/// do not overlap. Made by <see cref="QueryNode.Near"/>.
/// </summary>
public sealed record NearNode : QueryNode
{
    internal NearNode(ImmutableArray<QueryNode> parts, ImmutableArray<NearStep> steps)
    {
        Parts = parts;
        Steps = steps;
    }

    /// <summary>Two or more: <see cref="WordsNode"/>, or <see cref="AnyNode"/> of them; all of one field. All of them have to be there.</summary>
    public ImmutableArray<QueryNode> Parts { get; }

    /// <summary>One fewer than parts: the step between a part and the next.</summary>
    public ImmutableArray<NearStep> Steps { get; }

    public WordField Field => Alternatives(Parts[0]).First().Field;

    /// <summary>The terms and phrases of a part, of which one will do.</summary>
    public static IEnumerable<WordsNode> Alternatives(QueryNode part) => part is AnyNode any ? any.Parts.Cast<WordsNode>() : [(WordsNode)part];

    public bool Equals(NearNode? other) =>
        other is not null && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan()) && Steps.AsSpan().SequenceEqual(other.Steps.AsSpan());

    public override int GetHashCode() => Parts.Aggregate(Steps.Aggregate(3, HashCode.Combine), HashCode.Combine);

    internal override void Write(StringBuilder text, QueryPrecedence around)
    {
        var field = WordsNode.Prefix(Field);
        text.Append(field).Append(field.Length > 0 ? "(" : "");
        for (var i = 0; i < Parts.Length; i++)
        {
            if (i > 0)
                text.Append(' ').Append(Steps[i - 1].ToString()).Append(' ');
            Write(text, Parts[i]);
        }

        text.Append(field.Length > 0 ? ")" : "");
    }

    private static void Write(StringBuilder text, QueryNode part)
    {
        if (part is WordsNode words)
        {
            WordsNode.Write(text, words.Words);
            return;
        }

        var between = "(";
        foreach (var alternative in Alternatives(part))
        {
            text.Append(between);
            WordsNode.Write(text, alternative.Words);
            between = " OR ";
        }

        text.Append(')');
    }
}
