using System.Runtime.InteropServices;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// Which features of a table an article has: small, so that the queries that an article is asked for find its features in the processor's nearest
/// memory.
/// </summary>
internal sealed class FeatureSet
{
    private readonly List<int> _numbers = new(1024);
    // One bit of each number's place among these: rules out most numbers that are not there at once.
    private readonly ulong[] _hints = new ulong[1024];
    private readonly NumberSet _set = new(12);

    public FeatureSet(FeatureTable table, ArticleText article)
    {
        var words = article.Words;
        var numbers = new int[words.Count];
        var prefixes = new List<int>();
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = numbers[i] = table.Find(FeatureKind.Word, words[i]);
            if (number < 0)
            {
                table.FindPrefixes(words[i], prefixes);
                continue;
            }

            Add(number);
            foreach (var prefix in table.PrefixesOf(number))
                Add(prefix);
        }

        foreach (var prefix in prefixes)
            Add(prefix);

        for (var i = 0; i <= article.LastOfTitle; i++)
            Add(table.Find(FeatureKind.TitleWord, words[article.Sequence[i]]));

        var before = -1;
        foreach (var word in article.Sequence)
        {
            var number = word < 0 ? -1 : numbers[word];
            if (before >= 0 && number >= 0)
                Add(table.FindPair(before, number));
            before = number;
        }

        Add(table, FeatureKind.SourceLabel, SourceHost.Labels(article.Source));
        Add(table, FeatureKind.Language, [article.Language]);
        // Finding the countries takes its time: only where somebody asks.
        if (table.Has(FeatureKind.Country))
            Add(table, FeatureKind.Country, article.Countries);
        if (table.Has(FeatureKind.Category))
            Add(table, FeatureKind.Category, article.Labels.Words(Label.Category));
        if (table.Has(FeatureKind.Tag))
            Add(table, FeatureKind.Tag, article.Labels.Words(Label.Tag));
        if (article.Labels is { FeedId: { } feed } labels && table.Has(FeatureKind.Feed))
            Add(table, FeatureKind.Feed, [feed, .. labels.FeedHost is null ? [] : SourceHost.Labels(labels.FeedHost), .. labels.FeedTitle]);
    }

    /// <summary>Each once.</summary>
    public ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_numbers);

    public bool Has(int number) => (_hints[(number >> 6) & (_hints.Length - 1)] & (1ul << number)) != 0 && _set.Has(number);

    private void Add(FeatureTable table, FeatureKind kind, IEnumerable<string> texts)
    {
        foreach (var text in texts)
            Add(table.Find(kind, text));
    }

    /// <param name="number">-1 is not added.</param>
    private void Add(int number)
    {
        if (number < 0 || !_set.Add(number))
            return;
        _numbers.Add(number);
        _hints[(number >> 6) & (_hints.Length - 1)] |= 1ul << number;
    }
}
