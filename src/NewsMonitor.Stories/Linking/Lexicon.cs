using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Linking;

/// <summary>Finds what a word of any of the languages means, by its beginning: endings change with case and number.</summary>
internal sealed class Lexicon
{
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _meanings;
    private readonly int _longest;

    /// <param name="lines">A line a meaning: its key, then beginnings of words.</param>
    private Lexicon(string lines)
    {
        var meanings = new Dictionary<string, string>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ');
            foreach (var word in words.AsSpan(1))
                meanings.TryAdd(word, words[0]);
        }

        _longest = meanings.Keys.Max(word => word.Length);
        _meanings = meanings.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static Lexicon Places { get; } = new(Linking.Places.All);

    public static Lexicon Concepts { get; } = new(Linking.Concepts.All);

    /// <summary>What a folded word means; null when it is none of these.</summary>
    public string? Find(ReadOnlySpan<char> word)
    {
        for (var length = Math.Min(word.Length, _longest); length >= 2; length--)
        {
            // The shorter a beginning, the fewer letters may follow: "cars", but not "carnival".
            if (word.Length - length > (length >= 5 ? 5 : length == 4 ? 2 : 1))
                return null;
            if (_meanings.TryGetValue(word[..length], out var meaning))
                return meaning;
        }

        return null;
    }

    /// <summary>What the characters of a text without spaces mean from the first on.</summary>
    /// <returns>Characters that were read; 0 when they are none of these.</returns>
    public int Find(ReadOnlySpan<char> text, out string? meaning)
    {
        for (var length = Math.Min(text.Length, _longest); length >= 1; length--)
        {
            if (Scripts.IsUnspaced(text[length - 1]) && _meanings.TryGetValue(text[..length], out meaning))
                return length;
        }

        meaning = null;
        return 0;
    }
}
