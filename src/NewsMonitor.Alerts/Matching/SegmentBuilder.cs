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

    /// <summary>What a segment holds a limited number of: numbers of code, or features where these are more.</summary>
    public int Size => Math.Max(_code.Count, _compiler.Features.Count);

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
        var denial = Denial.Of(plan);
        if (AnchorSet.Find(plan, Share) is { } anchors)
        {
            File(query, anchors, anchor => Remainder.OfQuery(denial, anchor));
            return query;
        }

        _unanchored.Add(query);
        if (denial is null)
            return query;
        anchors = AnchorSet.Find(denial, Share) ?? throw new InvalidOperationException($"{root} has no anchors, and neither has what denies it.");
        File(query, anchors, anchor => Remainder.OfDenial(denial, anchor));
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
        _compiler.Features.Freeze();
        var filed = Filed();
        var order = Order(filed);
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
            places[order[place]] = place;
        var (code, begins) = (new List<int>(_code.Count), new List<int>(_begins.Count) { 0 });
        foreach (var query in order)
        {
            code.AddRange(CollectionsMarshal.AsSpan(_code)[_begins[query].._begins[query + 1]]);
            begins.Add(code.Count);
        }

        return new SubscriptionSegment(
            _compiler.Features,
            [.. _compiler.Leaves],
            [.. code],
            [.. begins],
            [.. filed.Select(query => query with { Query = places[query.Query] })],
            _unanchored.Count,
            [.. _subscriptions.Select(subscribed => (subscribed.Subscription, places[subscribed.Query]))]);
    }

    /// <param name="anchors">Of the query or of what denies it.</param>
    private void File(int query, AnchorSet anchors, Func<Anchor, Remainder> remainder)
    {
        foreach (var anchor in anchors.Anchors)
            _filed.Add(new FiledQuery(anchor.First, anchor.Second, query, anchors.Anchors.Count > 1, remainder(anchor)));
    }

    /// <summary>Queries in the order in which an article asks them: those that it asks together lie together in memory.</summary>
    private int[] Order(FiledQuery[] filed)
    {
        var order = new List<int>(_unanchored);
        var met = new bool[_begins.Count - 1];
        foreach (var query in _unanchored)
            met[query] = true;
        foreach (var query in filed.Select(query => query.Query))
        {
            if (!met[query])
                order.Add(query);
            met[query] = true;
        }

        return [.. order];
    }

    /// <summary>
    /// What is filed, by anchor, those with the same second feature together. Both in the order in which articles have them: what many articles find lies
    /// close together, before what few do.
    /// </summary>
    private FiledQuery[] Filed()
    {
        var (count, filed) = (_compiler.Features.Count, _filed.ToArray());
        var byShare = Enumerable.Range(0, count).OrderByDescending(Share).ToArray();
        var ranks = new int[count];
        for (var rank = 0; rank < count; rank++)
            ranks[byShare[rank]] = rank;
        Array.Sort([.. filed.Select(query => ((long)ranks[query.First] << 32) | (uint)(query.Second < 0 ? 0 : ranks[query.Second] + 1))], filed);
        return filed;
    }

    private double Share(int feature)
    {
        while (_shares.Count <= feature)
        {
            var next = _compiler.Features[_shares.Count];
            // Nobody counts pairs: they are taken for as rare as words that have nothing to do with one another.
            _shares.Add(next.Kind == FeatureKind.Pair ? _shares[next.First] * _shares[next.Second] : _frequencies.Share(next));
        }

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

/// <summary>A query under one of its anchors, or where it has none, of those of its denial.</summary>
/// <param name="Elsewhere">It is filed under other anchors too.</param>
/// <param name="Left">What is to be asked to know that the query holds, or that it is denied.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FiledQuery(int First, int Second, int Query, bool Elsewhere, Remainder Left);
