namespace NewsMonitor.Alerts.Queries;

/// <summary>A query that was understood. Equal when the canonical forms are.</summary>
public sealed class Query : IEquatable<Query>
{
    private Query(QueryNode root)
    {
        Root = root;
        Canonical = root.ToString();
    }

    public QueryNode Root { get; }

    /// <summary>The one way to write it: read again, it gives the same tree.</summary>
    public string Canonical { get; }

    /// <exception cref="QueryException">It cannot be understood; says where and what was expected.</exception>
    public static Query Parse(string query) => new(QueryParser.Parse(query));

    public bool Holds(ArticleText article) => QueryEvaluator.Holds(Root, article);

    /// <summary>Null when it does not hold.</summary>
    public QueryMatch? Match(ArticleText article) => Holds(article) ? QueryEvaluator.Explain(Root, article) : null;

    public bool Equals(Query? other) => other is not null && Canonical == other.Canonical;

    public override bool Equals(object? obj) => Equals(obj as Query);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    public override string ToString() => Canonical;
}
