namespace NewsMonitor.Alerts.Queries;

/// <summary>What follows from what among predicates of a story, as far as it is seen without trying all stories.</summary>
/// <param name="steps">Comparisons at most, over all questions: groups inside groups have far more of them than parts.</param>
internal sealed class StoryLogic(int steps)
{
    private int _left = steps;

    /// <returns>True only when the one cannot hold without the other; false when that is not so or not seen.</returns>
    public bool Implies(QueryNode one, QueryNode other) => _left-- > 0 && (one, other) switch
    {
        (AnyNode any, _) => any.Parts.All(part => Implies(part, other)),
        (_, AllNode all) => all.Parts.All(part => Implies(one, part)),
        (AllNode all, _) when all.Parts.Any(part => Implies(part, other)) => true,
        (_, AnyNode any) => any.Parts.Any(part => Implies(one, part)),
        (StoryNode { IsCount: true } more, StoryNode fewer) => more.Predicate == fewer.Predicate && more.Least >= fewer.Least,
        (NotNode { Part: StoryNode { IsCount: true } fewer }, NotNode { Part: StoryNode more }) => more.Predicate == fewer.Predicate && more.Least >= fewer.Least,
        // Of a group that does not hold: not any of them, or one of them not.
        (NotNode { Part: AnyNode any }, _) => any.Parts.Any(part => Implies(QueryNode.Not(part), other)),
        (NotNode { Part: AllNode all }, _) => all.Parts.All(part => Implies(QueryNode.Not(part), other)),
        (_, NotNode { Part: AnyNode any }) => any.Parts.All(part => Implies(one, QueryNode.Not(part))),
        (_, NotNode { Part: AllNode all }) => all.Parts.Any(part => Implies(one, QueryNode.Not(part))),
        _ => one == other,
    };
}
