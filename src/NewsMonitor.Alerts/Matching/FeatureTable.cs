namespace NewsMonitor.Alerts.Matching;

/// <summary>The features that the queries of a segment name, numbered from 0.</summary>
internal sealed class FeatureTable
{
    private readonly Dictionary<string, int>[] _numbers = [.. Enum.GetValues<FeatureKind>().Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly Dictionary<long, int> _pairs = [];
    private readonly List<Feature> _features = [];

    public int Count => _features.Count;

    /// <summary>Lengths of prefixes that are there: bit n stands for n UTF-16 units.</summary>
    public uint PrefixLengths { get; private set; }

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
        if (_pairs.TryGetValue(Pair(first, second), out var known))
            return known;
        _pairs.Add(Pair(first, second), _features.Count);
        _features.Add(new Feature(FeatureKind.Pair, "", first, second));
        return _features.Count - 1;
    }

    /// <summary>-1 when no query names it.</summary>
    public int FindPair(int first, int second) => _pairs.TryGetValue(Pair(first, second), out var number) ? number : -1;

    /// <summary>Whether there is one of the kind.</summary>
    public bool Has(FeatureKind kind) => _numbers[(int)kind].Count > 0;

    /// <summary>-1 when no query names it.</summary>
    public int Find(FeatureKind kind, string text) => _numbers[(int)kind].TryGetValue(text, out var number) ? number : -1;

    public Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Prefixes => _numbers[(int)FeatureKind.Prefix].GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Gives back what growing took too much.</summary>
    public void Trim()
    {
        _features.TrimExcess();
        _pairs.TrimExcess();
        foreach (var numbers in _numbers)
            numbers.TrimExcess();
    }

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;
}
