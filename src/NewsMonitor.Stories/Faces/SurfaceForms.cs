using NewsMonitor.Model;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Faces;

/// <summary>
/// Finds the words in which a story's strongest terms, which are stems, were written. Where a script has no spaces terms are overlapping pairs of
/// characters: those that follow each other are put together again.
/// </summary>
internal static class SurfaceForms
{
    /// <summary>Terms to look for where one form is wanted: several may be one word.</summary>
    public const int TermsPerForm = 3;

    // Characters of a word put together of pairs.
    private const int LongestRun = 6;

    /// <param name="articles">Where they are written.</param>
    /// <param name="terms">Terms with their weights.</param>
    /// <param name="limit">Forms that are wanted.</param>
    /// <param name="termsRead">Words of a text that are read, function words apart.</param>
    /// <returns>The strongest first.</returns>
    public static string[] Of(IEnumerable<Article> articles, Dictionary<string, double> terms, int limit, int termsRead)
    {
        var forms = new Dictionary<string, Form>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            Read(article.Title, article.Language, terms, termsRead, forms);
            Read(article.Text, article.Language, terms, termsRead, forms);
        }

        var shown = new List<Form>();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var form in forms.Values.OrderByDescending(form => form.Weight).ThenByDescending(form => form.Uses).ThenBy(form => form.Text, StringComparer.Ordinal))
        {
            if (shown.Count == limit)
                break;
            // Each term once, in its most frequent form; no word that is part of one that is shown.
            if (form.Terms.All(said.Contains) || shown.Exists(other => other.Runs && other.Text.Contains(form.Text, StringComparison.Ordinal)))
                continue;
            said.UnionWith(form.Terms);
            shown.Add(form);
        }

        return [.. shown.Select(form => form.Text)];
    }

    private static void Read(string text, string language, Dictionary<string, double> terms, int limit, Dictionary<string, Form> forms)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var lookup = terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var tokens = new Tokenizer(text, buffer);
        var run = new List<string>();
        var (start, end) = (0, 0);
        for (var read = 0; read < limit * 2 && tokens.MoveNext(); read++)
        {
            var length = tokens.Kind == TokenKind.Word ? LightStemmer.Stem(buffer[..tokens.Current.Length], language) : tokens.Current.Length;
            var isTerm = lookup.TryGetValue(buffer[..length], out var term, out _);
            // A pair's last character is the next pair's first.
            if (run.Count > 0 && !(isTerm && tokens.Kind == TokenKind.Pair && tokens.Start == end && end + 1 - start < LongestRun))
                End(text[start..Math.Min(end + 1, text.Length)]);
            if (!isTerm)
                continue;
            if (tokens.Kind == TokenKind.Pair)
            {
                if (run.Count == 0)
                    start = tokens.Start;
                run.Add(term!);
                end = tokens.Start + 1;
            }
            else
            {
                var written = ShownText.Of(text.AsSpan()[tokens.Start..tokens.End]);
                Count(tokens.StartsSentence && tokens.Kind == TokenKind.Word ? char.ToLowerInvariant(written[0]) + written[1..] : written, [term!], runs: false);
            }
        }

        if (run.Count > 0)
            End(text[start..Math.Min(end + 1, text.Length)]);

        void End(string written)
        {
            Count(written, [.. run], runs: true);
            run.Clear();
        }

        void Count(string written, string[] of, bool runs)
        {
            if (!forms.TryGetValue(written, out var form))
                forms.Add(written, form = new Form(written, of, runs, of.Sum(t => terms[t])));
            form.Uses++;
        }
    }

    private sealed class Form(string text, string[] terms, bool runs, double weight)
    {
        public string Text { get; } = text;

        public string[] Terms { get; } = terms;

        public bool Runs { get; } = runs;

        /// <summary>Together of its terms; a word of many pairs once in passing is none.</summary>
        public double Weight => Runs ? weight * Math.Min(1, Uses / 2.0) : weight;

        public int Uses { get; set; }
    }
}
