namespace NewsMonitor.Alerts.Matching;

/// <summary>A query said in features, while it is compiled.</summary>
internal abstract record QueryPlan;

/// <summary>The article has the feature: exactly what the part of the query means.</summary>
internal sealed record FeaturePlan(int Feature) : QueryPlan;

/// <summary>A part that features alone do not decide.</summary>
/// <param name="Leaf">Its number.</param>
/// <param name="Needs">What an article for which it holds has in any case; at least one.</param>
internal sealed record LeafPlan(int Leaf, IReadOnlyList<QueryPlan> Needs) : QueryPlan;

/// <summary>A predicate of the story: not known before the story is judged.</summary>
internal sealed record StoryPlan(int Leaf) : QueryPlan;

internal sealed record AllPlan(IReadOnlyList<QueryPlan> Parts) : QueryPlan;

internal sealed record AnyPlan(IReadOnlyList<QueryPlan> Parts) : QueryPlan;

internal sealed record NotPlan(QueryPlan Part) : QueryPlan;
