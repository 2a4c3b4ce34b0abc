using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Preview;

/// <summary>Counts what a preview finds, the latest articles first.</summary>
internal sealed class PreviewTally(PreviewOptions options)
{
    private readonly List<Found> _found = [];
    private readonly List<(Article Article, string[] Why, Found Found)> _samples = [];
    private int _candidates;
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;

    public int Looked { get; private set; }

    /// <summary>Stories of which the query asks something.</summary>
    public IReadOnlyCollection<string> StoriesAsked => _found.Where(found => found.Residual.Length > 0).Select(found => found.Story).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>How many articles the next one that may match stands for; 0 when it is passed over.</summary>
    public int WeightOfNext()
    {
        var beyond = ++_candidates - options.Exact;
        return beyond <= 0 ? 1 : beyond % options.Sampling == 0 ? options.Sampling : 0;
    }

    public void Add(IReadOnlyList<HistoricArticle> batch, Asked[] asked)
    {
        Looked += batch.Count;
        for (var i = 0; i < batch.Count; i++)
        {
            var article = batch[i].Article;
            (_from, _to) = (Earlier(_from, article.FirstSeen), Later(_to, article.FirstSeen));
            if (asked[i].Match is not { } match)
                continue;
            var found = new Found(DateOnly.FromDateTime(article.FirstSeen.UtcDateTime), batch[i].StoryId, match.Residual, asked[i].Weight);
            _found.Add(found);
            // Some of them may fall through when their stories are known.
            if (_samples.Count < options.Samples * 4)
                _samples.Add((article, match.Condition is { } condition ? [.. match.Why, condition] : match.Why, found));
        }
    }

    /// <param name="sources">Independent sources of the stories that are asked something.</param>
    public QueryPreview Result(Query query, bool complete, IReadOnlyDictionary<string, int> sources)
    {
        var held = _found.Where(found => Holds(found, sources)).ToList();
        var matched = held.Sum(found => found.Weight);
        var exact = held.Where(found => found.Weight == 1).ToList();
        var stories = First(exact).Count;
        var estimated = _candidates > options.Exact;
        // As many stories an article as where every one was asked.
        if (estimated && exact.Count > 0)
            stories = (int)Math.Round((double)stories / exact.Count * matched);
        return new QueryPreview(
            query.Canonical, Cost(query), Looked, _from, _to, complete, matched, stories, estimated, Days(held),
            [.. _samples.Where(sample => Holds(sample.Found, sources)).Take(options.Samples).Select(sample => (sample.Article, sample.Why))]);
    }

    private QueryCost Cost(Query query)
    {
        var share = Looked == 0 ? 0 : (double)_candidates / Looked;
        return !query.IsAnchored ? QueryCost.Unanchored
            : share <= options.CheapShare ? QueryCost.Cheap
            : share <= options.ModerateShare ? QueryCost.Moderate
            : QueryCost.Dear;
    }

    private List<PreviewDay> Days(List<Found> held)
    {
        if (_to is not { } to)
            return [];
        var last = DateOnly.FromDateTime(to.UtcDateTime);
        var first = DateOnly.FromDateTime(_from!.Value.UtcDateTime);
        var matches = held.GroupBy(found => found.Date).ToDictionary(group => group.Key, group => group.Sum(found => found.Weight));
        var stories = First(held).Values.GroupBy(found => found.Date).ToDictionary(group => group.Key, group => group.Sum(found => found.Weight));
        return [.. Enumerable.Range(0, Math.Min(options.Days, last.DayNumber - first.DayNumber + 1)).Select(day => last.AddDays(-day))
            .Select(date => new PreviewDay(date, matches.GetValueOrDefault(date), stories.GetValueOrDefault(date)))];
    }

    /// <summary>Of each story the first matching article: they came the latest first.</summary>
    private static Dictionary<string, Found> First(IEnumerable<Found> found)
    {
        var first = new Dictionary<string, Found>(StringComparer.Ordinal);
        foreach (var one in found.Where(one => one.Story is not null))
            first[one.Story!] = one;
        return first;
    }

    private static bool Holds(Found found, IReadOnlyDictionary<string, int> sources) =>
        Residual.Read(found.Residual) is not { } asked
        || (found.Story is not null && sources.TryGetValue(found.Story, out var count) && Holds(asked, count) != false);

    /// <returns>Null when the sources alone do not tell: how fast a story was, and what of it had been told, is over.</returns>
    private static bool? Holds(QueryNode node, int sources) => node switch
    {
        StoryNode { Predicate: StoryPredicate.Sources } asked => sources >= asked.Least,
        NotNode not => !Holds(not.Part, sources),
        AllNode all => all.Parts.Select(part => Holds(part, sources)).Aggregate((bool?)true, (one, other) => one & other),
        AnyNode any => any.Parts.Select(part => Holds(part, sources)).Aggregate((bool?)false, (one, other) => one | other),
        _ => null,
    };

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(DateOnly Date, string? Story, string Residual, int Weight);
}
