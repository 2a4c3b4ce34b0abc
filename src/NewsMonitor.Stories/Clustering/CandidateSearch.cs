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
        var count = 0;
        if (_order.Length < _touched.Count)
            (_order, _keys) = (new int[_touched.Count * 2], new float[_touched.Count * 2]);
        foreach (var slot in _touched)
        {
            var overlap = _overlap[slot];
            _overlap[slot] = 0;
            if (index.At(slot) is { } story && !TooFar(query, story))
                count = Keep(slot, overlap, count);
        }

        _touched.Clear();
        for (var i = 0; i < count; i++)
            _found.Add(new Evidence { Story = index.At(_order[i])! });
        if (certain is not null && !TooFar(query, certain) && !_found.Exists(found => found.Story == certain))
            _found.Add(new Evidence { Story = certain });
        _found.Sort(static (a, b) => a.Story.CompareTo(b.Story));
        return _found;
    }

    /// <summary>Keeps the stories with the largest overlap in a heap whose root is the least of them; of equals those that began first.</summary>
    private int Keep(int slot, float overlap, int count)
    {
        if (count < options.Candidates)
        {
            var at = count++;
            for (; at > 0 && Less(overlap, slot, (at - 1) / 2); at = (at - 1) / 2)
                (_keys[at], _order[at]) = (_keys[(at - 1) / 2], _order[(at - 1) / 2]);
            (_keys[at], _order[at]) = (overlap, slot);
        }
        else if (!Less(overlap, slot, 0))
        {
            var at = 0;
            for (var child = 1; child < count; at = child, child = (2 * at) + 1)
            {
                if (child + 1 < count && Less(_keys[child + 1], _order[child + 1], child))
                    child++;
                if (Less(overlap, slot, child))
                    break;
                (_keys[at], _order[at]) = (_keys[child], _order[child]);
            }

            (_keys[at], _order[at]) = (overlap, slot);
        }

        return count;
    }

    /// <summary>True when a story with this overlap ranks below the one at a place of the heap.</summary>
    private bool Less(float overlap, int slot, int at) =>
        overlap != _keys[at] ? overlap < _keys[at] : index.At(slot)!.CompareTo(index.At(_order[at])!) > 0;

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
