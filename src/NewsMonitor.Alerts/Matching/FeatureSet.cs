using System.Numerics;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// Which features of a table an article has. A small open hash table, so that the queries that an article is asked for find its features in the
/// processor's nearest memory.
/// </summary>
internal sealed class FeatureSet
{
    private readonly List<int> _numbers = [];
    // One bit of each number's place among these: rules out most numbers that are not there at once.
    private readonly ulong[] _hints = new ulong[1024];
    private int[] _slots = new int[512];
    private int _shift = 32 - 9;

    public FeatureSet(FeatureTable table, ArticleText article)
    {
        var words = article.Words;
        var numbers = new int[words.Count];
        var prefixes = table.Prefixes;
        for (var i = 0; i < numbers.Length; i++)
        {
            Add(numbers[i] = table.Find(FeatureKind.Word, words[i]));
            for (var lengths = table.PrefixLengths; lengths != 0; lengths &= lengths - 1)
            {
                var length = BitOperations.TrailingZeroCount(lengths);
                if (length > words[i].Length)
                    break;
                if (prefixes.TryGetValue(words[i].AsSpan(0, length), out var prefix))
                    Add(prefix);
            }
        }

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
    public IReadOnlyList<int> Numbers => _numbers;

    public bool Has(int number)
    {
        if ((_hints[(number >> 6) & (_hints.Length - 1)] & (1ul << number)) == 0)
            return false;
        for (var slot = Slot(number); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_slots[slot] == number + 1)
                return true;
        }

        return false;
    }

    private void Add(FeatureTable table, FeatureKind kind, IEnumerable<string> texts)
    {
        foreach (var text in texts)
            Add(table.Find(kind, text));
    }

    /// <param name="number">-1 is not added.</param>
    private void Add(int number)
    {
        if (number < 0 || Has(number))
            return;
        if ((_numbers.Count + 1) * 2 > _slots.Length)
            Grow();
        _numbers.Add(number);
        _hints[(number >> 6) & (_hints.Length - 1)] |= 1ul << number;
        Put(number);
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        _shift--;
        foreach (var number in _numbers)
            Put(number);
    }

    private void Put(int number)
    {
        var slot = Slot(number);
        while (_slots[slot] != 0)
            slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = number + 1;
    }

    // Multiplicative hashing by the golden ratio: Knuth, The Art of Computer Programming, volume 3, section 6.4.
    private int Slot(int number) => (int)(((uint)number * 2_654_435_769u) >> _shift);
}
