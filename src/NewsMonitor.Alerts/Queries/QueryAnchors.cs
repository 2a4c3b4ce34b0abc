namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// What an article must have at least one of for a query to hold: by these keys a query is found without asking every query. Read over the
/// tree with negations pushed down to the leaves: of a conjunction the best part's anchors will do, of a disjunction all parts' are needed,
/// a negated leaf has none, and neither has a predicate of the story, which may hold for any article.
/// </summary>
internal static class QueryAnchors
{
    /// <summary>Whether the query has anchors. Without them it holds for an article that has none of its words.</summary>
    public static bool Exist(QueryNode node, bool negated = false) => node switch
    {
        NotNode not => Exist(not.Part, !negated),
        AllNode all => negated ? all.Parts.All(part => Exist(part, negated)) : all.Parts.Any(part => Exist(part, negated)),
        AnyNode any => negated ? any.Parts.Any(part => Exist(part, negated)) : any.Parts.All(part => Exist(part, negated)),
        StoryNode => false,
        _ => !negated,
    };

    /// <summary>The cheapest set of anchors; null when there is none.</summary>
    /// <param name="cost">How many articles an anchor is expected to be in, relative to others.</param>
    public static AnchorSet? Find(QueryNode node, Func<Anchor, double> cost, bool negated = false)
    {
        switch (node)
        {
            case NotNode not:
                return Find(not.Part, cost, !negated);
            case AllNode all:
                return negated ? Every(all.Parts, cost, negated) : Best(all.Parts, cost, negated);
            case AnyNode any:
                return negated ? Best(any.Parts, cost, negated) : Every(any.Parts, cost, negated);
            case var _ when negated:
                return null;
            case StoryNode:
                return null;
            case WordsNode words:
                return One(words.Words.Select(Anchor.Of), cost);
            case NearNode near:
                return Best(near.Parts, cost, negated);
            case SourceNode source:
                return One(Labels(AnchorKind.SourceLabel, source.Host), cost);
            case DomainNode domain:
                return One(Labels(AnchorKind.SourceLabel, domain.Host), cost);
            case LanguageNode language:
                return One([new Anchor(AnchorKind.Language, language.Language)], cost);
            case CountryNode country:
                return One([new Anchor(AnchorKind.Country, country.Country)], cost);
            case LabelNode label:
                return One(label.Words.Select(word => new Anchor(label.Label == Label.Category ? AnchorKind.Category : AnchorKind.Tag, word)), cost);
            case FeedNode feed:
                // By its id, its host or its title: any of these may be what the query means.
                Anchor[] ways =
                [
                    .. new[] { feed.Name, feed.Host is null ? feed.Name : SourceHost.Labels(feed.Host).First(), feed.Words[0] }
                        .Distinct(StringComparer.Ordinal).Select(key => new Anchor(AnchorKind.Feed, key)),
                ];
                return new AnchorSet(ways, ways.Sum(cost));
            default:
                throw new InvalidOperationException($"No rule for {node.GetType().Name}.");
        }
    }

    // Any of them will do, exactness is the evaluation's task.
    private static AnchorSet One(IEnumerable<Anchor> anchors, Func<Anchor, double> cost)
    {
        var best = anchors.MinBy(cost);
        return new AnchorSet([best], cost(best));
    }

    private static IEnumerable<Anchor> Labels(AnchorKind kind, string host) => SourceHost.Labels(host).Select(label => new Anchor(kind, label));

    private static AnchorSet? Best(IEnumerable<QueryNode> parts, Func<Anchor, double> cost, bool negated) =>
        parts.Select(part => Find(part, cost, negated)).Where(set => set is not null).MinBy(set => set!.Cost);

    private static AnchorSet? Every(IEnumerable<QueryNode> parts, Func<Anchor, double> cost, bool negated)
    {
        var anchors = new HashSet<Anchor>();
        foreach (var part in parts)
        {
            if (Find(part, cost, negated) is not { } set)
                return null;
            anchors.UnionWith(set.Anchors);
        }

        return new AnchorSet([.. anchors], anchors.Sum(cost));
    }
}

internal enum AnchorKind
{
    Word,

    /// <summary>The beginning of a word.</summary>
    Prefix,

    SourceLabel,
    Language,
    Country,

    /// <summary>A word of a category.</summary>
    Category,

    /// <summary>A word of a tag of the feed.</summary>
    Tag,

    /// <summary>The feed's id, a label of its host or a word of its title.</summary>
    Feed,
}

/// <summary>Something that an article has or has not, by which queries are found.</summary>
internal readonly record struct Anchor(AnchorKind Kind, string Key)
{
    public static Anchor Of(QueryWord word) => new(word.IsPrefix ? AnchorKind.Prefix : AnchorKind.Word, word.Text);
}

internal sealed record AnchorSet(Anchor[] Anchors, double Cost);
