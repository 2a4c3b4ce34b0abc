using System.Runtime.InteropServices;
using NewsMonitor.Model;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Faces.Places;

/// <summary>Finds the countries that an article mentions by their names, people and capitals.</summary>
internal static class CountryFinder
{
    private const int MaximumWords = 5;

    private static readonly Dictionary<string, Table> Tables = CountryNames.ByLanguage.ToDictionary(language => language.Key, language => new Table(language.Key, language.Value));

    /// <returns>ISO 3166-1 alpha-2 codes, each once.</returns>
    public static HashSet<string> Find(Article article, int words)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var table = Tables.GetValueOrDefault(article.Language, Tables["en"]);
        foreach (var text in (string[])[article.Title, article.Text])
        {
            if (table.IsUnspaced)
                table.FindInside(text, found);
            else
                Find(text, article.Language, words, table, found);
        }

        return found;
    }

    /// <summary>True when words, folded and stemmed, are a country, its people or its capital.</summary>
    public static bool IsCountry(string term, string language) => Tables.GetValueOrDefault(language, Tables["en"]).Contains(term);

    private static void Find(string text, string language, int words, Table table, HashSet<string> found)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        Span<char> phrase = stackalloc char[(Tokenizer.MaximumLength + 1) * MaximumWords];
        var tokens = new Tokenizer(text, buffer);
        // Where the last words begin in the phrase; longer ones are tried first.
        Span<int> starts = stackalloc int[MaximumWords];
        var (length, count) = (0, 0);
        for (var read = 0; read < words && tokens.MoveNext(); read++)
        {
            if (!tokens.Adjacent)
                (length, count) = (0, 0);
            if (count == MaximumWords)
            {
                var dropped = starts[1];
                phrase[dropped..length].CopyTo(phrase);
                length -= dropped;
                for (var i = 1; i < count; i++)
                    starts[i - 1] = starts[i] - dropped;
                count--;
            }

            if (length > 0)
                phrase[length++] = ' ';
            starts[count++] = length;
            var stem = tokens.Kind == TokenKind.Word ? LightStemmer.Stem(buffer[..tokens.Current.Length], language) : tokens.Current.Length;
            buffer[..stem].CopyTo(phrase[length..]);
            length += stem;
            for (var i = 0; i < count; i++)
            {
                if (table.TryFind(phrase[starts[i]..length], tokens.Capitalised, out var code))
                {
                    found.Add(code);
                    // "South Korea" is not also what "Korea" would be.
                    (length, count) = (0, 0);
                    break;
                }
            }
        }
    }

    private sealed class Table
    {
        private readonly Dictionary<string, Entry> _phrases = [];
        private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _lookup;
        private readonly List<(string Name, string Code)> _inside = [];

        public Table(string language, string lines)
        {
            _lookup = _phrases.GetAlternateLookup<ReadOnlySpan<char>>();
            IsUnspaced = language is "zh" or "ja";
            foreach (var country in lines.Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var code = country[..2];
                var stroke = country.IndexOf(" / ", StringComparison.Ordinal);
                Add(country[2..(stroke < 0 ? country.Length : stroke)], code, language, needsCapital: language != "ar");
                if (stroke >= 0)
                    Add(country[(stroke + 3)..], code, language, needsCapital: false);
            }
        }

        public bool IsUnspaced { get; }

        public bool Contains(string term) => _phrases.ContainsKey(term);

        public bool TryFind(ReadOnlySpan<char> phrase, bool capital, out string code)
        {
            var found = _lookup.TryGetValue(phrase, out var entry) && (capital || !entry.NeedsCapital);
            code = found ? entry.Code : "";
            return found;
        }

        public void FindInside(string text, HashSet<string> found)
        {
            foreach (var (name, code) in _inside)
            {
                if (text.Contains(name, StringComparison.Ordinal))
                    found.Add(code);
            }
        }

        private void Add(string names, string code, string language, bool needsCapital)
        {
            Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
            foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var written = name.Replace('_', ' ');
                if (IsUnspaced)
                {
                    _inside.Add((written, code));
                    continue;
                }

                var phrase = "";
                var tokens = new Tokenizer(written, buffer);
                while (tokens.MoveNext())
                {
                    var length = tokens.Kind == TokenKind.Word ? LightStemmer.Stem(buffer[..tokens.Current.Length], language) : tokens.Current.Length;
                    phrase = $"{phrase}{(phrase.Length > 0 ? " " : "")}{buffer[..length]}";
                }

                if (!_phrases.TryAdd(phrase, new Entry(code, needsCapital)) && !needsCapital)
                    _phrases[phrase] = _phrases[phrase] with { NeedsCapital = false };
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(string Code, bool NeedsCapital);
}
