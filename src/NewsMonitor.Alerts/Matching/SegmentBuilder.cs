using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>Collects subscriptions into a <see cref="SubscriptionSegment"/>. Equal queries are compiled once.</summary>
internal sealed class SegmentBuilder
{
    private readonly QueryCompiler _compiler = new();
    private readonly WordFrequencies _frequencies;
    private readonly List<double> _shares = [];
    private readonly List<int> _code = [];
    private readonly List<int> _begins = [0];
    private readonly HashSet<int> _queries;
    private readonly List<FiledQuery> _filed = [];
    private readonly List<int> _unanchored = [];
    private readonly List<(StandingSubscription Subscription, int Query)> _subscriptions = [];
    private readonly List<UnreadableSubscription> _unreadable = [];
    private readonly Dictionary<string, string> _subscribers = new(StringComparer.Ordinal);

    public SegmentBuilder(WordFrequencies frequencies)
    {
        _frequencies = frequencies;
        _queries = new HashSet<int>(new SameCode(_code, _begins));
    }

    /// <summary>Subscriptions that were left out because their query cannot be read (any more).</summary>
    public IReadOnlyList<UnreadableSubscription> Unreadable => _unreadable;

    public void Add(StandingQuery standing)
    {
        try
        {
            Add(new StandingSubscription(standing.Id, standing.Subscriber, standing.Created), Add(Query.Parse(standing.Query).Root));
        }
        catch (QueryException e)
        {
            _unreadable.Add(new UnreadableSubscription(standing.Id, e.Message));
        }
    }

    /// <returns>The query's number, for <see cref="Add(StandingSubscription, int)"/>.</returns>
    public int Add(QueryNode root)
    {
        var plan = _compiler.Compile(root);
        QueryCode.Write(plan, _code);
        _begins.Add(_code.Count);
        var query = _begins.Count - 2;
        if (_queries.TryGetValue(query, out var same))
        {
            _begins.RemoveAt(_begins.Count - 1);
            _code.RemoveRange(_begins[^1], _code.Count - _begins[^1]);
            return same;
        }

        _queries.Add(query);
        if (AnchorSet.Find(plan, Share) is not { } anchors)
        {
            _unanchored.Add(query);
            return query;
        }

        foreach (var anchor in anchors.Anchors)
            _filed.Add(new FiledQuery(anchor.First, anchor.Second, query, anchors.Anchors.Count > 1));
        return query;
    }

    public void Add(StandingSubscription subscription, int query)
    {
        ref var subscriber = ref CollectionsMarshal.GetValueRefOrAddDefault(_subscribers, subscription.Subscriber, out var known);
        subscriber = known ? subscriber : subscription.Subscriber;
        _subscriptions.Add((known ? subscription with { Subscriber = subscriber! } : subscription, query));
    }

    public SubscriptionSegment Build()
    {
        _compiler.Features.Trim();
        _filed.Sort();
        // One query's subscriptions together, and found by id.
        _subscriptions.Sort((a, b) => string.CompareOrdinal(a.Subscription.Id, b.Subscription.Id));
        return new SubscriptionSegment(
            _compiler.Features, [.. _compiler.Leaves], [.. _code], [.. _begins], CollectionsMarshal.AsSpan(_filed), [.. _unanchored], CollectionsMarshal.AsSpan(_subscriptions));
    }

    private double Share(int feature)
    {
        while (_shares.Count <= feature)
            _shares.Add(_frequencies.Share(_compiler.Features[_shares.Count]));
        return _shares[feature];
    }

    /// <summary>Numbers of queries, equal when their code is: equal trees give equal code.</summary>
    private sealed class SameCode(List<int> code, List<int> begins) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => Of(x).SequenceEqual(Of(y));

        public int GetHashCode(int query)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(Of(query)));
            return hash.ToHashCode();
        }

        private ReadOnlySpan<int> Of(int query) => CollectionsMarshal.AsSpan(code)[begins[query]..begins[query + 1]];
    }
}

/// <summary>A query under one of its anchors. Sorted by anchor, those with the same second feature together.</summary>
internal readonly record struct FiledQuery(int First, int Second, int Query, bool Elsewhere) : IComparable<FiledQuery>
{
    public int CompareTo(FiledQuery other) => (First, Second, Query).CompareTo((other.First, other.Second, other.Query));
}
