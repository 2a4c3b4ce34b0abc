using System.Collections.Frozen;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// All active subscriptions at one version, compiled. Equal queries share one tree; each is filed under the words (or sources, languages)
/// of which an article must have at least one, so that an article asks only the queries that it may fulfil. Exact: what the index proposes is
/// evaluated, and nothing that holds is left out.
/// </summary>
public sealed class SubscriptionSnapshot
{
    private readonly Dictionary<string, CompiledQuery> _queries;
    private readonly FrozenDictionary<Anchor, CompiledQuery[]> _index;
    private readonly CompiledQuery[] _always;
    private readonly int[] _prefixes;
    private readonly bool _countries;

    private SubscriptionSnapshot(long version, int count, Dictionary<string, CompiledQuery> queries, IReadOnlyList<UnreadableSubscription> unreadable)
    {
        Version = version;
        Count = count;
        Unreadable = unreadable;
        _queries = queries;
        _index = queries.Values
            .SelectMany(query => query.Anchors, (query, anchor) => (query, anchor))
            .GroupBy(filed => filed.anchor, filed => filed.query)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _always = [.. queries.Values.Where(query => query.Anchors.Length == 0)];
        _prefixes = [.. _index.Keys.Where(anchor => anchor.Kind == AnchorKind.Prefix).Select(anchor => anchor.Key.Length).Distinct().Order()];
        _countries = _index.Keys.Any(anchor => anchor.Kind == AnchorKind.Country);
    }

    /// <summary>Of no subscriptions, at a version that no store has.</summary>
    public static SubscriptionSnapshot Empty { get; } = new(-1, 0, [], []);

    /// <summary>The store's version that it was built from.</summary>
    public long Version { get; }

    /// <summary>Subscriptions in it.</summary>
    public int Count { get; }

    /// <summary>Different queries in it.</summary>
    public int Queries => _queries.Count;

    /// <summary>Subscriptions that are left out because their query cannot be read (any more).</summary>
    public IReadOnlyList<UnreadableSubscription> Unreadable { get; }

    /// <param name="previous">Queries that it has are not compiled again.</param>
    public static SubscriptionSnapshot Build(IReadOnlyList<Subscription> subscriptions, long version, SubscriptionSnapshot? previous = null)
    {
        var known = (previous?._queries.Values ?? Enumerable.Empty<CompiledQuery>())
            .SelectMany(compiled => compiled.Subscriptions, (compiled, subscription) => (subscription.Query, compiled))
            .DistinctBy(pair => pair.Query)
            .ToDictionary(pair => pair.Query, pair => pair.compiled, StringComparer.Ordinal);
        var unreadable = new List<UnreadableSubscription>();
        var groups = new Dictionary<string, (Query Query, AnchorSet Anchors, List<Subscription> Subscriptions)>(StringComparer.Ordinal);
        foreach (var subscription in subscriptions)
        {
            try
            {
                var compiled = known.GetValueOrDefault(subscription.Query);
                var query = compiled?.Query ?? Query.Parse(subscription.Query);
                if (!groups.TryGetValue(query.Canonical, out var group))
                {
                    var anchors = compiled is null ? AnchorCost.Cheapest(query) ?? new AnchorSet([], 0) : new AnchorSet(compiled.Anchors, 0);
                    groups.Add(query.Canonical, group = (query, anchors, []));
                }

                group.Subscriptions.Add(subscription);
            }
            catch (QueryException e)
            {
                unreadable.Add(new UnreadableSubscription(subscription.Id, e.Message));
            }
        }

        var queries = groups.ToDictionary(
            group => group.Key,
            group => new CompiledQuery(group.Value.Query, group.Value.Anchors.Anchors, [.. group.Value.Subscriptions]),
            StringComparer.Ordinal);
        return new SubscriptionSnapshot(version, subscriptions.Count - unreadable.Count, queries, unreadable);
    }

    /// <summary>The subscriptions whose query holds for an article, each with the reasons.</summary>
    public IEnumerable<(Subscription Subscription, QueryMatch Match)> Match(ArticleText article)
    {
        foreach (var query in _always)
        {
            if (query.Query.Match(article) is not { } match)
                continue;
            foreach (var subscription in query.Subscriptions)
                yield return (subscription, match);
        }

        var asked = new HashSet<CompiledQuery>();
        foreach (var anchor in AnchorsOf(article))
        {
            if (!_index.TryGetValue(anchor, out var candidates))
                continue;
            foreach (var candidate in candidates)
            {
                if (!asked.Add(candidate) || candidate.Query.Match(article) is not { } match)
                    continue;
                foreach (var subscription in candidate.Subscriptions)
                    yield return (subscription, match);
            }
        }
    }

    private IEnumerable<Anchor> AnchorsOf(ArticleText article) =>
        article.Words.Select(word => new Anchor(AnchorKind.Word, word))
            .Concat(article.Words.SelectMany(word => _prefixes.TakeWhile(length => length <= word.Length), (word, length) => new Anchor(AnchorKind.Prefix, word[..length])))
            .Concat(SourceHost.Labels(article.Source).Select(label => new Anchor(AnchorKind.SourceLabel, label)))
            .Append(new Anchor(AnchorKind.Language, article.Language))
            // Finding them takes its time: only where somebody asks.
            .Concat(_countries ? article.Countries.Select(country => new Anchor(AnchorKind.Country, country)) : [])
            .Concat(article.Labels.Words(Label.Category).Select(word => new Anchor(AnchorKind.Category, word)))
            .Concat(article.Labels.Words(Label.Tag).Select(word => new Anchor(AnchorKind.Tag, word)))
            .Concat(FeedNames(article.Labels).Select(name => new Anchor(AnchorKind.Feed, name)));

    private static IEnumerable<string> FeedNames(ArticleLabels labels) =>
        labels.FeedId is null ? [] : [labels.FeedId, .. labels.FeedHost is null ? [] : SourceHost.Labels(labels.FeedHost), .. labels.FeedTitle];

    /// <summary>Compared by reference.</summary>
    private sealed class CompiledQuery(Query query, Anchor[] anchors, Subscription[] subscriptions)
    {
        public Query Query { get; } = query;

        public Anchor[] Anchors { get; } = anchors;

        public Subscription[] Subscriptions { get; } = subscriptions;
    }
}

public sealed record UnreadableSubscription(string SubscriptionId, string Error);
