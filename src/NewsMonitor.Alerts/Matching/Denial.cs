namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// What an article must be for a query not to hold whatever its story is: the query's negation with what is asked of the story left out, since that
/// speaks against no article. A query that has no anchors is filed under those of its denial.
/// </summary>
internal static class Denial
{
    /// <summary>Negations stand at leaves only, and nothing is asked of the story. Null when there is no such article: <c>sources>=3</c>.</summary>
    public static QueryPlan? Of(QueryPlan plan) => Of(plan, negated: true);

    private static QueryPlan? Of(QueryPlan plan, bool negated) => plan switch
    {
        StoryPlan => null,
        NotPlan not => Of(not.Part, !negated),
        AllPlan all => negated ? Any(all.Parts, negated) : All(all.Parts, negated),
        AnyPlan any => negated ? All(any.Parts, negated) : Any(any.Parts, negated),
        _ => negated ? new NotPlan(plan) : plan,
    };

    private static AllPlan? All(IReadOnlyList<QueryPlan> parts, bool negated)
    {
        var all = parts.Select(part => Of(part, negated)).OfType<QueryPlan>().ToArray();
        return all.Length < parts.Count ? null : new AllPlan(all);
    }

    private static AnyPlan? Any(IReadOnlyList<QueryPlan> parts, bool negated)
    {
        var any = parts.Select(part => Of(part, negated)).OfType<QueryPlan>().ToArray();
        return any.Length == 0 ? null : new AnyPlan(any);
    }
}
