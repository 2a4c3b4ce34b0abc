using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>What matching knows of a subscription.</summary>
public sealed record StandingSubscription(string Id, string Subscriber, DateTimeOffset Created);

/// <summary>A subscription whose query holds for an article.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SubscriptionHit
{
    private readonly MatchedArticle _matched;
    private readonly int _query;

    internal SubscriptionHit(StandingSubscription subscription, MatchedArticle matched, int query) => (Subscription, _matched, _query) = (subscription, matched, query);

    public StandingSubscription Subscription { get; }

    /// <summary>By which parts it holds: found out when asked for, once for all subscriptions with the query. For one thread at a time.</summary>
    public QueryMatch Match => _matched.Match(_query);
}

/// <summary>An article that was matched against a segment.</summary>
internal sealed class MatchedArticle(SubscriptionSegment segment, ArticleText article)
{
    private readonly Dictionary<int, QueryMatch> _matches = [];

    public ArticleText Article { get; } = article;

    public QueryMatch Match(int query)
    {
        if (!_matches.TryGetValue(query, out var match))
        {
            var tree = segment.Tree(query);
            match = Query.Match(tree, Article) ?? throw new InvalidOperationException($"{tree} was matched and does not hold.");
            _matches.Add(query, match);
        }

        return match;
    }
}
