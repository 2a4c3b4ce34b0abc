using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// In how many of the articles seen a feature was, about: it decides how many queries are asked in vain, never which ones match. Counted in a
/// sketch of fixed size that errs upwards (count-min with conservative update: Cormode and Muthukrishnan, An Improved Data Stream Summary, 2005;
/// Estan and Varghese, 2002). What has not been seen is guessed from its form. May be used by several threads.
/// </summary>
public sealed class WordFrequencies
{
    private const int RowBits = 17;

    // Beyond, all counts are halved: what was long ago counts less.
    private const int MostArticles = 50_000;

    // The guess weighs as much as so many articles.
    private const double GuessWeight = 20;

    private readonly Lock _turn = new();
    private readonly int[] _first = new int[1 << RowBits];
    private readonly int[] _second = new int[1 << RowBits];
    private int _articles;

    /// <summary>Articles counted, older ones in part.</summary>
    public int Articles => Volatile.Read(ref _articles);

    public void Count(ArticleText article)
    {
        lock (_turn)
        {
            if (_articles >= MostArticles)
                Halve();
            _articles++;
            foreach (var word in article.Words)
                Count(new Feature(FeatureKind.Word, word));
            foreach (var label in SourceHost.Labels(article.Source))
                Count(new Feature(FeatureKind.SourceLabel, label));
            Count(new Feature(FeatureKind.Language, article.Language));
        }
    }

    /// <summary>The part of all articles that have it, 0 to 1.</summary>
    internal double Share(Feature feature)
    {
        var guess = Guess(feature);
        // A title has a few of an article's words.
        if (feature.Kind == FeatureKind.TitleWord)
            return 0.1 * Share(new Feature(FeatureKind.Word, feature.Text));
        // Only these are counted.
        if (feature.Kind is not (FeatureKind.Word or FeatureKind.SourceLabel or FeatureKind.Language))
            return guess;
        var (first, second) = Places(feature);
        return Math.Min(1, (Math.Min(_first[first], _second[second]) + (GuessWeight * guess)) / (_articles + GuessWeight));
    }

    private static double Guess(Feature feature) => feature switch
    {
        { Kind: FeatureKind.Language } => 0.5,
        { Kind: FeatureKind.Country or FeatureKind.Category or FeatureKind.Tag or FeatureKind.Feed } => 0.05,
        { Kind: FeatureKind.SourceLabel, Text.Length: var length } => 0.3 / length,
        // Words with a beginning are several: about as many as letters that may follow.
        { Kind: FeatureKind.Prefix, Text.Length: var length } => Math.Min(0.9, 3.0 / (length * length)),
        { Text: var word } when WordSegmenter.StandsAlone(word) => 0.05,
        { Text.Length: var length } => 1 / Math.Pow(Math.Min(length + 1, 12), 2),
    };

    private static (int First, int Second) Places(Feature feature)
    {
        var hash = (ulong)(uint)StringComparer.Ordinal.GetHashCode(feature.Text) + ((ulong)feature.Kind << 32);
        // Two independent places of one hash, by its product with the golden ratio of 64 bits.
        var spread = hash * 0x9E37_79B9_7F4A_7C15;
        return ((int)(spread >> (64 - RowBits)), (int)(spread >> (64 - (2 * RowBits))) & ((1 << RowBits) - 1));
    }

    private void Count(Feature feature)
    {
        var (first, second) = Places(feature);
        var next = Math.Min(_first[first], _second[second]) + 1;
        _first[first] = Math.Max(_first[first], next);
        _second[second] = Math.Max(_second[second], next);
    }

    private void Halve()
    {
        _articles /= 2;
        foreach (var row in (int[][])[_first, _second])
        {
            for (var i = 0; i < row.Length; i++)
                row[i] /= 2;
        }
    }
}
