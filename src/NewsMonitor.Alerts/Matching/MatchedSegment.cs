using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// An article that was matched against a segment: where in it the subscriptions stand whose query holds, in runs of places side by side. Of thousands
/// of queries without anchors that hold for nearly every article a few hundred runs remain.
/// </summary>
/// <param name="gone">What does not stand any more: left out when the runs are read.</param>
internal sealed class MatchedSegment(SubscriptionSegment segment, ArticleText article, GonePlaces gone)
{
    private readonly List<PlaceRun> _runs = new(1024);
    private Dictionary<int, QueryMatch>? _matches;

    public SubscriptionSegment Segment => segment;

    public ReadOnlySpan<PlaceRun> Runs => CollectionsMarshal.AsSpan(_runs);

    /// <param name="to">The place after the last.</param>
    public void Add(int from, int to)
    {
        if (from == to)
            return;
        if (_runs.Count > 0 && _runs[^1].To == from)
            _runs[^1] = new PlaceRun(_runs[^1].From, to);
        else
            _runs.Add(new PlaceRun(from, to));
    }

    public bool Stands(int place) => gone.Count == 0 || !gone.Contains(place);

    /// <summary>By which parts the query holds of the subscription that stands there.</summary>
    public QueryMatch Match(int place)
    {
        var query = segment.QueryAt(place);
        _matches ??= [];
        if (!_matches.TryGetValue(query, out var match))
        {
            var tree = segment.Tree(query);
            match = Query.Match(tree, article) ?? throw new InvalidOperationException($"{tree} was matched and does not hold.");
            _matches.Add(query, match);
        }

        return match;
    }
}

/// <param name="To">The place after the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlaceRun(int From, int To);
