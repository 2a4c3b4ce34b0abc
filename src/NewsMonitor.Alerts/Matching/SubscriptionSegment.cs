using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// Subscriptions, compiled and filed under their anchors: immutable. An article asks the queries that are filed under what it has. Those without
/// anchors, which hold for an article that has nothing of what they name, are filed under the anchors of what denies them, and hold together but for
/// the ones that are denied. Plain arrays of numbers, so that a million queries fit into memory and lie together.
/// </summary>
internal sealed class SubscriptionSegment
{
    // In a posting, above what is left to be asked: in which sense; the query is filed under another anchor too; it has not one subscription, but
    // several or none; it has no anchor, and is denied by this.
    private const int KindBits = 27;
    private const int Operand = (1 << KindBits) - 1;
    private const int Elsewhere = 1 << 29;
    private const int Several = 1 << 30;
    private const int Denies = int.MinValue;

    /// <summary>Numbers of code, or features, from which on it is full. Half of what a posting can name: the last query may be as long as it likes.</summary>
    public const int Full = 1 << (KindBits - 1);

    private readonly FeatureTable _features;
    private readonly QueryNode[] _leaves;

    // All queries' code, and where each begins.
    private readonly int[] _code;
    private readonly int[] _begins;

    // And where those of each feature are.
    private readonly Posting[] _postings;
    private readonly PlaceRun[] _postingsOf;

    // In the order of queries: where one stands is its place. And the order of ids.
    private readonly StandingSubscription[] _subscriptions;
    private readonly int[] _subscriptionsOf;
    private readonly int[] _byId;

    /// <param name="code">All queries' code.</param>
    /// <param name="begins">Where each begins, and the last ends.</param>
    /// <param name="filed">Those of each first feature together.</param>
    /// <param name="unanchored">So many of the first queries have no anchor, and are filed under those of their denial.</param>
    public SubscriptionSegment(
        FeatureTable features,
        QueryNode[] leaves,
        int[] code,
        int[] begins,
        FiledQuery[] filed,
        int unanchored,
        (StandingSubscription Subscription, int Query)[] subscriptions)
    {
        (_features, _leaves, _code, _begins, Unanchored) = (features, leaves, code, begins, unanchored);
        _subscriptions = new StandingSubscription[subscriptions.Length];
        _subscriptionsOf = Begins(begins.Length - 1, subscriptions.Select(subscription => subscription.Query));
        var next = (int[])_subscriptionsOf.Clone();
        foreach (var (subscription, query) in subscriptions)
            _subscriptions[next[query]++] = subscription;
        // Made anew in this order: the ids of those that an article finds together lie together, too.
        for (var i = 0; i < _subscriptions.Length; i++)
            _subscriptions[i] = _subscriptions[i] with { Id = new string(_subscriptions[i].Id.AsSpan()) };
        if (Math.Max(code.Length, features.Count) > Operand)
            throw new InvalidOperationException("The queries are too many for one segment.");
        _postings = new Posting[filed.Length];
        _postingsOf = new PlaceRun[features.Count];
        for (var i = 0; i < filed.Length; i++)
        {
            _postings[i] = PostingOf(filed[i]);
            _postingsOf[filed[i].First] = new PlaceRun(i > 0 && filed[i - 1].First == filed[i].First ? _postingsOf[filed[i].First].From : i, i + 1);
        }

        _byId = [.. Enumerable.Range(0, _subscriptions.Length)];
        Array.Sort(_byId, (a, b) => string.CompareOrdinal(_subscriptions[a].Id, _subscriptions[b].Id));
    }

    /// <summary>Subscriptions in it.</summary>
    public int Count => _subscriptions.Length;

    /// <summary>Different queries in it.</summary>
    public int Queries => _begins.Length - 1;

    /// <summary>Those of them that have no anchor.</summary>
    public int Unanchored { get; }

    public StandingSubscription this[int place] => _subscriptions[place];

    /// <returns>The place; -1 when it is not in the segment.</returns>
    public int Find(string subscriptionId)
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

