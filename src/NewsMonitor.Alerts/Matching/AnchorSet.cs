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
/// <param name="Cost">What it is expected to cost an article that the query is filed so, relative to others.</param>
internal sealed record AnchorSet(IReadOnlyList<Anchor> Anchors, double Cost)
{
    // What asking a query costs, beside meeting it under an anchor and passing it by.
    private const double Asking = 50;

    /// <summary>The cheapest set; null when there is none, because the query may hold for an article that has nothing of what it names.</summary>
    /// <param name="share">In which part of all articles a feature is expected, 0 to 1.</param>
    public static AnchorSet? Find(QueryPlan plan, Func<int, double> share, bool negated = false) => plan switch
    {
        NotPlan not => Find(not.Part, share, !negated),
        AllPlan all => negated ? Every(all.Parts, share, negated) : Best(all.Parts, share, negated),
        AnyPlan any => negated ? Best(any.Parts, share, negated) : Every(any.Parts, share, negated),
        FeaturePlan feature when !negated => Of([new Anchor(feature.Feature)], share),
        LeafPlan leaf when !negated => Best(leaf.Needs, share, negated),
        _ => null,
    };

    private static AnchorSet? Best(IReadOnlyList<QueryPlan> parts, Func<int, double> share, bool negated)
    {
        var sets = parts.Select(part => Find(part, share, negated)).OfType<AnchorSet>().ToArray();
        // A set of one anchor: the article must have that feature, also where it is found by another part's.
        var needed = sets.Where(set => set.Anchors.Count == 1).Select(set => set.Anchors[0].First).Distinct().OrderBy(share).Take(2).ToArray();
        return sets.Select(set => needed.Length == 0 ? set : Of([.. set.Anchors.Select(anchor => With(anchor, needed, share)).Distinct()], share)).MinBy(set => set.Cost);
    }

    // The rarer of two second features serves better.
    private static Anchor With(Anchor anchor, int[] needed, Func<int, double> share)
    {
        var second = needed[0] != anchor.First ? needed[0] : needed[^1];
        return second == anchor.First || (anchor.Second >= 0 && share(anchor.Second) <= share(second)) ? anchor : anchor with { Second = second };
    }

    private static AnchorSet Of(IReadOnlyList<Anchor> anchors, Func<int, double> share) =>
        new(anchors, anchors.Sum(anchor => share(anchor.First) * (1 + (Asking * (anchor.Second < 0 ? 1 : share(anchor.Second))))));

    private static AnchorSet? Every(IReadOnlyList<QueryPlan> parts, Func<int, double> share, bool negated)
    {
        var anchors = new List<Anchor>();
        foreach (var part in parts)
        {
            if (Find(part, share, negated) is not { } set)
                return null;
            anchors.AddRange(set.Anchors);
        }

        return Of([.. anchors.Distinct()], share);
    }
}
