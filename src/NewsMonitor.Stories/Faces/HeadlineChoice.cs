using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Faces;

/// <summary>
/// The most central title of a story: the one most like the others on average. It stays until another is clearly better, so that a story keeps
/// its name while reports come in.
/// </summary>
public static class HeadlineChoice
{
    // No title has more words that matter.
    private const int MaximumTerms = 100;

    /// <param name="titles">Titles of the story's articles in the order of arrival, without copies; no empty ones.</param>
    /// <param name="current">The article whose title is the headline now; null for none.</param>
    /// <param name="language">The story's language.</param>
    /// <param name="options">By how much another title must be better.</param>
    /// <param name="telling">How telling a term is; null where that is not known, then all are alike.</param>
    /// <returns>The article whose title is the headline from now on; null without titles.</returns>
    public static string? Choose(
        IReadOnlyList<ArticleTitle> titles, string? current, string language, FaceOptions options, Func<string, double>? telling = null)
    {
        if (titles.Count == 0)
            return null;
        var distinct = Distinct(titles, language, telling);
        var incumbent = distinct.FindIndex(title => title.Articles.Contains(current));
        var best = Math.Max(incumbent, 0);
        // Of two, neither is more central.
        if (distinct.Count > 2)
        {
            var central = distinct.ConvertAll(title => Centrality(title, distinct));
            var most = central.IndexOf(central.Max());
            if (incumbent < 0 || central[most] > central[incumbent] * (1 + options.HeadlineAdvantage))
                best = most;
        }

        return best == incumbent ? current : distinct[best].Articles[0];
    }

    private static double Centrality(Title title, List<Title> all)
    {
        var sum = 0.0;
        foreach (var other in all)
        {
            if (other != title)
                sum += Likeness(title, other);
        }

        return sum / (all.Count - 1);
    }

    /// <summary>Cosine of the two sets of words.</summary>
    private static double Likeness(Title a, Title b)
    {
        var shared = 0.0;
        for (int i = 0, j = 0; i < a.Terms.Length && j < b.Terms.Length;)
        {
            var order = string.CompareOrdinal(a.Terms[i].Text, b.Terms[j].Text);
            if (order == 0)
                shared += a.Terms[i].Weight * a.Terms[i].Weight;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return a.Length > 0 && b.Length > 0 ? shared / (a.Length * b.Length) : 0;
    }

    /// <summary>Titles with the same words are one, and vote once.</summary>
    private static List<Title> Distinct(IReadOnlyList<ArticleTitle> titles, string language, Func<string, double>? telling)
    {
        var distinct = new List<Title>(titles.Count);
        foreach (var (article, text) in titles)
        {
            var terms = Terms(text, language, telling);
            var same = distinct.Find(title => title.Terms.AsSpan().SequenceEqual(terms));
            if (same is not null)
                same.Articles.Add(article);
            else
                distinct.Add(new Title([article], terms, Math.Sqrt(terms.Sum(term => term.Weight * term.Weight))));
        }

        return distinct;
    }

    /// <summary>The words of a title, each once, sorted.</summary>
    private static Term[] Terms(string title, string language, Func<string, double>? telling)
    {
        var terms = new List<Term>(16);
        var functionWords = FunctionWords.Of(language).GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var tokens = new Tokenizer(title, buffer);
        while (terms.Count < MaximumTerms && tokens.MoveNext())
        {
            var token = tokens.Current;
            if (tokens.Kind != TokenKind.Acronym && functionWords.Contains(token))
                continue;
            var term = new string(buffer[..(tokens.Kind == TokenKind.Word ? LightStemmer.Stem(buffer[..token.Length], language) : token.Length)]);
            if (!terms.Exists(known => known.Text == term))
                terms.Add(new Term(term, telling?.Invoke(term) ?? 1));
        }

        terms.Sort(static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        return [.. terms];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Term(string Text, double Weight);

    private sealed record Title(List<string?> Articles, Term[] Terms, double Length);
}

/// <summary>The title of an article of a story.</summary>
public sealed record ArticleTitle(string ArticleId, string Title);
