using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// Subscriptions, compiled and filed under their anchors: immutable. An article asks the queries that are filed under what it has, and of those
/// without anchors, which hold for an article that has nothing of what they name, the ones that name something it has. Plain arrays of numbers, so
/// that a million queries fit into memory and lie together.
/// </summary>
internal sealed class SubscriptionSegment
{
    // In a posting, beside the query's number: it is filed under another anchor too; its anchor says it all.
    private const int Elsewhere = int.MinValue;
    private const int Says = 1 << 30;

    private readonly FeatureTable _features;
    private readonly QueryNode[] _leaves;

    // All queries' code, and where each begins.
    private readonly int[] _code;
    private readonly int[] _begins;

    private readonly Posting[] _postings;
    private readonly int[] _postingsOf;

    // In the order of queries; and the order of ids.
    private readonly StandingSubscription[] _subscriptions;
    private readonly int[] _subscriptionsOf;
    private readonly int[] _byId;

    // Which of the queries without anchors name a feature.
    private readonly int[] _mentions;
    private readonly int[] _mentionsOf;

    /// <param name="code">All queries' code.</param>
    /// <param name="begins">Where each begins, and the last ends.</param>
    /// <param name="filed">Sorted.</param>
    /// <param name="unanchored">So many of the first queries have no anchor.</param>
    /// <param name="mentions">Sorted.</param>
    public SubscriptionSegment(
        FeatureTable features,
        QueryNode[] leaves,
        int[] code,
        int[] begins,
        FiledQuery[] filed,
        int unanchored,
        (int Feature, int Query)[] mentions,
        (StandingSubscription Subscription, int Query)[] subscriptions)
    {
        (_features, _leaves, _code, _begins, Unanchored) = (features, leaves, code, begins, unanchored);
        _postings = new Posting[filed.Length];
        _postingsOf = Begins(features.Count, filed.Select(posting => posting.First));
        for (var i = 0; i < filed.Length; i++)
            _postings[i] = new Posting(filed[i].Query | (filed[i].Elsewhere ? Elsewhere : 0) | (filed[i].Says ? Says : 0), filed[i].Second);

        _mentions = [.. mentions.Select(mention => mention.Query)];
        _mentionsOf = Begins(features.Count, mentions.Select(mention => mention.Feature));
        _subscriptions = new StandingSubscription[subscriptions.Length];
        _subscriptionsOf = Begins(begins.Length - 1, subscriptions.Select(subscription => subscription.Query));
        var next = (int[])_subscriptionsOf.Clone();
        foreach (var (subscription, query) in subscriptions)
            _subscriptions[next[query]++] = subscription;
        _byId = [.. Enumerable.Range(0, _subscriptions.Length)];
        Array.Sort(_byId, (a, b) => string.CompareOrdinal(_subscriptions[a].Id, _subscriptions[b].Id));
    }

    /// <summary>Subscriptions in it.</summary>
    public int Count => _subscriptions.Length;

    /// <summary>Different queries in it.</summary>
    public int Queries => _begins.Length - 1;

    /// <summary>Those of them that have no anchor.</summary>
    public int Unanchored { get; }

    public bool Has(string subscriptionId)
    {
        var (from, to) = (0, _byId.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (string.CompareOrdinal(_subscriptions[_byId[middle]].Id, subscriptionId) < 0)
                from = middle + 1;
            else
                to = middle;
        }

        return from < _byId.Length && _subscriptions[_byId[from]].Id == subscriptionId;
    }

    /// <summary>The subscriptions whose query holds for an article, or may hold because the story decides.</summary>
    /// <param name="gone">Ids of subscriptions that do not stand any more.</param>
    public IEnumerable<SubscriptionHit> Match(ArticleText article, IReadOnlySet<string> gone)
    {
        var features = new FeatureSet(_features, article);
        var matched = new MatchedArticle(this, article);
        var several = new HashSet<int>();
        var queries = new List<int>();
        for (var i = -1; i < features.Numbers.Count; i++)
        {
            queries.Clear();
            if (i < 0)
                FindUnanchored(features, article, queries);
            else
                Find(features.Numbers[i], features, article, several, queries);
            foreach (var query in queries)
            {
                for (var at = _subscriptionsOf[query]; at < _subscriptionsOf[query + 1]; at++)
                {
                    if (gone.Count == 0 || !gone.Contains(_subscriptions[at].Id))
                        yield return new SubscriptionHit(_subscriptions[at], matched, query);
                }
            }
        }
    }

    /// <summary>Adds what stands to another segment.</summary>
    public void AddTo(SegmentBuilder builder, IReadOnlySet<string> gone)
    {
        for (var query = 0; query < Queries; query++)
        {
            var number = -1;
            foreach (var subscription in Subscriptions(query))
            {
                if (gone.Contains(subscription.Id))
                    continue;
                if (number < 0)
                    number = builder.Add(Tree(query));
                builder.Add(subscription, number);
            }
        }
    }

    public QueryNode Tree(int query)
    {
        var at = _begins[query];
        return QueryCode.Read(_code, ref at, _features, _leaves);
    }

    /// <summary>Where those of each number begin in a list that is sorted by it, and the last ends.</summary>
    private static int[] Begins(int count, IEnumerable<int> numbers)
    {
        var begins = new int[count + 1];
        foreach (var number in numbers)
            begins[number + 1]++;
        for (var i = 1; i < begins.Length; i++)
            begins[i] += begins[i - 1];
        return begins;
    }

    /// <param name="several">Queries under several anchors that were found already.</param>
    private void Find(int feature, FeatureSet features, ArticleText article, HashSet<int> several, List<int> found)
    {
        var (second, has) = (-1, true);
        foreach (var posting in _postings.AsSpan(_postingsOf[feature].._postingsOf[feature + 1]))
        {
            if (posting.Second != second)
                (second, has) = (posting.Second, features.Has(posting.Second));
            if (!has)
                continue;
            var query = posting.Query & ~(Elsewhere | Says);
            if (((posting.Query & Says) != 0 || Asks(query, features, article)) && (posting.Query >= 0 || several.Add(query)))
                found.Add(query);
        }
    }

    private void FindUnanchored(FeatureSet features, ArticleText article, List<int> found)
    {
        var asked = new bool[Unanchored];
        var failed = new bool[Unanchored];
        foreach (var feature in features.Numbers)
        {
            foreach (var query in _mentions.AsSpan(_mentionsOf[feature].._mentionsOf[feature + 1]))
            {
                if (asked[query])
                    continue;
                asked[query] = true;
                failed[query] = !Asks(query, features, article);
            }
        }

        for (var query = 0; query < failed.Length; query++)
        {
            if (!failed[query])
                found.Add(query);
        }
    }

    private ReadOnlySpan<StandingSubscription> Subscriptions(int query) => _subscriptions.AsSpan(_subscriptionsOf[query].._subscriptionsOf[query + 1]);

    private bool Asks(int query, FeatureSet features, ArticleText article)
    {
        var at = _begins[query];
        return QueryCode.Ask(_code, ref at, features, article, _leaves) >= 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Posting(int Query, int Second);
}
