using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Faces;

/// <summary>Which of an article's terms its story did not have before, and how telling each is. Noted while the article gets its story.</summary>
public sealed class TermNews
{
    private readonly string[] _terms;
    private readonly float[] _telling;
    private readonly bool[] _isNew;
    private Dictionary<string, Term>? _byTerm;

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

    internal Dictionary<string, Term>.AlternateLookup<ReadOnlySpan<char>> Terms => (_byTerm ??= ByTerm()).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How telling a term of the article is; 0 for a word that is none.</summary>
    internal double Telling(string term) => (_byTerm ??= ByTerm()).TryGetValue(term, out var found) ? found.Telling : 0;

    private Dictionary<string, Term> ByTerm()
    {
        var terms = new Dictionary<string, Term>(_terms.Length);
        for (var i = 0; i < _terms.Length; i++)
            terms[_terms[i]] = new Term(_telling[i], _isNew[i]);
        return terms;
    }

    /// <param name="Telling">Inverse frequency among the open stories; larger for rarer terms.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Term(float Telling, bool IsNew);
}
