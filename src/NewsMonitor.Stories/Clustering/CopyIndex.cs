using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// Finds earlier articles that an article is a copy of: syndicated, edited or cut. Articles that share one of their smallest shingle
/// hashes are compared by their sketches.
/// </summary>
internal sealed class CopyIndex
{
    // Hashes of a sketch under which an article is found: two texts that share half of their shingles miss each other once in 2^16.
    private const int Keys = 16;

    // Boilerplate that a hundred articles share finds nobody.
    private const int MaximumPerKey = 24;

    private readonly Dictionary<uint, List<Entry>> _byHash = [];

    public void Add(AnalysedArticle article, ActiveStory story)
    {
        if (article.Sketch.Length == 0)
            return;
        var entry = new Entry(article.Id, article.Sketch, story);
        foreach (var hash in article.Sketch.AsSpan(0, Math.Min(Keys, article.Sketch.Length)))
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byHash, hash, out _);
            list ??= new List<Entry>(1);
            if (list.Count < MaximumPerKey)
                list.Add(entry);
        }
    }

    /// <summary>The open article that resembles this one most, if any resembles it by <paramref name="least"/> or more; the earliest of equals.</summary>
    public (string ArticleId, ActiveStory Story, double Resemblance)? Find(AnalysedArticle article, double least)
    {
        (string, ActiveStory, double)? best = null;
        var most = least;
        Entry? last = null;
        foreach (var hash in article.Sketch.AsSpan(0, Math.Min(Keys, article.Sketch.Length)))
        {
            if (!_byHash.TryGetValue(hash, out var list))
                continue;
            foreach (var entry in list)
            {
                if (entry == last || entry.Story.Closed)
                    continue;
                last = entry;
                var resemblance = Resemblance(article.Sketch, entry.Sketch);
                if (resemblance > most || (best is null && resemblance >= most))
                {
                    most = resemblance;
                    best = (entry.ArticleId, entry.Story, resemblance);
                }
            }
        }

        return best;
    }

    public void Purge()
    {
        foreach (var (hash, list) in _byHash)
        {
            list.RemoveAll(entry => entry.Story.Closed);
            if (list.Count == 0)
                _byHash.Remove(hash);
        }
    }

    /// <summary>Share of equal hashes among the smallest of both.</summary>
    internal static double Resemblance(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var size = Math.Min(Shingler.SketchSize, Math.Max(a.Length, b.Length));
        int i = 0, j = 0, seen = 0, both = 0;
        // A sketch that is not full is the whole set.
        while (seen < size || (a.Length < Shingler.SketchSize && b.Length < Shingler.SketchSize))
        {
            if (i == a.Length && j == b.Length)
                break;
            seen++;
            if (j == b.Length || (i < a.Length && a[i] < b[j]))
            {
                i++;
            }
            else if (i == a.Length || b[j] < a[i])
            {
                j++;
            }
            else
            {
                both++;
                i++;
                j++;
            }
        }

        return seen == 0 ? 0 : (double)both / seen;
    }

    private sealed record Entry(string ArticleId, uint[] Sketch, ActiveStory Story);
}
