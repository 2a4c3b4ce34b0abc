using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// Subscriptions, compiled and filed under their anchors: immutable. An article asks the queries that are filed under what it has, and those
/// without anchors. Plain arrays of numbers, so that a million queries fit into memory and lie together.
/// </summary>
internal sealed class SubscriptionSegment
{
    // A posting's query that is filed under another anchor too.
    private const int Elsewhere = int.MinValue;

    private readonly FeatureTable _features;
    private readonly QueryNode[] _leaves;

    // All queries' code; where each begins, and the last ends.
    private readonly int[] _code;
    private readonly int[] _begins;

    // Postings, and by feature where those under it begin, and the last ends.
    private readonly Posting[] _postings;
    private readonly int[] _postingsOf;
    private readonly int[] _unanchored;

    // In the order of ids; and by query, which.
    private readonly StandingSubscription[] _subscriptions;
    private readonly int[] _subscribed;
    private readonly int[] _subscribedTo;

    public SubscriptionSegment(
        FeatureTable features,
        QueryNode[] leaves,
        int[] code,
        int[] begins,
        ReadOnlySpan<FiledQuery> filed,
        int[] unanchored,
        ReadOnlySpan<(StandingSubscription Subscription, int Query)> subscriptions)
    {
        (_features, _leaves, _code, _begins, _unanchored) = (features, leaves, code, begins, unanchored);
        _postings = new Posting[filed.Length];
        _postingsOf = new int[features.Count + 1];
        for (var i = 0; i < filed.Length; i++)
        {
            _postings[i] = new Posting(filed[i].Elsewhere ? filed[i].Query | Elsewhere : filed[i].Query, filed[i].Second);
            _postingsOf[filed[i].First + 1]++;
        }

        Accumulate(_postingsOf);
        _subscriptions = new StandingSubscription[subscriptions.Length];
        _subscribedTo = new int[begins.Length];
        foreach (var (_, query) in subscriptions)
            _subscribedTo[query + 1]++;
        Accumulate(_subscribedTo);
        _subscribed = new int[subscriptions.Length];
        var next = _subscribedTo.AsSpan(0, begins.Length - 1).ToArray();
        for (var i = 0; i < subscriptions.Length; i++)
        {
            _subscriptions[i] = subscriptions[i].Subscription;
            _subscribed[next[subscriptions[i].Query]++] = i;
        }
    }

    /// <summary>Subscriptions in it.</summary>
    public int Count => _subscriptions.Length;

    /// <summary>Different queries in it.</summary>
    public int Queries => _begins.Length - 1;

    /// <summary>Those of them that have no anchor and are asked of every article.</summary>
    public int Unanchored => _unanchored.Length;

    public bool Has(string subscriptionId)
    {
        var (from, to) = (0, _subscriptions.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (string.CompareOrdinal(_subscriptions[middle].Id, subscriptionId) < 0)
                from = middle + 1;
            else
                to = middle;
        }

        return from < _subscriptions.Length && _subscriptions[from].Id == subscriptionId;
    }

    /// <summary>Adds the subscriptions whose query holds for an article, or may hold because the story decides.</summary>
    /// <param name="gone">Ids of subscriptions that do not stand any more.</param>
    public void Match(ArticleText article, IReadOnlySet<string> gone, List<SubscriptionHit> hits)
    {
        var features = new FeatureSet(_features, article);
        var several = new HashSet<int>();
        foreach (var feature in features.Numbers)
        {
            var (second, has) = (-1, true);
            foreach (var posting in _postings.AsSpan(_postingsOf[feature].._postingsOf[feature + 1]))
            {
                if (posting.Second != second)
                    (second, has) = (posting.Second, features.Has(posting.Second));
                if (!has)
                    continue;
                var query = posting.Query & ~Elsewhere;
                if (Asks(query, features, article) && (posting.Query >= 0 || several.Add(query)))
                    Add(query, article, gone, hits);
            }
        }

        foreach (var query in _unanchored)
        {
            if (Asks(query, features, article))
                Add(query, article, gone, hits);
        }
    }

    /// <summary>Adds what stands to another segment.</summary>
    public void AddTo(SegmentBuilder builder, IReadOnlySet<string> gone)
    {
        for (var query = 0; query < Queries; query++)
        {
            var number = -1;
            foreach (var subscription in Subscribed(query))
            {
                if (gone.Contains(_subscriptions[subscription].Id))
                    continue;
                if (number < 0)
                    number = builder.Add(Tree(query));
                builder.Add(_subscriptions[subscription], number);
            }
        }
    }

    internal QueryNode Tree(int query)
    {
        var at = _begins[query];
        return QueryCode.Read(_code, ref at, _features, _leaves);
    }

    private static void Accumulate(int[] counts)
    {
        for (var i = 1; i < counts.Length; i++)
            counts[i] += counts[i - 1];
    }

    private ReadOnlySpan<int> Subscribed(int query) => _subscribed.AsSpan(_subscribedTo[query].._subscribedTo[query + 1]);

    private bool Asks(int query, FeatureSet features, ArticleText article)
    {
        var at = _begins[query];
        return QueryCode.Ask(_code, ref at, features, article, _leaves) >= 0;
    }

    private void Add(int query, ArticleText article, IReadOnlySet<string> gone, List<SubscriptionHit> hits)
    {
        var matched = new MatchedQuery(this, query, article);
        foreach (var subscription in Subscribed(query))
        {
            if (gone.Count == 0 || !gone.Contains(_subscriptions[subscription].Id))
                hits.Add(new SubscriptionHit(_subscriptions[subscription], matched));
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Posting(int Query, int Second);
}
