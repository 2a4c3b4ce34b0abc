namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// Whether a query needs something of an article. Read over the tree with negations pushed down to the leaves: of a conjunction one part that needs
/// something will do, of a disjunction all parts have to; a negated leaf needs nothing, and neither does a predicate of the story, which may hold
/// for any article.
/// </summary>
internal static class QueryAnchors
{
    /// <summary>Whether the query has anchors. Without them it may hold for an article that has nothing of what it names.</summary>
    public static bool Exist(QueryNode node, bool negated = false) => node switch
    {
        NotNode not => Exist(not.Part, !negated),
        AllNode all => negated ? all.Parts.All(part => Exist(part, negated)) : all.Parts.Any(part => Exist(part, negated)),
        AnyNode any => negated ? any.Parts.Any(part => Exist(part, negated)) : any.Parts.All(part => Exist(part, negated)),
        StoryNode => false,
        _ => !negated,
    };
}
