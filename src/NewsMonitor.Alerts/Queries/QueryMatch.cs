namespace NewsMonitor.Alerts.Queries;

/// <summary>That a query holds for an article, or will if its story is as asked, and by which of its parts.</summary>
/// <param name="Hits">At least one.</param>
public sealed record QueryMatch(IReadOnlyList<QueryHit> Hits)
{
    /// <summary>What the story decides: a canonical query of predicates of the story only. Empty when the query holds whatever the story is.</summary>
    public string Residual { get; init; } = "";

    /// <summary>The same for people; null when nothing is asked of the story.</summary>
    public string? Condition => Residual.Length == 0 ? null : $"if its story is so: {Residual}";

    /// <summary>A sentence for each part that held, for people.</summary>
    public string[] Why => [.. Hits.Select(hit => hit.ToString())];
}

/// <summary>A part of a query that an article fulfils.</summary>
/// <param name="Part">In canonical form, for example <c>title:raimondo</c>.</param>
/// <param name="Place">Where it was found.</param>
/// <param name="Start">Start in the normalised title or text, in UTF-16 units; 0 where it is neither.</param>
/// <param name="Length">Length there.</param>
/// <param name="Excerpt">What stands there, with a little around it.</param>
public sealed record QueryHit(string Part, QueryHitPlace Place, int Start, int Length, string Excerpt)
{
    public override string ToString() => Place switch
    {
        QueryHitPlace.Title => $"{Part} in the title: {Excerpt}",
        QueryHitPlace.Text => $"{Part} in the text: {Excerpt}",
        QueryHitPlace.Source => $"{Part} is the source: {Excerpt}",
        QueryHitPlace.Language => $"{Part} is the language: {Excerpt}",
        QueryHitPlace.Category => $"{Part} is a category: {Excerpt}",
        QueryHitPlace.Tag => $"{Part} is a tag of the feed: {Excerpt}",
        QueryHitPlace.Feed => $"{Part} is the feed: {Excerpt}",
        QueryHitPlace.Country => $"{Part} is a country that it names: {Excerpt}",
        _ => $"{Part}: nothing in the article speaks against it",
    };
}

public enum QueryHitPlace
{
    Title,
    Text,
    Source,
    Language,
    Category,
    Tag,
    Feed,
    Country,

    /// <summary>A query that nothing has to be there for: it holds by what is absent.</summary>
    Nowhere,
}
