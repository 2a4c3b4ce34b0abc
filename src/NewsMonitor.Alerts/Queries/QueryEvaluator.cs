namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// Whether a query holds for an article, exactly, and why. What it asks of the story is not known here: whoever wants to know whether such a query
/// holds reduces it first.
/// </summary>
internal static class QueryEvaluator
{
    /// <summary>Hits that a match shows at most.</summary>
    private const int MaxHits = 12;

    public static bool Holds(QueryNode node, ArticleText article)
    {
        switch (node)
        {
            case WordsNode words:
                return article.Has(words);
            case SourceNode source:
                return SourceHost.HasLabels(article.Source, source.Host);
            case NearNode near:
                return article.Has(near);
            case DomainNode domain:
                return SourceHost.IsIn(article.Source, domain.Host);
            case LabelNode label:
                return article.Labels.Find(label) is not null;
            case FeedNode feed:
                return article.Labels.IsFrom(feed);
            case CountryNode country:
                return article.Countries.Contains(country.Country);
            case LanguageNode language:
                return article.Language == language.Language;
            case NotNode not:
                return !Holds(not.Part, article);
            case AllNode all:
                foreach (var part in all.Parts)
                {
                    if (!Holds(part, article))
                        return false;
                }

                return true;
            case AnyNode any:
                foreach (var part in any.Parts)
                {
                    if (Holds(part, article))
                        return true;
                }

                return false;
            default:
                throw new InvalidOperationException($"No rule for {node.GetType().Name}.");
        }
    }

    /// <summary>The parts that made a query hold, or let it hold where the story decides, in the query's order; never none.</summary>
    public static QueryMatch Explain(QueryNode node, ArticleText article)
    {
        var hits = new List<QueryHit>();
        Collect(node, article, wanted: true, hits);
        if (hits.Count == 0)
            hits.Add(new QueryHit(node.ToString(), QueryHitPlace.Nowhere, 0, 0, ""));
        return new QueryMatch(hits);
    }

    private static void Collect(QueryNode node, ArticleText article, bool wanted, List<QueryHit> hits)
    {
        if (hits.Count >= MaxHits || node is StoryNode || QueryReducer.Reduce(node, article).Known == !wanted)
            return;
        switch (node)
        {
            case NotNode not:
                Collect(not.Part, article, !wanted, hits);
                break;
            case AllNode all:
                foreach (var part in all.Parts)
                    Collect(part, article, wanted, hits);
                break;
            case AnyNode any:
                foreach (var part in any.Parts)
                    Collect(part, article, wanted, hits);
                break;
            default:
                if (wanted)
                    hits.Add(Hit(node, article));
                break;
        }
    }

    private static QueryHit Hit(QueryNode leaf, ArticleText article)
    {
        var part = leaf.ToString();
        return leaf switch
        {
            WordsNode words => Hit(part, article, article.Find(words)!.Value),
            NearNode near => Hit(part, article, article.Find(near)!.Value),
            SourceNode or DomainNode => new QueryHit(part, QueryHitPlace.Source, 0, 0, article.Source),
            LabelNode { Label: Label.Category } label => new QueryHit(part, QueryHitPlace.Category, 0, 0, article.Labels.Find(label)!),
            LabelNode label => new QueryHit(part, QueryHitPlace.Tag, 0, 0, article.Labels.Find(label)!),
            FeedNode => new QueryHit(part, QueryHitPlace.Feed, 0, 0, article.Labels.Feed),
            CountryNode country => new QueryHit(part, QueryHitPlace.Country, 0, 0, country.Country.ToUpperInvariant()),
            _ => new QueryHit(part, QueryHitPlace.Language, 0, 0, article.Language),
        };
    }

    private static QueryHit Hit(string part, ArticleText article, WordPlace place) => new(
        part,
        place.InTitle ? QueryHitPlace.Title : QueryHitPlace.Text,
        place.Start,
        place.Length,
        Excerpt.Around(place.InTitle ? article.Title : article.Text, place.Start, place.Length));
}
