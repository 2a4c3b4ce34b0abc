using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

/// <summary>What a query means, written as plainly as can be: lists and loops, no index.</summary>
internal static class NaiveEvaluator
{
    public static bool Holds(QueryNode node, ArticleSample article) => node switch
    {
        NotNode not => !Holds(not.Part, article),
        AllNode all => all.Parts.All(part => Holds(part, article)),
        AnyNode any => any.Parts.Any(part => Holds(part, article)),
        LanguageNode language => language.Language == article.Language,
        SourceNode source => $".{article.Source}.".Contains($".{source.Host}.", StringComparison.Ordinal),
        WordsNode { Field: WordField.Title } words => Occurs(words, article.Title),
        WordsNode words => Occurs(words, article.Title) || Occurs(words, article.Text),
        _ => throw new InvalidOperationException(),
    };

    private static bool Occurs(WordsNode words, string text) =>
        $" {string.Join(' ', WordSegmenter.Fold(text))} ".Contains($" {string.Join(' ', words.Words)} ", StringComparison.Ordinal);
}
