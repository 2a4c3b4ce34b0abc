using System.Numerics;

namespace NewsMonitor.Stories.Faces;

/// <summary>Which of an article's terms its story did not have before, and how telling each is. Noted while the article gets its story.</summary>
public sealed class TermNews
{
    private readonly string[] _terms;
    private readonly float[] _telling;
    private readonly bool[] _isNew;

    // Places of the terms by hash, one up; 0 is empty. Linear probing. Made when first asked for.
    private int[]? _byHash;

    internal TermNews(string[] terms, float[] weights, float[] telling, bool[] isNew)
    {
        (_terms, _telling, _isNew) = (terms, telling, isNew);
        double all = 0, news = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            var weight = weights[i] * telling[i];
            all += weight;
            Rarest = Math.Max(Rarest, telling[i]);
            if (isNew[i])
                news += weight;
        }

        Share = all > 0 ? news / all : 0;
    }

    /// <summary>Share of the article's weight that is new to the story, 0 to 1.</summary>
    public double Share { get; }

    /// <summary>How telling its most telling term is.</summary>
    internal float Rarest { get; }

    internal int Count => _terms.Length;

    /// <summary>The place of a term; -1 for a word that is none.</summary>
    internal int Find(ReadOnlySpan<char> word)
    {
        var table = _byHash ??= Build();
        for (var at = Hash(word) & (table.Length - 1); table[at] != 0; at = (at + 1) & (table.Length - 1))
        {
            if (word.SequenceEqual(_terms[table[at] - 1]))
                return table[at] - 1;
        }

        return -1;
    }

    internal string Text(int place) => _terms[place];

    /// <summary>Inverse frequency among the open stories; larger for rarer terms.</summary>
    internal float Telling(int place) => _telling[place];

    internal bool IsNew(int place) => _isNew[place];

    /// <summary>How telling a term of the article is; 0 for a word that is none.</summary>
    internal double Telling(string term) => Find(term) is >= 0 and var place ? _telling[place] : 0;

    private int[] Build()
    {
        var table = new int[BitOperations.RoundUpToPowerOf2((uint)(_terms.Length + 1) * 2)];
        for (var i = 0; i < _terms.Length; i++)
        {
            var at = Hash(_terms[i]) & (table.Length - 1);
            while (table[at] != 0)
                at = (at + 1) & (table.Length - 1);
            table[at] = i + 1;
        }

        return table;
    }

    private static int Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var c in word)
            hash = (hash ^ c) * 16777619u;
        return (int)(hash ^ (hash >> 15));
    }
}
