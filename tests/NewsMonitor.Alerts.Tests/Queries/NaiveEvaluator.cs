using System.Runtime.CompilerServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

/// <summary>What a query means, written as plainly as can be: lists and loops, no index.</summary>
internal static class NaiveEvaluator
{
    // A text is asked for very often.
    private static readonly ConditionalWeakTable<string, Tuple<string, Word[]>> Segmented = [];

    /// <param name="story">Which predicates of the story hold; null: none.</param>
    public static bool Holds(QueryNode node, ArticleSample article, Func<StoryNode, bool>? story = null) => node switch
    {
        NotNode not => !Holds(not.Part, article, story),
        AllNode all => all.Parts.All(part => Holds(part, article, story)),
        AnyNode any => any.Parts.Any(part => Holds(part, article, story)),
        StoryNode predicate => story?.Invoke(predicate) ?? false,
        LanguageNode language => language.Language == article.Language,
        SourceNode source => $".{article.Source}.".Contains($".{source.Host}.", StringComparison.Ordinal),
        DomainNode domain => $".{article.Source}".EndsWith($".{domain.Host}", StringComparison.Ordinal),
        CountryNode country => article.Countries.Contains(country.Country.ToUpperInvariant()),
        LabelNode label => (label.Label == Label.Category ? article.Categories : article.Feed.Tags).Any(text => Joined(text).Contains(Joined(label.Words), StringComparison.Ordinal)),
        FeedNode feed => article.Feed.Id == feed.Name
            || (feed.Host is not null && $".{new Uri(article.Feed.Url).Host}.".Contains($".{feed.Host}.", StringComparison.Ordinal))
            || Joined(article.Feed.Title!).Contains(Joined(feed.Words), StringComparison.Ordinal),
        WordsNode words => Texts(words.Field, article).Any(text => Spans(words, text).Any()),
        NearNode near => Texts(near.Field, article).Any(text => Chains(near, text, near.Parts.Length - 1).Any()),
        _ => throw new InvalidOperationException(),
    };

    private static string[] Texts(WordField field, ArticleSample article) => field switch
    {
        WordField.Title => [article.Title],
        WordField.Body => [article.Text],
        _ => [article.Title, article.Text],
    };

    private static string Joined(string text) => Joined(WordSegmenter.Fold(text));

    private static string Joined(IEnumerable<string> words) => $" {string.Join(' ', words)} ";

    private static Tuple<string, Word[]> Segment(string text)
    {
        var normal = WordSegmenter.Normalise(text);
        return Tuple.Create(normal, WordSegmenter.Words(normal).ToArray());
    }

    private static IEnumerable<(int First, int Last)> Spans(WordsNode node, string text)
    {
        var (normal, words) = Segmented.GetValue(text, Segment);
        for (var i = 0; i + node.Words.Length <= words.Length; i++)
        {
            var last = i + node.Words.Length - 1;
            var fits = node.Words.Select((word, k) => word.IsPrefix ? words[i + k].Text.StartsWith(word.Text, StringComparison.Ordinal) : words[i + k].Text == word.Text).All(fit => fit);
            if (fits && (node.Field != WordField.Entity || IsCapital(words[i]) || IsCapital(words[last])))
                yield return (i, last);
        }

        bool IsCapital(Word word)
        {
            var spelling = normal.Substring(word.Start, word.Length);
            return spelling.Any(char.IsUpper) || !spelling.Any(char.IsLower);
        }
    }

    /// <summary>Places of a part that a chain of places of all parts before it leads to.</summary>
    private static IEnumerable<(int First, int Last)> Chains(NearNode node, string text, int part)
    {
        var places = NearNode.Alternatives(node.Parts[part]).SelectMany(words => Spans(words, text));
        if (part == 0)
            return places;
        var (distance, inOrder) = node.Steps[part - 1];
        return places.Where(place => Chains(node, text, part - 1).Any(before =>
            (before.Last < place.First && place.First - before.Last <= distance)
            || (!inOrder && place.Last < before.First && before.First - place.Last <= distance)));
    }
}
