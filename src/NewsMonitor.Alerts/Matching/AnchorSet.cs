using System.Runtime.InteropServices;

namespace NewsMonitor.Alerts.Matching;

/// <summary>A feature under which a query is filed.</summary>
/// <param name="Second">Another feature that the article must have besides, or the query is not asked; -1 for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Anchor(int First, int Second = -1);

/// <summary>
/// What an article must have at least one of for a query to hold: by these features a query is found without asking every query. Read over the
/// plan with negations pushed down to the leaves: of a conjunction the best part's anchors will do, of a disjunction all parts' are needed, what
/// is negated or asked of the story has none.
/// </summary>
/// <param name="Anchors">Different ones, at least one.</param>
/// <param name="Cost">In how many of all articles the query is expected to be asked, 0 to the number of anchors.</param>
internal sealed record AnchorSet(IReadOnlyList<Anchor> Anchors, double Cost)
{
    /// <summary>The cheapest set; null when there is none, because the query may hold for an article that has nothing of what it names.</summary>
    /// <param name="share">In which part of all articles a feature is expected, 0 to 1.</param>
    public static AnchorSet? Find(QueryPlan plan, Func<int, double> share, bool negated = false) => plan switch
    {
        NotPlan not => Find(not.Part, share, !negated),
        AllPlan all => negated ? Every(all.Parts, share, negated) : Best(all.Parts, share, negated),
        AnyPlan any => negated ? Best(any.Parts, share, negated) : Every(any.Parts, share, negated),
        FeaturePlan feature when !negated => new AnchorSet([new Anchor(feature.Feature)], share(feature.Feature)),
        LeafPlan leaf when !negated => Best(leaf.Needs, share, negated),
        _ => null,
    };

    private static AnchorSet? Best(IReadOnlyList<QueryPlan> parts, Func<int, double> share, bool negated)
    {
        AnchorSet? best = null;
        Anchor? second = null;
        foreach (var part in parts)
        {
            if (Find(part, share, negated) is not { } set)
                continue;
            if (best is null || set.Cost < best.Cost)
                (best, set) = (set, best);
            // A set of one anchor that was not the best: the article must have that feature too.
            if (set is { Anchors: [var other] } && (second is null || share(other.First) < share(second.Value.First)))
                second = other;
        }

        return best is null || second is null ? best : best with { Anchors = [.. best.Anchors.Select(anchor => With(anchor, second.Value.First, share)).Distinct()] };
    }

    // The rarer of two second features serves better.
    private static Anchor With(Anchor anchor, int second, Func<int, double> share) =>
        second == anchor.First || (anchor.Second >= 0 && share(anchor.Second) <= share(second)) ? anchor : anchor with { Second = second };

    private static AnchorSet? Every(IReadOnlyList<QueryPlan> parts, Func<int, double> share, bool negated)
    {
        var anchors = new List<Anchor>();
        var cost = 0.0;
        foreach (var part in parts)
        {
            if (Find(part, share, negated) is not { } set)
                return null;
            anchors.AddRange(set.Anchors);
            cost += set.Cost;
        }

        return new AnchorSet([.. anchors.Distinct()], cost);
    }
}