        return from < _byId.Length && _subscriptions[_byId[from]].Id == subscriptionId ? _byId[from] : -1;
    }

    /// <summary>The number of the query of the subscription that stands there.</summary>
    public int QueryAt(int place)
    {
        // The last query that begins there or before: one without subscriptions begins where the next does.
        var (from, to) = (0, Queries);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_subscriptionsOf[middle + 1] <= place)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }

    /// <summary>The subscriptions whose query holds for an article, or may hold because the story decides.</summary>
    public MatchedSegment Match(ArticleText article, GonePlaces gone)
    {
        var features = new FeatureSet(_features, article);
        var matched = new MatchedSegment(this, article, gone);
        var found = new NumberSet(13);
        var denied = new ulong[(Unanchored + 63) / 64];
        // Not before all of them have been fetched: memory answers many that ask at the same time as soon as one, and each late.
        _ = Fetch(features);
        foreach (var feature in features.Numbers)
            Find(feature, features, article, found, denied, matched);
        AddUnanchored(denied, matched);
        return matched;
    }

    /// <summary>Adds what stands to other segments.</summary>
    public void AddTo(SegmentsBuilder builder, GonePlaces gone)
    {
        for (var query = 0; query < Queries; query++)
        {
            var (into, number) = (builder.Room(), -1);
            for (var place = _subscriptionsOf[query]; place < _subscriptionsOf[query + 1]; place++)
            {
                if (gone.Contains(place))
                    continue;
                if (number < 0)
                    number = into.Add(Tree(query));
                into.Add(_subscriptions[place], number);
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

    /// <summary>Reads a little of all that is filed under what an article has, as often as the processor fetches memory.</summary>
    /// <returns>Nothing that means something.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Fetch(FeatureSet features)
    {
        const int Step = 5; // Twelve bytes each, of lines of 64.
        var nothing = 0;
        foreach (var feature in features.Numbers)
        {
            var run = _postingsOf[feature];
            for (var i = run.From; i < run.To; i += Step)
                nothing |= _postings[i].Second;
        }

        return nothing;
    }

    /// <param name="found">Queries under several anchors that were found already: twice the place, and one more where that is a number.</param>
    /// <param name="denied">A bit for each query without anchors.</param>
    private void Find(int feature, FeatureSet features, ArticleText article, NumberSet found, ulong[] denied, MatchedSegment matched)
    {
        var (second, has) = (-1, true);
        var run = _postingsOf[feature];
        foreach (var posting in _postings.AsSpan(run.From..run.To))
        {
            if (posting.Second != second)
                (second, has) = (posting.Second, features.Has(posting.Second));
            if (!has)
                continue;
            if (!Is(posting.Left, features, article))
                continue;
            if ((posting.Left & Denies) != 0)
                denied[posting.Place >> 6] |= 1ul << posting.Place;
            else if ((posting.Left & (Elsewhere | Several)) == 0)
                matched.Add(posting.Place, posting.Place + 1);
            else if ((posting.Left & Elsewhere) == 0 || found.Add((posting.Place << 1) | ((posting.Left & Several) == 0 ? 0 : 1)))
                Add(posting, matched);
        }
    }

    private void Add(Posting posting, MatchedSegment matched)
    {
        if ((posting.Left & Several) == 0)
            matched.Add(posting.Place, posting.Place + 1);
        else
            matched.Add(_subscriptionsOf[posting.Place], _subscriptionsOf[posting.Place + 1]);
    }

    /// <summary>What is left to be asked of an article that has the posting's features.</summary>
    private bool Is(int left, FeatureSet features, ArticleText article) => (RemainderKind)((left >> KindBits) & 3) switch
    {
        RemainderKind.Nothing => true,
        RemainderKind.Has => features.Has(left & Operand),
        RemainderKind.Lacks => !features.Has(left & Operand),
        // Of one that denies, whether the query cannot hold; of the others, whether it can.
        _ => Ask(left & Operand, features, article) < 0 == ((left & Denies) != 0),
    };

    private void AddUnanchored(ulong[] denied, MatchedSegment matched)
    {
        var from = 0;
        for (var word = 0; word < denied.Length; word++)
        {
            for (var bits = denied[word]; bits != 0; bits &= bits - 1)
            {
                var query = (word << 6) + BitOperations.TrailingZeroCount(bits);
                matched.Add(_subscriptionsOf[from], _subscriptionsOf[query]);
                from = query + 1;
            }
        }

        matched.Add(_subscriptionsOf[from], _subscriptionsOf[Unanchored]);
    }

    /// <param name="at">Where the query's code begins.</param>
    /// <returns>1 when the query holds, -1 when it does not, 0 when the story decides.</returns>
    private int Ask(int at, FeatureSet features, ArticleText article) => QueryCode.Ask(_code, ref at, features, article, _leaves);

    private Posting PostingOf(FiledQuery filed)
    {
        var (from, to) = (_subscriptionsOf[filed.Query], _subscriptionsOf[filed.Query + 1]);
        var (single, denies) = (to - from == 1, filed.Query < Unanchored);
        var operand = filed.Left.Kind switch
        {
            RemainderKind.Nothing => 0,
            RemainderKind.Query => _begins[filed.Query],
            _ => filed.Left.Feature,
        };
        var left = operand | ((int)filed.Left.Kind << KindBits) | (filed.Elsewhere ? Elsewhere : 0) | (single ? 0 : Several) | (denies ? Denies : 0);
        return new Posting(left, filed.Second, single && !denies ? from : filed.Query);
    }

    /// <param name="Left">What is left to be asked, and what is to be known of the query.</param>
    /// <param name="Second">The feature that the article must have besides; -1 for none.</param>
    /// <param name="Place">Of the query's only subscription; else the query's number.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Posting(int Left, int Second, int Place);
}
