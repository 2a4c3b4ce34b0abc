namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// Finds the few open stories that share most with an article, over its heaviest terms, in bounded time: terms that very many stories have are
/// looked up only while the budget lasts.
/// </summary>
internal sealed class CandidateSearch(StoryIndex index, StoryOptions options)
{
    /// <summary>Terms of an article that are looked up.</summary>
    private const int MaximumTerms = 40;

    /// <summary>Postings that are read for one article.</summary>
    private const int Budget = 20_000;

    private readonly List<Evidence> _found = [];
    private readonly List<int> _touched = [];
    private float[] _overlap = [];
    private int[] _order = [];
    private float[] _keys = [];

    /// <param name="query">The article.</param>
    /// <param name="certain">A story that is a candidate in any case; null for none.</param>
    /// <returns>Valid until the next call; in the order in which the stories began.</returns>
    public List<Evidence> Find(ArticleQuery query, ActiveStory? certain)
    {
        _found.Clear();
        Accumulate(query);
        var most = options.Candidates * 2;
        foreach (var slot in _touched)
        {
            if (index.At(slot) is not { } story || TooFar(query, story))
                continue;
            _found.Add(new Evidence { Story = story, Rank = _overlap[slot] });
        }

        foreach (var slot in _touched)
            _overlap[slot] = 0;
        _touched.Clear();
        if (_found.Count > most)
        {
            _found.Sort(static (a, b) => a.Rank != b.Rank ? b.Rank.CompareTo(a.Rank) : a.Story.Ordinal.CompareTo(b.Story.Ordinal));
            _found.RemoveRange(most, _found.Count - most);
        }

        if (certain is not null && !TooFar(query, certain) && !_found.Exists(found => found.Story == certain))
            _found.Add(new Evidence { Story = certain });
        _found.Sort(static (a, b) => a.Story.Ordinal.CompareTo(b.Story.Ordinal));
        return _found;
    }

    private void Accumulate(ArticleQuery query)
    {
        if (_overlap.Length < index.Slots)
            Array.Resize(ref _overlap, Math.Max(index.Slots, _overlap.Length * 2));
        var n = query.Ids.Length;
        if (_order.Length < n)
            (_order, _keys) = (new int[n * 2], new float[n * 2]);
        for (var i = 0; i < n; i++)
            (_order[i], _keys[i]) = (i, -query.Weights[i] * query.Inverse[i]);
        Array.Sort(_keys, _order, 0, n);

        var read = 0;
        var used = 0;
        for (var i = 0; i < n && used < MaximumTerms; i++)
        {
            var at = _order[i];
            var id = query.Ids[at];
            var stories = index.Terms.Stories(id);
            if (stories == 0 || read + stories > Budget)
                continue;
            read += stories;
            used++;
            var weight = query.Weights[at] * query.Inverse[at] * query.Inverse[at];
            foreach (var slot in index.Terms.Postings(id))
            {
                if (_overlap[slot] == 0)
                    _touched.Add(slot);
                _overlap[slot] += weight;
            }
        }
    }

    private bool TooFar(ArticleQuery query, ActiveStory story) => Gap(query.Day, story.FirstDay, story.LastDay) > options.CloseAfter.TotalDays;

    /// <summary>Days between an article and the span of a story's articles; NaN when either does not say.</summary>
    public static double Gap(double day, double first, double last) =>
        double.IsNaN(day) || double.IsNaN(first) ? double.NaN : Math.Max(0, Math.Max(day - last, first - day));
}
