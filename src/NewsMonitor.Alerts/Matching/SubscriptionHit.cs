using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>What matching knows of a subscription.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StandingSubscription(string Id, string Subscriber, DateTimeOffset Created);

/// <summary>A subscription whose query holds for an article.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SubscriptionHit
{
    private readonly MatchedSegment _matched;
    private readonly int _place;

    internal SubscriptionHit(MatchedSegment matched, int place) => (_matched, _place) = (matched, place);

    public StandingSubscription Subscription => _matched.Segment[_place];

    /// <summary>By which parts it holds: found out when asked for, once for all subscriptions with the query. For one thread at a time.</summary>
    public QueryMatch Match => _matched.Match(_place);
}
