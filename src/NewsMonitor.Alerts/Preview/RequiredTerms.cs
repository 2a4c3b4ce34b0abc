using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Preview;

/// <summary>Words of which an article must have one for a query to hold: those by which the query is asked of it.</summary>
internal sealed class RequiredTerms
{
    private readonly HashSet<string> _words;
    private readonly string[] _prefixes;

    private RequiredTerms(QueryWord[] words)
    {
        Words = words;
        _words = words.Where(word => !word.IsPrefix).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        _prefixes = [.. words.Where(word => word.IsPrefix).Select(word => word.Text)];
    }

    public IReadOnlyList<QueryWord> Words { get; }

    /// <returns>Null when there are none: the query may hold for an article that has no word of it.</returns>
    public static RequiredTerms? Of(QueryNode root) => Find(root) is { } words ? new RequiredTerms(words) : null;

    public bool AreIn(ArticleText article) =>
        article.Words.Any(word => _words.Contains(word) || Array.Exists(_prefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal)));

    private static QueryWord[]? Find(QueryNode node) => node switch
    {
        WordsNode words => [words.Words.MaxBy(word => word.Text.Length)],
        NearNode near => Best(near.Parts),
        AllNode all => Best(all.Parts),
        AnyNode any when any.Parts.Select(Find).ToArray() is var parts && parts.All(part => part is not null) => [.. parts.SelectMany(part => part!).Distinct()],
        _ => null,
    };

    /// <summary>Long words are rarer than short ones.</summary>
    private static QueryWord[]? Best(IEnumerable<QueryNode> parts) =>
        parts.Select(Find).OfType<QueryWord[]>().OrderByDescending(words => words.Min(word => word.Text.Length)).ThenBy(words => words.Length).FirstOrDefault();
}
