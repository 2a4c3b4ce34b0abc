using System.Buffers;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Preview;

/// <summary>
/// Words of which a text must have one, at least inside others, for a query to hold: a look at the text without taking it apart, which is much dearer. Never
/// says no where the query holds.
/// </summary>
internal sealed class RequiredTerms
{
    // Does not change the letters and digits beside it: the marks that English text is written with.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0, 128).Select(c => (char)c), '\u2018', '\u2019', '\u201C', '\u201D', '\u2013', '\u2014', '\u2022', '\u00A0', '\u00AB', '\u00BB', '\u20AC', '\u00A3']);

    private readonly SearchValues<string>? _terms;

    private RequiredTerms(string[]? terms) => _terms = terms is null ? null : SearchValues.Create(terms, StringComparison.OrdinalIgnoreCase);

    public static RequiredTerms Of(QueryNode root) => new(Find(root));

    public bool MayHold(string title, string text) => _terms is null || Has(title) || Has(text);

    private bool Has(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Plain))
            return Folding.Fold(WordSegmenter.Normalise(text)).AsSpan().ContainsAny(_terms!);
        return text.AsSpan().ContainsAny(_terms!) || (HasDottedLetters(text) && Folding.Fold(text).AsSpan().ContainsAny(_terms!));
    }

    /// <summary>U.S. is read as one word, us.</summary>
    private static bool HasDottedLetters(ReadOnlySpan<char> text)
    {
        for (var from = 1; from < text.Length - 1;)
        {
            var dot = text[from..^1].IndexOf('.');
            if (dot < 0)
                return false;
            dot += from;
            if (char.IsAsciiLetter(text[dot - 1]) && char.IsAsciiLetter(text[dot + 1]) && (dot < 2 || !char.IsAsciiLetterOrDigit(text[dot - 2])))
                return true;
            from = dot + 1;
        }

        return false;
    }

    /// <returns>Null when there are none.</returns>
    private static string[]? Find(QueryNode node) => node switch
    {
        WordsNode words => [words.Words.MaxBy(word => word.Text.Length).Text],
        NearNode near => Best(near.Parts),
        AllNode all => Best(all.Parts),
        AnyNode any when any.Parts.Select(Find).ToArray() is var parts && parts.All(part => part is not null) => [.. parts.SelectMany(part => part!).Distinct(StringComparer.Ordinal)],
        _ => null,
    };

    /// <summary>Long words are rarer than short ones.</summary>
    private static string[]? Best(IEnumerable<QueryNode> parts) =>
        parts.Select(Find).OfType<string[]>().OrderByDescending(terms => terms.Min(term => term.Length)).ThenBy(terms => terms.Length).FirstOrDefault();
}
