using System.Collections.Immutable;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// What the story has to be for a match to ask: a canonical query of predicates of the story only, empty when nothing is asked of it.
/// </summary>
public static class Residual
{
    // Enough for what people write; what is not simplified is longer, and means the same.
    private const int Steps = 20_000;

    /// <summary>What is asked by a match that holds whatever the story is.</summary>
    public const string None = "";

    /// <summary>
    /// The residual that is a formula. What is longer than can be read again is none: who is told too early is told, and the canonical form may be longer
    /// than what was written.
    /// </summary>
    /// <param name="rest">Null when nothing is asked of the story.</param>
    internal static string Of(QueryNode? rest)
    {
        var residual = rest?.ToString() ?? None;
        return IsTooLong(residual) ? None : residual;
    }

    /// <summary>
    /// What remains when either of two will do, simplified: a part that asks for more than another one is left out, and where one of them holds in
    /// any case nothing remains.
    /// </summary>
    public static string Or(string one, string other)
    {
        if (Read(one) is not { } first || Read(other) is not { } second)
            return None;
        if (one == other)
            return one;
        var parts = Alternatives(first).Concat(Alternatives(second)).DistinctBy(part => part.ToString()).ToList();
        var logic = new StoryLogic(Steps);
        if (parts.Exists(part => parts.Exists(weaker => logic.Implies(QueryNode.Not(part), weaker))))
            return None;
        // The later ones first: of two that say the same the earlier stays.
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            var part = parts[i];
            if (parts.Exists(weaker => !ReferenceEquals(weaker, part) && logic.Implies(part, weaker)))
                parts.RemoveAt(i);
        }

        return Of(QueryNode.Any(parts));
    }

    /// <param name="story">Whether a predicate holds.</param>
    public static bool Holds(string residual, Func<StoryNode, bool> story) => Read(residual) is not { } asked || Holds(asked, story);

    /// <summary>The predicates of a residual that holds by which it does.</summary>
    public static IReadOnlyList<StoryNode> Reasons(string residual, Func<StoryNode, bool> story)
    {
        var reasons = new List<StoryNode>();
        if (Read(residual) is { } asked)
            Collect(asked, story, wanted: true, reasons);
        return [.. reasons.Distinct()];
    }

    /// <summary>Independent sources that a story has at least when the residual holds: whoever asked for two or more has waited for them.</summary>
    public static int Sources(string residual) => Read(residual) is { } asked ? Sources(asked) : 1;

    /// <returns>Null when nothing is asked of the story; so too of what was stored before its length was looked at.</returns>
    internal static QueryNode? Read(string residual) => residual == None || IsTooLong(residual) ? null : Query.Parse(residual).Root;

    private static bool IsTooLong(string residual) => Encoding.UTF8.GetByteCount(residual) > QueryParser.MaxBytes;

    private static ImmutableArray<QueryNode> Alternatives(QueryNode node) => node is AnyNode any ? any.Parts : [node];

    private static bool Holds(QueryNode node, Func<StoryNode, bool> story) => node switch
    {
        StoryNode predicate => story(predicate),
        NotNode not => !Holds(not.Part, story),
        AllNode all => all.Parts.All(part => Holds(part, story)),
        AnyNode any => any.Parts.Any(part => Holds(part, story)),
        _ => throw new InvalidOperationException($"{node} asks nothing of the story."),
    };

    private static void Collect(QueryNode node, Func<StoryNode, bool> story, bool wanted, List<StoryNode> reasons)
    {
        if (Holds(node, story) != wanted)
            return;
        switch (node)
        {
            case StoryNode predicate when wanted:
                reasons.Add(predicate);
                break;
            case NotNode not:
                Collect(not.Part, story, !wanted, reasons);
                break;
            case AllNode or AnyNode:
                foreach (var part in node is AllNode all ? all.Parts : ((AnyNode)node).Parts)
                    Collect(part, story, wanted, reasons);
                break;
        }
    }

    private static int Sources(QueryNode node) => node switch
    {
        StoryNode { Predicate: StoryPredicate.Sources } asked => asked.Least,
        AllNode all => all.Parts.Max(Sources),
        AnyNode any => any.Parts.Min(Sources),
        _ => 1,
    };
}
