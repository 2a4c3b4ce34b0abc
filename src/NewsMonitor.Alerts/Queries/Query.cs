namespace NewsMonitor.Alerts.Queries;

/// <summary>A query that was understood. Equal when the canonical forms are.</summary>
public sealed class Query : IEquatable<Query>
{
    private Query(QueryNode root)
    {
        Root = root;
        Canonical = root.ToString();
        IsAnchored = QueryAnchors.Exist(root);
        AsksStory = QueryReducer.AsksStory(root);
    }

    public QueryNode Root { get; }

    /// <summary>The one way to write it: read again, it gives the same tree.</summary>
    public string Canonical { get; }

    /// <summary>Whether an article must have something for it to hold. Without that, it has to be asked of every article: <c>NOT a</c>.</summary>
    public bool IsAnchored { get; }

    /// <summary>Whether it asks something of the story, which is not known before the story is judged.</summary>
    public bool AsksStory { get; }

    /// <exception cref="QueryException">It cannot be understood; says where and what was expected.</exception>
    public static Query Parse(string query) => new(QueryParser.Parse(query));

    /// <returns>Null when it cannot be understood.</returns>
    public static Query? TryParse(string query)
    {
        try
        {
            return Parse(query);
        }
        catch (QueryException)
        {
            return null;
        }
    }

    /// <summary>Whether it holds, or may hold, as what it asks of the story is not known.</summary>
    public bool Holds(ArticleText article) => AsksStory ? QueryReducer.Reduce(Root, article).Known != false : QueryEvaluator.Holds(Root, article);

    /// <summary>What the story has to be for it to hold, as <see cref="QueryMatch.Residual"/>; null when it cannot hold, whatever the story is.</summary>
    internal string? Ask(ArticleText article)
    {
        if (!AsksStory)
            return QueryEvaluator.Holds(Root, article) ? Queries.Residual.None : null;
        var reduced = QueryReducer.Reduce(Root, article);
        return reduced.Known == false ? null : Queries.Residual.Of(reduced.Rest);
    }

    /// <summary>Null when it cannot hold, whatever the story is.</summary>
    public QueryMatch? Match(ArticleText article) => Match(Root, article);

    /// <inheritdoc cref="Match(ArticleText)"/>
    internal static QueryMatch? Match(QueryNode root, ArticleText article)
    {
        var reduced = QueryReducer.Reduce(root, article);
        return reduced.Known == false ? null : QueryEvaluator.Explain(root, article) with { Residual = Queries.Residual.Of(reduced.Rest) };
    }

    public bool Equals(Query? other) => other is not null && Canonical == other.Canonical;

    public override bool Equals(object? obj) => Equals(obj as Query);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    public override string ToString() => Canonical;
}
