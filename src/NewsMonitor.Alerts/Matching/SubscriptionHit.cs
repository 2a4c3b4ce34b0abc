using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>What matching knows of a subscription.</summary>
public sealed record StandingSubscription(string Id, string Subscriber, DateTimeOffset Created);

/// <summary>A subscription whose query holds for an article.</summary>
public readonly record struct SubscriptionHit
{
    private readonly MatchedQuery _matched;

    internal SubscriptionHit(StandingSubscription subscription, MatchedQuery matched) => (Subscription, _matched) = (subscription, matched);

    public StandingSubscription Subscription { get; }

    /// <summary>By which parts it holds: found out when asked for, once for all subscriptions with the query.</summary>
    public QueryMatch Match => _matched.Match;
}

/// <summary>A query that holds for an article.</summary>
internal sealed class MatchedQuery(SubscriptionSegment segment, int query, ArticleText article)
{
    private QueryMatch? _match;

    public QueryMatch Match => _match ??= Query.Match(segment.Tree(query), article) ?? throw new InvalidOperationException($"{segment.Tree(query)} was matched and does not hold.");
}
