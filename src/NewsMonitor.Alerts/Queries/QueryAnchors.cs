namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// What an article must have at least one of for a query to hold: by these keys a query is found without asking every query. Read over the
/// tree with negations pushed down to the leaves: of a conjunction the best part's anchors will do, of a disjunction all parts' are needed,
/// a negated leaf has none.
/// </summary>
internal static class QueryAnchors
{
    /// <summary>Whether the query has anchors. Without them it holds for an article that has none of its words.</summary>
    public static bool Exist(QueryNode node, bool negated = false) => node switch
    {
        NotNode not => Exist(not.Part, !negated),
        AllNode all => negated ? all.Parts.All(part => Exist(part, negated)) : all.Parts.Any(part => Exist(part, negated)),
        AnyNode any => negated ? any.Parts.Any(part => Exist(part, negated)) : any.Parts.All(part => Exist(part, negated)),
        _ => !negated,
    };

    /// <summary>The cheapest set of anchors; null when there is none.</summary>
    /// <param name="cost">How many articles an anchor is expected to be in, relative to others.</param>
    public static AnchorSet? Find(QueryNode node, Func<Anchor, double> cost, bool negated = false)
    {
        switch (node)
        {
            case NotNode not:
                return Find(not.Part, cost, !negated);
            case AllNode all:
                return negated ? Every(all.Parts, cost, negated) : Best(all.Parts, cost, negated);
            case AnyNode any:
                return negated ? Best(any.Parts, cost, negated) : Every(any.Parts, cost, negated);
            case var _ when negated:
                return null;
            case WordsNode words:
                var word = words.Words.Select(w => new Anchor(AnchorKind.Word, w)).MinBy(cost);
                return new AnchorSet([word], cost(word));
            case SourceNode source:
                // Any of its labels will do: exactness is the evaluation's task.
                var label = SourceHost.Labels(source.Host).Select(l => new Anchor(AnchorKind.SourceLabel, l)).MinBy(cost);
                return new AnchorSet([label], cost(label));
            case LanguageNode language:
                var anchor = new Anchor(AnchorKind.Language, language.Language);
                return new AnchorSet([anchor], cost(anchor));
            default:
                throw new InvalidOperationException($"No rule for {node.GetType().Name}.");
        }
    }

    private static AnchorSet? Best(IEnumerable<QueryNode> parts, Func<Anchor, double> cost, bool negated) =>
        parts.Select(part => Find(part, cost, negated)).Where(set => set is not null).MinBy(set => set!.Cost);

    private static AnchorSet? Every(IEnumerable<QueryNode> parts, Func<Anchor, double> cost, bool negated)
    {
        var anchors = new HashSet<Anchor>();
        foreach (var part in parts)
        {
            if (Find(part, cost, negated) is not { } set)
                return null;
            anchors.UnionWith(set.Anchors);
        }

        return new AnchorSet([.. anchors], anchors.Sum(cost));
    }
}

internal enum AnchorKind
{
    Word,
    SourceLabel,
    Language,
}

/// <summary>Something that an article has or has not, by which queries are found.</summary>
internal readonly record struct Anchor(AnchorKind Kind, string Key);

internal sealed record AnchorSet(Anchor[] Anchors, double Cost);
