namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// Finds the few open stories that share most with an article, over its heaviest terms, in bounded time: terms that very many stories have
/// are not looked up, and others only while the budget lasts.
/// </summary>
internal sealed class CandidateSearch(StoryIndex index, StoryOptions options)
{
    // Fraction bits of a shared weight: summed as whole numbers, so that the order in which stories are met does not show.
    private const float Scale = 16;

    private readonly List<Evidence> _found = [];
    private readonly List<int> _lookedUp = [];
    private readonly List<int> _unlisted = [];
    private int[] _overlap = [];
    private int[] _touched = [];
    private ulong[] _order = [];
    private int[] _terms = [];

    // A heap whose root is the least of the stories kept.
    private readonly ActiveStory[] _kept = new ActiveStory[options.Candidates];
    private readonly int[] _keys = new int[options.Candidates];

    /// <param name="query">The article.</param>
    /// <param name="certain">A story that is a candidate in any case; null for none.</param>
    /// <returns>Valid until the next call; in the order in which the stories began.</returns>
    public List<Evidence> Find(ArticleQuery query, ActiveStory? certain)
    {
        _found.Clear();
        Choose(query);
        var touched = Accumulate(query);
        var count = 0;
        for (var i = 0; i < touched; i++)
        {
            var slot = _touched[i];
            var overlap = _overlap[slot];
            _overlap[slot] = 0;
            // Most are turned away by this, without a look at the story.
            if (count == _kept.Length && overlap < _keys[0])
                continue;
            var story = index.At(slot);
            if (!TooFar(query, story))
                count = Keep(story, overlap, count);
        }

        for (var i = 0; i < count; i++)
            _found.Add(new Evidence { Story = _kept[i] });
        Array.Clear(_kept);
        if (certain is not null && !TooFar(query, certain) && !_found.Exists(found => found.Story == certain))
            _found.Add(new Evidence { Story = certain });
        _found.Sort(static (a, b) => a.Story.CompareTo(b.Story));
        return _found;
    }

    /// <summary>Days between an article and the span of a story's articles; NaN when either does not say.</summary>
    public static double Gap(double day, double first, double last) =>
        double.IsNaN(day) || double.IsNaN(first) ? double.NaN : Math.Max(0, Math.Max(day - last, first - day));

    /// <summary>The heaviest terms that are worth looking up; of equals those with the smaller hash, which is the same in every index.</summary>
    private void Choose(ArticleQuery query)
    {
        var n = query.Ids.Length;
        if (_order.Length < n)
            (_order, _terms) = (new ulong[n * 2], new int[n * 2]);
        var some = 0;
        for (var i = 0; i < n; i++)
        {
            var id = query.Ids[i];
            if (index.Terms.Stories(id) == 0 || index.Terms.IsCommon(id))
                continue;
            // Heaviest first: the bits of a positive number grow with it.
            var weight = BitConverter.SingleToUInt32Bits(query.Weights[i] * query.Inverse[i]);
            (_order[some], _terms[some]) = (((ulong)~weight << 32) | index.Terms.Hash(id), i);
            some++;
        }

        Array.Sort(_order, _terms, 0, some);
        var read = 0;
        _lookedUp.Clear();
        _unlisted.Clear();
        for (var i = 0; i < some && _lookedUp.Count < options.SearchTerms; i++)
        {
            var id = query.Ids[_terms[i]];
            var stories = index.Terms.Stories(id);
            if (read + stories > options.SearchBudget)
                continue;
            read += stories;
            _lookedUp.Add(_terms[i]);
            if (index.Terms.IsUnlisted(id))
                _unlisted.Add(id);
        }

        if (_unlisted.Count > 0)
            index.List(_unlisted);
        if (_touched.Length < read)
            _touched = new int[read * 2];
    }

    /// <returns>How many stories have one of the terms; they are in <see cref="_touched"/>, and in <see cref="_overlap"/> what they share.</returns>
    private int Accumulate(ArticleQuery query)
    {
        if (_overlap.Length < index.Slots)
            Array.Resize(ref _overlap, Math.Max(index.Slots, _overlap.Length * 2));
        var touched = 0;
        var (overlap, seen) = (_overlap, _touched);
        foreach (var at in _lookedUp)
        {
            var weight = Math.Max(1, (int)(query.Projected[at] * query.Inverse[at] / (ArticleQuery.Unit / Text.TermWeight.One) * Scale));
            foreach (var slot in index.Terms.Postings(query.Ids[at]))
            {
                var before = overlap[slot];
                overlap[slot] = before + weight;
                // Written in any case: a jump that nobody can foresee costs more.
                seen[touched] = slot;
                touched += before == 0 ? 1 : 0;
            }
        }

        return touched;
    }

    /// <summary>Keeps the stories with the largest overlap; of equals those that began first.</summary>
    private int Keep(ActiveStory story, int overlap, int count)
    {
        if (count < _kept.Length)
        {
            var at = count++;
            for (; at > 0 && Less(overlap, story, (at - 1) / 2); at = (at - 1) / 2)
                (_keys[at], _kept[at]) = (_keys[(at - 1) / 2], _kept[(at - 1) / 2]);
            (_keys[at], _kept[at]) = (overlap, story);
        }
        else if (!Less(overlap, story, 0))
        {
            var at = 0;
            for (var child = 1; child < count; at = child, child = (2 * at) + 1)
            {
                if (child + 1 < count && Less(_keys[child + 1], _kept[child + 1], child))
                    child++;
                if (Less(overlap, story, child))
                    break;
                (_keys[at], _kept[at]) = (_keys[child], _kept[child]);
            }

            (_keys[at], _kept[at]) = (overlap, story);
        }

        return count;
    }

    /// <summary>True when a story with this overlap ranks below the one at a place of the heap.</summary>
    private bool Less(int overlap, ActiveStory story, int at) => overlap != _keys[at] ? overlap < _keys[at] : story.CompareTo(_kept[at]) > 0;

    private bool TooFar(ArticleQuery query, ActiveStory story) => Gap(query.Day, story.FirstDay, story.LastDay) > options.CloseAfter.TotalDays;
}
