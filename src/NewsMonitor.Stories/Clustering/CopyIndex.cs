using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// Finds earlier articles that an article is a copy of: syndicated, edited or cut. Articles that share one of their smallest shingle
/// hashes, or one of their beginnings', are compared by their sketches.
/// </summary>
internal sealed class CopyIndex
{
    // Hashes of a sketch under which an article is found: two texts that share half of their shingles miss each other once in 2^16.
    private const int Keys = 16;

    // The same for the beginning, for texts of very different lengths.
    private const int OpeningKeys = 4;

    // Boilerplate that a hundred articles share finds nobody.
    private const int MaximumPerKey = 24;

    private readonly Dictionary<uint, List<Entry>> _byHash = [];

    /// <param name="article">The article.</param>
    /// <param name="story">Its story.</param>
    /// <param name="copyOf">The original of which it is a copy; null when it is one itself.</param>
    public void Add(AnalysedArticle article, ActiveStory story, string? copyOf)
    {
        var entry = new Entry(article.Id, article.Arrived, copyOf ?? article.Id, article.Sketch, article.Opening, story);
        foreach (var hash in Smallest(article.Sketch, Keys))
            Add(hash, entry);
        foreach (var hash in Smallest(article.Opening, OpeningKeys))
            Add(~hash, entry);
    }

    /// <summary>The open article that this one is a copy of: the one that it resembles most, the earliest of equals; null for none.</summary>
    /// <param name="article">The article.</param>
    /// <param name="except">A story whose articles do not count; null for none.</param>
    public CopyMatch? Find(AnalysedArticle article, ActiveStory? except = null)
    {
        CopyLikeness most = default;
        Entry? best = null;
        Entry? last = null;
        foreach (var hash in Smallest(article.Sketch, Keys))
            Look(hash);
        foreach (var hash in Smallest(article.Opening, OpeningKeys))
            Look(~hash);
        return best is null ? null : new CopyMatch(best.ArticleId, best.Original, best.Story, most);

        void Look(uint key)
        {
            if (!_byHash.TryGetValue(key, out var list))
                return;
            foreach (var entry in list)
            {
                if (entry == last || entry.Story.Closed || entry.Story == except)
                    continue;
                last = entry;
                var likeness = CopyTest.Compare(article.Sketch, article.Opening, entry.Sketch, entry.Opening);
                if (likeness.IsCopy && (best is null || likeness.Resemblance > most.Resemblance || (likeness.Resemblance == most.Resemblance && entry.IsBefore(best))))
                    (best, most) = (entry, likeness);
            }
        }
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

    private static ReadOnlySpan<uint> Smallest(uint[] sketch, int keys) => sketch.AsSpan(0, Math.Min(keys, sketch.Length));

    private void Add(uint key, Entry entry)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byHash, key, out _);
        list ??= new List<Entry>(1);
        if (list.Count < MaximumPerKey)
            list.Add(entry);
    }

    private sealed record Entry(string ArticleId, DateTimeOffset Arrived, string Original, uint[] Sketch, uint[] Opening, ActiveStory Story)
    {
        public bool IsBefore(Entry other) => Arrived != other.Arrived ? Arrived < other.Arrived : string.CompareOrdinal(ArticleId, other.ArticleId) < 0;
    }
}
