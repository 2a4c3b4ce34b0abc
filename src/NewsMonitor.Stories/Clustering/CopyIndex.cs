using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// Finds earlier articles that an article is a copy of: syndicated, edited or cut. Articles that share one of their smallest shingle
/// hashes, or one of their beginnings', are compared by their sketches. Of a story's articles that are nearly the same only the first is
/// kept: forty copies of a report cost what one costs.
/// </summary>
internal sealed class CopyIndex(StoryOptions options)
{
    // Hashes of a sketch under which a text is found: two texts that share half of their shingles miss each other once in 2^6, two that share
    // four fifths once in 15,000 times.
    private const int SketchKeys = 6;

    // The same for the beginning, for texts of very different lengths.
    private const int OpeningKeys = 3;

    private const int Keys = SketchKeys + OpeningKeys;

    // Resemblance from which a story's text stands for another one.
    private const double NearlySame = 0.8;

    private readonly List<Text> _texts = [];
    private readonly Stack<int> _free = new();
    private readonly KeyTable _keys = new();

    // For key k of text t at t * Keys + k: its neighbours among the texts with that key.
    private Link[] _links = new Link[1024 * Keys];

    /// <summary>Takes an article of a story, whose articles come in the order in which they were assigned.</summary>
    /// <param name="article">The article.</param>
    /// <param name="story">Its story.</param>
    /// <param name="copyOf">The original of which it is a copy; null when it is one itself.</param>
    /// <param name="pinned">True when an operator put it in its story: its copies follow it there.</param>
    public void Add(AnalysedArticle article, ActiveStory story, string? copyOf, bool pinned)
    {
        if (article.Sketch.Length == 0 || HasEnough(article, story, copyOf, pinned))
            return;
        var text = new Text(article.Id, copyOf ?? article.Id, article.Sketch, article.Opening, story, article.Arrived.UtcTicks, story.FirstText, pinned);
        if (!_free.TryPop(out var number))
        {
            number = _texts.Count;
            // By a quarter: what lies idle is memory, too.
            if (number == _texts.Capacity)
                _texts.Capacity = Math.Max(1024, number + (number / 4));
            _texts.Add(text);
            if (_texts.Count * Keys > _links.Length)
                Array.Resize(ref _links, _links.Length + (_links.Length / 4 / Keys * Keys));
        }

        _texts[number] = text;
        story.FirstText = number;
        for (var key = 0; key < Keys; key++)
        {
            if (Hash(article.Sketch, article.Opening, key) is not { } hash)
                continue;
            var place = (number * Keys) + key;
            ref var chain = ref _keys.Get(hash);
            _links[place] = new Link(chain.Texts > 0 ? chain.First : -1, -1);
            if (chain.Texts > 0)
                _links[chain.First].Previous = place;
            chain.First = place;
            chain.Texts++;
        }
    }

    /// <summary>Drops a story's articles.</summary>
    public void Remove(ActiveStory story)
    {
        for (var number = story.FirstText; number >= 0;)
        {
            var text = _texts[number];
            for (var key = 0; key < Keys; key++)
            {
                if (Hash(text.Sketch, text.Opening, key) is { } hash)
                    Unlink((number * Keys) + key, hash);
            }

            _texts[number] = default;
            _free.Push(number);
            number = text.NextOfStory;
        }

        story.FirstText = -1;
    }

    /// <summary>
    /// The open article that this one is a copy of: the one that it resembles most, of equals the one that arrived first, before all others those
    /// that an operator placed; null for none.
    /// </summary>
    /// <param name="article">The article.</param>
    /// <param name="except">A story whose articles do not count; null for none.</param>
    public CopyMatch? Find(AnalysedArticle article, ActiveStory? except = null)
    {
        CopyLikeness most = default;
        var best = -1;
        var texts = CollectionsMarshal.AsSpan(_texts);
        for (var key = 0; key < Keys; key++)
        {
            // What many open articles have in common is boilerplate.
            if (Hash(article.Sketch, article.Opening, key) is not { } hash || !_keys.TryGet(hash, out var chain) || chain.Texts > options.CopiesPerShingle)
                continue;
            for (var place = chain.First; place >= 0; place = _links[place].Next)
            {
                var number = place / Keys;
                ref readonly var text = ref texts[number];
                if (number == best || text.Story == except)
                    continue;
                var likeness = CopyTest.Compare(article.Sketch, article.Opening, text.Sketch, text.Opening);
                if (likeness.IsCopy && (best < 0 || text.IsBetter(likeness, texts[best], most)))
                    (best, most) = (number, likeness);
            }
        }

        return best < 0 ? null : new CopyMatch(texts[best].ArticleId, texts[best].Original, texts[best].Story, most, texts[best].Pinned);
    }

    /// <summary>True when a story needs no more texts to have this one recognised.</summary>
    private bool HasEnough(AnalysedArticle article, ActiveStory story, string? copyOf, bool pinned)
    {
        var kept = 0;
        var texts = CollectionsMarshal.AsSpan(_texts);
        for (var number = story.FirstText; number >= 0; number = texts[number].NextOfStory)
        {
            ref readonly var text = ref texts[number];
            if (++kept == options.TextsPerStory
                || (copyOf is not null && text.Original == copyOf && (text.Pinned || !pinned) && CopyTest.Resemblance(article.Sketch, text.Sketch) >= NearlySame))
            {
                return true;
            }
        }

        return false;
    }

    private static uint? Hash(uint[] sketch, uint[] opening, int key) => key < SketchKeys
        ? key < sketch.Length ? sketch[key] : null
        : key - SketchKeys < opening.Length ? ~opening[key - SketchKeys] : null;

    private void Unlink(int place, uint hash)
    {
        var (next, previous) = (_links[place].Next, _links[place].Previous);
        ref var chain = ref _keys.Get(hash);
        if (next >= 0)
            _links[next].Previous = previous;
        if (previous >= 0)
            _links[previous].Next = next;
        else
            chain.First = next;
        if (--chain.Texts == 0)
            _keys.Remove(hash);
    }

    /// <summary>Next and previous place in a chain; -1 for none.</summary>
    [StructLayout(LayoutKind.Auto)]
    private record struct Link(int Next, int Previous);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Text(string ArticleId, string Original, uint[] Sketch, uint[] Opening, ActiveStory Story, long Arrived, int NextOfStory, bool Pinned)
    {
        public bool IsBetter(CopyLikeness likeness, in Text other, CopyLikeness others) =>
            Pinned != other.Pinned ? Pinned
            : likeness.Resemblance != others.Resemblance ? likeness.Resemblance > others.Resemblance : IsBefore(other);

        public bool IsBefore(in Text other) =>
            Arrived != other.Arrived ? Arrived < other.Arrived : string.CompareOrdinal(ArticleId, other.ArticleId) < 0;
    }
}
