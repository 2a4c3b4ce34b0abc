using NewsMonitor.Model;
using NewsMonitor.Stories.Faces.Places;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Faces;

/// <summary>Reads what a story shows off its articles. A pure function of them; meant for the second look, when they are at hand.</summary>
public static class FaceReader
{
    /// <param name="articles">The story's articles in the order of arrival, copies left out; at least one.</param>
    /// <param name="options">Limits.</param>
    public static StoryFace Read(IReadOnlyList<ReadArticle> articles, StoryOptions options)
    {
        var names = Names(articles, options);
        return new StoryFace
        {
            Names = Distinct(names, options.Faces.Shown),
            KeyTerms = KeyTerms(articles, names, options),
            Countries =
            [
                .. articles.SelectMany(a => CountryFinder.Find(a.Article, options.BodyTerms)).CountBy(code => code)
                    .Where(country => country.Value * 3 >= articles.Count)
                    .OrderByDescending(country => country.Value).ThenBy(country => country.Key, StringComparer.Ordinal)
                    .Take(options.Faces.Countries).Select(country => country.Key),
            ],
            SourceCountries = Frequent(articles.Select(a => a.Article.Source).Distinct(StringComparer.Ordinal).Select(OutletCountry.Of), options.Faces.Countries),
            Languages = Frequent(articles.Select(a => a.Article.Language), options.Faces.Countries),
        };
    }

    /// <summary>The face of a story as its first article leaves it, as far as that costs nothing; the rest follows with the second look.</summary>
    public static StoryFace Begin(Article article, ArticleAdds adds, FaceOptions options) => new()
    {
        Names = [.. adds.Names.Take(options.Shown)],
        SourceCountries = OutletCountry.Of(article.Source) is { } country ? [country] : [],
        Languages = [article.Language],
    };

    private static List<ShownName> Names(IReadOnlyList<ReadArticle> articles, StoryOptions options)
    {
        var words = new TextWords();
        var found = new Dictionary<string, ShownName>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            words.Read(article.Article, article.Terms, options);
            foreach (var name in NameFinder.Find(words))
            {
                if (CountryFinder.IsCountry(name.Key, article.Article.Language))
                    continue;
                if (!found.TryGetValue(name.Key, out var shown))
                    found.Add(name.Key, shown = new ShownName(name.Key, NameFinder.Show(words, name)));
                shown.Weight += name.Weight;
                shown.Articles++;
            }
        }

        // A word alone that is part of a longer name in another article is that name, too.
        var longer = new Dictionary<string, ShownName>(StringComparer.Ordinal);
        foreach (var name in found.Values.Where(name => name.Key.Contains(' ', StringComparison.Ordinal)).OrderByDescending(name => name.Weight))
        {
            foreach (var part in name.Key.Split(' '))
                longer.TryAdd(part, name);
        }

        foreach (var (key, name) in found.ToList())
        {
            if (longer.TryGetValue(key, out var whole))
            {
                whole.Weight += name.Weight;
                found.Remove(key);
            }
        }

        // What one of several articles mentions is a detail.
        var least = articles.Count >= 3 ? 2 : 1;
        return [.. found.Values.Where(name => name.Articles >= least).OrderByDescending(name => name.Weight).ThenBy(name => name.Key, StringComparer.Ordinal)];
    }

    /// <summary>Of names that are parts of one another the stronger: MacBook Air or Retina MacBook Air.</summary>
    private static string[] Distinct(List<ShownName> names, int limit)
    {
        var shown = new List<ShownName>();
        foreach (var name in names)
        {
            if (shown.Count == limit)
                break;
            if (!shown.Exists(other => other.Contains(name) || name.Contains(other)))
                shown.Add(name);
        }

        return [.. shown.Select(name => name.Text)];
    }

    private static string[] KeyTerms(IReadOnlyList<ReadArticle> articles, List<ShownName> names, StoryOptions options)
    {
        var taken = names.SelectMany(name => name.Key.Split(' ')).ToHashSet(StringComparer.Ordinal);
        var weights = new Dictionary<string, (double Weight, int Articles)>(StringComparer.Ordinal);
        var language = articles[0].Article.Language;
        foreach (var article in articles)
        {
            var (terms, counts, kinds) = (article.Analysed.Terms, article.Analysed.Weights, article.Analysed.Names);
            for (var i = 0; i < terms.Length; i++)
            {
                // German writes every noun with a capital.
                if ((kinds[i] > 0 && language != "de") || char.IsDigit(terms[i][0]) || taken.Contains(terms[i]) || CountryFinder.IsCountry(terms[i], language))
                    continue;
                var (weight, number) = weights.GetValueOrDefault(terms[i]);
                weights[terms[i]] = (weight + (counts[i] * article.Terms.Telling(terms[i])), number + 1);
            }
        }

        var least = articles.Count >= 3 ? 2 : 1;
        var strongest = weights.Where(term => term.Value.Articles >= least)
            .OrderByDescending(term => term.Value.Weight).ThenBy(term => term.Key, StringComparer.Ordinal)
            .Take(options.Faces.Shown * SurfaceForms.TermsPerForm)
            .ToDictionary(term => term.Key, term => term.Value.Weight, StringComparer.Ordinal);
        return SurfaceForms.Of(articles.Select(a => a.Article), strongest, options.Faces.Shown, options.BodyTerms);
    }

    private static string[] Frequent(IEnumerable<string?> values, int limit) =>
        [.. values.OfType<string>().CountBy(value => value).OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal).Take(limit).Select(value => value.Key)];

    private sealed class ShownName(string key, string text)
    {
        public string Key { get; } = key;

        public string Text { get; } = text;

        public bool Contains(ShownName other) => $" {Key} ".Contains($" {other.Key} ", StringComparison.Ordinal);

        public double Weight { get; set; }

        public int Articles { get; set; }
    }
}

/// <summary>An article of a story as its face is read off it.</summary>
/// <param name="Article">As it is now.</param>
/// <param name="Analysed">What the engine saw of it.</param>
/// <param name="Terms">How telling its terms are.</param>
public sealed record ReadArticle(Article Article, AnalysedArticle Analysed, TermNews Terms);
