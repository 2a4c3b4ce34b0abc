using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Preview;

/// <summary>Counts what a preview finds, the latest articles first.</summary>
internal sealed class PreviewTally(PreviewOptions options)
{
    private readonly Dictionary<string, QueryNode?> _residuals = new(StringComparer.Ordinal);
    private List<PreviewRow> _found = [];
    private int _looked;
    private int _asked;
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;

    /// <summary>Whether as many were looked at as are to be.</summary>
    public bool IsFull => _looked >= options.Articles;

    /// <summary>Stories of which the query asks something.</summary>
    public IReadOnlyCollection<string> StoriesAsked =>
        _found.Where(found => found.Residual != Residual.None).Select(found => found.Story).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>The articles to show, by their sequences, the latest first.</summary>
    public IEnumerable<long> Samples => _found.Take(options.Samples).Select(found => found.Sequence);

    /// <param name="rows">The next ones, the latest first; those that are too many are left out.</param>
    public void Add(List<PreviewRow> rows)
    {
        foreach (var row in rows)
        {
            if (IsFull)
                return;
            _looked++;
            _asked += row.Asked ? 1 : 0;
            (_from, _to) = (Earlier(_from, row.FirstSeen), Later(_to, row.FirstSeen));
            if (row.Residual is not null)
                _found.Add(row);
        }
    }

    /// <summary>Leaves out those whose stories are not as they have to be.</summary>
    /// <param name="sources">Independent sources of <see cref="StoriesAsked"/>.</param>
    public void Know(IReadOnlyDictionary<string, int> sources) => _found = _found.FindAll(found => Holds(found, sources));

    public QueryPreview Result(Query query, bool complete, IReadOnlyList<(Article Article, string[] Why)> samples) => new(
        query.Canonical, Cost(query), _looked, _from, _to, complete, _found.Count, First().Count, Days(), samples);

    private QueryCost Cost(Query query)
    {
        var share = _looked == 0 ? 0 : (double)_asked / _looked;
        return !query.IsAnchored ? QueryCost.Unanchored
            : share <= options.CheapShare ? QueryCost.Cheap
            : share <= options.ModerateShare ? QueryCost.Moderate
            : QueryCost.Dear;
    }

    private List<PreviewDay> Days()
    {
        if (_to is not { } to)
            return [];
        var last = Date(to);
        var first = Date(_from!.Value);
        var matches = _found.CountBy(found => Date(found.FirstSeen)).ToDictionary();
        var stories = First().Values.CountBy(found => Date(found.FirstSeen)).ToDictionary();
        return [.. Enumerable.Range(0, Math.Min(options.Days, last.DayNumber - first.DayNumber + 1)).Select(day => last.AddDays(-day))
            .Select(date => new PreviewDay(date, matches.GetValueOrDefault(date), stories.GetValueOrDefault(date)))];
    }

    /// <summary>Of each story the first matching article: they came the latest first.</summary>
    private Dictionary<string, PreviewRow> First()
    {
        var first = new Dictionary<string, PreviewRow>(StringComparer.Ordinal);
        foreach (var one in _found.Where(one => one.Story is not null))
            first[one.Story!] = one;
        return first;
    }

    private bool Holds(PreviewRow found, IReadOnlyDictionary<string, int> sources)
    {
        if (!_residuals.TryGetValue(found.Residual!, out var asked))
            _residuals[found.Residual!] = asked = Residual.Read(found.Residual!);
        return asked is null || (found.Story is not null && sources.TryGetValue(found.Story, out var count) && Holds(asked, count) != false);
    }

    /// <returns>Null when the sources alone do not tell: how fast a story was, and what of it had been told, is over.</returns>
    private static bool? Holds(QueryNode node, int sources) => node switch
    {
        StoryNode { Predicate: StoryPredicate.Sources } asked => sources >= asked.Least,
        NotNode not => !Holds(not.Part, sources),
        AllNode all => all.Parts.Select(part => Holds(part, sources)).Aggregate((bool?)true, (one, other) => one & other),
        AnyNode any => any.Parts.Select(part => Holds(part, sources)).Aggregate((bool?)false, (one, other) => one | other),
        _ => null,
    };

    private static DateOnly Date(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
