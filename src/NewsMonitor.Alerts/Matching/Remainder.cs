using System.Runtime.InteropServices;

namespace NewsMonitor.Alerts.Matching;

internal enum RemainderKind
{
    /// <summary>The anchor says it all.</summary>
    Nothing,

    /// <summary>Whether the article has a third feature.</summary>
    Has,

    /// <summary>Whether it has not.</summary>
    Lacks,

    /// <summary>The query itself.</summary>
    Query,
}

/// <summary>What is left to be asked of an article that has the features of an anchor.</summary>
/// <param name="Feature">The third feature; -1 for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Remainder(RemainderKind Kind, int Feature = -1)
{
    private static readonly QueryPlan True = new AllPlan([]);
    private static readonly QueryPlan False = new AnyPlan([]);

    /// <summary>To know whether a query is not denied.</summary>
    /// <param name="denial">Null when nothing denies it.</param>
    public static Remainder OfQuery(QueryPlan? denial, Anchor anchor) => denial is null ? new Remainder(RemainderKind.Nothing) : Of(Not(Known(denial, anchor)));

    /// <summary>To know whether it is.</summary>
    public static Remainder OfDenial(QueryPlan denial, Anchor anchor) => Of(Known(denial, anchor));

    private static Remainder Of(QueryPlan plan) => plan switch
    {
        AllPlan { Parts.Count: 0 } => new Remainder(RemainderKind.Nothing),
        FeaturePlan third => new Remainder(RemainderKind.Has, third.Feature),
        NotPlan { Part: FeaturePlan third } => new Remainder(RemainderKind.Lacks, third.Feature),
        _ => new Remainder(RemainderKind.Query),
    };

    // The plan once both features are known to be there.
    private static QueryPlan Known(QueryPlan plan, Anchor anchor) => plan switch
    {
        FeaturePlan feature when feature.Feature == anchor.First || feature.Feature == anchor.Second => True,
        NotPlan not => Not(Known(not.Part, anchor)),
        AllPlan all => All([.. all.Parts.Select(part => Known(part, anchor)).Where(part => !IsTrue(part))]),
        AnyPlan any => Any([.. any.Parts.Select(part => Known(part, anchor)).Where(part => !IsFalse(part))]),
        _ => plan,
    };

    private static QueryPlan All(QueryPlan[] parts) => Array.Exists(parts, IsFalse) ? False : parts.Length == 1 ? parts[0] : new AllPlan(parts);

    private static QueryPlan Any(QueryPlan[] parts) => Array.Exists(parts, IsTrue) ? True : parts.Length == 1 ? parts[0] : new AnyPlan(parts);

    private static QueryPlan Not(QueryPlan plan) => IsTrue(plan) ? False : IsFalse(plan) ? True : plan is NotPlan not ? not.Part : new NotPlan(plan);

    private static bool IsTrue(QueryPlan plan) => plan is AllPlan { Parts.Count: 0 };

    private static bool IsFalse(QueryPlan plan) => plan is AnyPlan { Parts.Count: 0 };
}
