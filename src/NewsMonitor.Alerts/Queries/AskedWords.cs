using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>
/// The words that one query asks for, to be found among those of a text without keeping the others: what is written is folded only when it may be one of them.
/// It remembers what it has folded, so it is for one thread.
/// </summary>
internal sealed class AskedWords
{
    /// <summary>Letters of a word that is looked up where it stands; longer ones are rare.</summary>
    private const int Longest = 64;

    /// <summary>Spellings that are remembered, at most.</summary>
    private const int Remembered = 50_000;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _prefixes;
    private readonly int[] _prefixLengths;

    // Of letters of ASCII, whether a word that is asked for begins with it.
    private readonly bool[] _beginnings = new bool[128];

    // Folding a spelling beyond ASCII takes as long as a page of others.
    private readonly Dictionary<string, string?> _folded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> _foldedOf;

    public AskedWords(IReadOnlyCollection<QueryWord> words)
    {
        var prefixes = words.Where(word => word.IsPrefix).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        _words = words.Where(word => !word.IsPrefix).Select(word => word.Text).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixes = prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixLengths = [.. prefixes.Select(prefix => prefix.Length).Distinct().Order()];
        _foldedOf = _folded.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in words.Where(word => char.IsAscii(word.Text[0])))
            _beginnings[word.Text[0]] = true;
    }

    /// <summary>Whether it asks for none.</summary>
    public bool IsEmpty => _words.Set.Count == 0 && _prefixes.Set.Count == 0;

    /// <summary>Every word that stands in a query, negated ones too.</summary>
    public static IEnumerable<QueryWord> Of(QueryNode node) => node switch
    {
        WordsNode words => words.Words,
        NearNode near => near.Parts.SelectMany(Of),
        NotNode not => Of(not.Part),
        AllNode all => all.Parts.SelectMany(Of),
        AnyNode any => any.Parts.SelectMany(Of),
        _ => [],
    };

    /// <param name="spelling">A word as it is written in a normalised text.</param>
    /// <returns>The word, folded; empty when nothing is left of it by folding; null when it is another word than those that are asked for.</returns>
    public string? Find(ReadOnlySpan<char> spelling)
    {
        // A letter of ASCII stays what it is, whatever comes after it.
        if (char.IsAscii(spelling[0]) && !_beginnings[char.ToLowerInvariant(spelling[0])])
            return null;
        if (spelling.Length > Longest)
            return Asked(Folding.Fold(spelling));
        if (Ascii.IsValid(spelling))
        {
            Span<char> plain = stackalloc char[Longest];
            return Asked(plain[..Folding.FoldAscii(spelling, plain)]);
        }

        if (_foldedOf.TryGetValue(spelling, out var known))
            return known;
        if (_folded.Count >= Remembered)
            _folded.Clear();
        return _foldedOf[spelling] = Asked(Folding.Fold(spelling));
    }

    private string? Asked(ReadOnlySpan<char> folded)
    {
        if (folded.Length == 0)
            return "";
        if (_words.TryGetValue(folded, out var word))
            return word;
        foreach (var length in _prefixLengths)
        {
            if (folded.Length >= length && _prefixes.Contains(folded[..length]))
                return folded.ToString();
        }

        return null;
    }
}
