using System.Globalization;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Queries over the words of articles: the words by Zipf's law over their rank by the number of articles that have them (those in more than a fifth
/// are nobody's interest and left out), phrases and neighbours as they stand in the articles, however common their words. All different; one in a
/// hundred needs nothing of an article.
/// </summary>
internal sealed class GeneratedQueries
{
    private const double TooCommon = 0.2;

    private readonly Random _random = new(5);
    private readonly string[] _words;
    private readonly double[] _mass;
    private readonly List<string[]> _texts;

    public GeneratedQueries(IReadOnlyList<ArticleText> articles)
    {
        _words =
        [
            .. articles.SelectMany(article => article.Words).CountBy(word => word)
                .Where(word => word.Value <= TooCommon * articles.Count && word.Key.Length > 1)
                .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Select(word => word.Key),
        ];
        _mass = new double[_words.Length];
        for (var rank = 0; rank < _words.Length; rank++)
            _mass[rank] = (rank == 0 ? 0 : _mass[rank - 1]) + (1.0 / (rank + 1));
        _texts = [.. articles.Select(article => WordSegmenter.Words(article.Text).Select(word => word.Text).ToArray()).Where(words => words.Length > 10)];
    }

    /// <summary>Different words that queries ask for.</summary>
    public int Words => _words.Length;

    public string[] Take(int count)
    {
        var queries = new HashSet<string>(count, StringComparer.Ordinal);
        for (var i = 0; queries.Count < count; i++)
            queries.Add(i % 100 == 0 ? Unanchored() : Anchored());
        return [.. queries];
    }

    private string Unanchored() => _random.Next(3) switch
    {
        0 => $"NOT ({Word()} OR {Word()})",
        1 => $"NOT ({Word()} AND {Word()})",
        _ => string.Create(CultureInfo.InvariantCulture, $"sources>={_random.Next(3, 20)} NOT {Word()}"),
    };

    private string Anchored() => _random.Next(100) switch
    {
        < 3 => Word(),
        < 33 => $"{Word()} {Word()}",
        < 45 => $"{Word()} {Word()} {Word()}",
        < 60 => $"\"{Neighbours(2)}\"",
        < 65 => $"\"{Neighbours(3)}\"",
        < 72 => $"\"{Neighbours(2)}\" {Word()}",
        < 79 => $"{Word()} ({Word()} OR {Word()} OR {Word()})",
        < 84 => $"{Word()} {Word()} NOT {Word()}",
        < 89 => $"{Prefix()} {Word()}",
        < 92 => $"title:{Word()} {Word()}",
        < 95 => $"{Word()} NEAR/10 {Word()}",
        < 97 => $"{Word()} source:{Word()}.com",
        < 99 => string.Create(CultureInfo.InvariantCulture, $"{Word()} {Word()} sources>={_random.Next(2, 10)}"),
        _ => $"lang:en {Word()} ({Word()} OR \"{Neighbours(2)}\")",
    };

    private string Prefix()
    {
        var word = Word().Trim('"');
        return $"{word[..Math.Min(word.Length, _random.Next(4, 8))]}*";
    }

    private string Word()
    {
        var at = Array.BinarySearch(_mass, _random.NextDouble() * _mass[^1]);
        // In quotes: some are the language's own words.
        return $"\"{_words[Math.Min(at < 0 ? ~at : at, _words.Length - 1)]}\"";
    }

    private string Neighbours(int count)
    {
        var text = _texts[_random.Next(_texts.Count)];
        var from = _random.Next(text.Length - count);
        return string.Join(' ', text[from..(from + count)]);
    }
}
