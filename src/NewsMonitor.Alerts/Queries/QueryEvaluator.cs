namespace NewsMonitor.Alerts.Queries;

/// <summary>Whether a query holds for an article, exactly, and why.</summary>
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

    /// <summary>The parts that made a query hold, in the query's order.</summary>
    public static QueryMatch Explain(QueryNode node, ArticleText article)
    {
        var hits = new List<QueryHit>();
        Collect(node, article, wanted: true, hits);
        return new QueryMatch(hits);
    }

    private static void Collect(QueryNode node, ArticleText article, bool wanted, List<QueryHit> hits)
    {
        if (hits.Count >= MaxHits || Holds(node, article) != wanted)
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
        switch (leaf)
        {
            case WordsNode words when article.Find(words) is { } place:
                var text = place.InTitle ? article.Title : article.Text;
                return new QueryHit(
                    part, place.InTitle ? QueryHitPlace.Title : QueryHitPlace.Text, place.Start, place.Length, Excerpt.Around(text, place.Start, place.Length));
            case SourceNode:
                return new QueryHit(part, QueryHitPlace.Source, 0, 0, article.Source);
            default:
                return new QueryHit(part, QueryHitPlace.Language, 0, 0, article.Language);
        }
    }
}
