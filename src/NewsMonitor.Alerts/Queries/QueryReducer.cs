namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// What remains of a query when an article is known and its story is not: nothing (it holds or does not), or a formula of predicates of the
/// story.
/// </summary>
internal static class QueryReducer
{
    public static bool AsksStory(QueryNode node) => node switch
    {
        StoryNode => true,
        NotNode not => AsksStory(not.Part),
        AllNode all => all.Parts.Any(AsksStory),
        AnyNode any => any.Parts.Any(AsksStory),
        _ => false,
    };

    public static ReducedQuery Reduce(QueryNode node, ArticleText article) => Reduce(node, leaf => QueryEvaluator.Holds(leaf, article));

    /// <param name="known">Whether a part that asks nothing of the story holds.</param>
    public static ReducedQuery Reduce(QueryNode node, Func<QueryNode, bool> known) => node switch
    {
        StoryNode => new ReducedQuery(null, node),
        NotNode not => Reduce(not.Part, known).Negated(),
        AllNode all => Group(all.Parts, known, absorbing: false),
        AnyNode any => Group(any.Parts, known, absorbing: true),
        _ => new ReducedQuery(known(node), null),
    };

    /// <param name="absorbing">The value of one part that decides the group: false for all, true for any.</param>
    private static ReducedQuery Group(IEnumerable<QueryNode> parts, Func<QueryNode, bool> known, bool absorbing)
    {
        var rest = new List<QueryNode>();
        foreach (var part in parts)
        {
            var reduced = Reduce(part, known);
            if (reduced.Known == absorbing)
                return reduced;
            if (reduced.Rest is { } open)
                rest.Add(open);
        }

        return rest.Count == 0 ? new ReducedQuery(!absorbing, null) : new ReducedQuery(null, absorbing ? QueryNode.Any(rest) : QueryNode.All(rest));
    }
}

/// <param name="Known">Whether the query holds; null when the story decides.</param>
/// <param name="Rest">What the story decides; null when it decides nothing.</param>
internal readonly record struct ReducedQuery(bool? Known, QueryNode? Rest)
{
    public ReducedQuery Negated() => new(!Known, Rest is null ? null : QueryNode.Not(Rest));
}
