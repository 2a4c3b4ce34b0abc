using System.Collections.Immutable;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>What somebody labelled.</summary>
public enum Label
{
    /// <summary>The outlet the article.</summary>
    Category,

    /// <summary>The operator the feed.</summary>
    Tag,
}

/// <summary>One of the labels has these words one after the other: <c>category:sport</c> holds for <c>Sport/Football</c>.</summary>
/// <param name="Words">Folded, at least one.</param>
public sealed record LabelNode(Label Label, ImmutableArray<string> Words) : QueryNode
{
    public bool Equals(LabelNode? other) => other is not null && Label == other.Label && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    public override int GetHashCode() => Words.Aggregate(HashCode.Combine(Label), HashCode.Combine);

    internal override void Write(StringBuilder text, QueryPrecedence around)
    {
        text.Append(Label == Label.Category ? "category:" : "tag:");
        WordsNode.Write(text, [.. Words.Select(word => new QueryWord(word))]);
    }
}
