using System.Numerics;

namespace NewsMonitor.Alerts.Matching;

/// <summary>The features that the queries of a segment name, numbered from 0.</summary>
internal sealed class FeatureTable
{
    private readonly Dictionary<string, int>[] _numbers = [.. Enum.GetValues<FeatureKind>().Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly PairTable _pairs = new();
    private readonly List<Feature> _features = [];

    // By word, which prefixes it begins with; and by feature where those begin, and the last ends.
    private int[] _prefixes = [];
    private int[] _prefixesOf = [0];

    public int Count => _features.Count;

    /// <summary>Lengths of prefixes that are there: bit n stands for n UTF-16 units.</summary>
    private uint PrefixLengths { get; set; }

    public Feature this[int number] => _features[number];

    /// <summary>The feature's number; a new one when it is new.</summary>
    public int Add(FeatureKind kind, string text)
    {
        if (_numbers[(int)kind].TryGetValue(text, out var known))
            return known;
        _numbers[(int)kind].Add(text, _features.Count);
        _features.Add(new Feature(kind, text));
        if (kind == FeatureKind.Prefix)
            PrefixLengths |= 1u << text.Length;
        return _features.Count - 1;
    }

    /// <summary>The feature of two words, by their features' numbers; a new one when it is new.</summary>
    public int AddPair(int first, int second)
    {
        if (_pairs.Find(first, second) is >= 0 and var known)
            return known;
        _pairs.Add(first, second, _features.Count);
        _features.Add(new Feature(FeatureKind.Pair, "", first, second));
        return _features.Count - 1;
    }

    /// <summary>-1 when no query names it.</summary>
    public int FindPair(int first, int second) => _pairs.Find(first, second);

    /// <summary>Whether there is one of the kind.</summary>
    public bool Has(FeatureKind kind) => _numbers[(int)kind].Count > 0;

    /// <summary>-1 when no query names it.</summary>
    public int Find(FeatureKind kind, string text) => _numbers[(int)kind].TryGetValue(text, out var number) ? number : -1;

    /// <summary>The prefixes that a word begins with, as they were at <see cref="Freeze"/>.</summary>
    /// <param name="word">Its feature.</param>
    public ReadOnlySpan<int> PrefixesOf(int word) => _prefixes.AsSpan(_prefixesOf[word].._prefixesOf[word + 1]);

    /// <summary>Adds the prefixes that a word begins with, whether it is a feature or not.</summary>
    public void FindPrefixes(string word, List<int> found)
    {
        var prefixes = _numbers[(int)FeatureKind.Prefix].GetAlternateLookup<ReadOnlySpan<char>>();
        for (var lengths = PrefixLengths; lengths != 0; lengths &= lengths - 1)
        {
            var length = BitOperations.TrailingZeroCount(lengths);
            if (length > word.Length)
                break;
            if (prefixes.TryGetValue(word.AsSpan(0, length), out var prefix))
                found.Add(prefix);
        }
    }

    /// <summary>Makes it ready for articles after the last feature was added, and gives back what growing took too much.</summary>
    public void Freeze()
    {
        _features.TrimExcess();
        foreach (var numbers in _numbers)
            numbers.TrimExcess();
        var prefixes = new List<int>();
        _prefixesOf = new int[Count + 1];
        for (var number = 0; number < Count; number++)
        {
            if (_features[number] is { Kind: FeatureKind.Word, Text: var word })
                FindPrefixes(word, prefixes);
            _prefixesOf[number + 1] = prefixes.Count;
        }

        _prefixes = [.. prefixes];
    }
}
