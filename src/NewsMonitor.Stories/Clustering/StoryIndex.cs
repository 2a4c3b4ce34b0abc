namespace NewsMonitor.Stories.Clustering;

/// <summary>The open stories and which terms they have.</summary>
internal sealed class StoryIndex(StoryOptions options)
{
    private readonly Dictionary<string, ActiveStory> _byId = [];
    private readonly List<ActiveStory?> _slots = [];
    private readonly Stack<int> _free = new();
    private int[] _before = new int[512];
    private long _quietest = long.MaxValue;

    public TermTable Terms { get; } = new(options.CommonTermStories);

    /// <summary>Open stories.</summary>
    public int Open => _byId.Count;

    /// <summary>Slots in use and free: the size of arrays that are indexed by slot.</summary>
    public int Slots => _slots.Count;

    public ActiveStory? Find(string storyId) => _byId.GetValueOrDefault(storyId);

    /// <summary>The open story in a slot that the postings name.</summary>
    public ActiveStory At(int slot) => _slots[slot]!;

    public ActiveStory Begin(string storyId)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = _slots.Count;
            // By a quarter, both: what lies idle is memory, too.
            if (slot == _slots.Capacity)
                _slots.Capacity = Math.Max(1024, slot + (slot / 4));
            _slots.Add(null);
        }

        var story = new ActiveStory(storyId, slot);
        _slots[slot] = story;
        if (_byId.Count == _byId.Capacity)
            _byId.EnsureCapacity(Math.Max(1024, _byId.Count + (_byId.Count / 4)));
        _byId.Add(storyId, story);
        return story;
    }

    public void Add(ActiveStory story, ArticleQuery query)
    {
        if (_before.Length < query.Ids.Length)
            _before = new int[query.Ids.Length * 2];
        story.Vector.Add(query.Ids, query.Weights, query.Names, _before);
        for (var i = 0; i < query.Ids.Length; i++)
            Terms.Grow(query.Ids[i], story.Slot, _before[i]);
        story.Take(query);
        _quietest = Math.Min(_quietest, query.Article.Arrived.UtcTicks);
    }

    /// <summary>Takes a story out; what is left is as if it had never been there.</summary>
    public void Remove(ActiveStory story)
    {
        var terms = story.Vector.Read();
        while (terms.MoveNext())
            Terms.Leave(terms.Id, story.Slot, terms.Articles);
        _byId.Remove(story.Id);
        _slots[story.Slot] = null;
        _free.Push(story.Slot);
    }

    public bool HasQuiet(DateTimeOffset latestBefore)
    {
        // A lower bound makes the common answer cheap: it is exact after a look at all.
        if (_quietest >= latestBefore.UtcTicks)
            return false;
        _quietest = _byId.Count == 0 ? long.MaxValue : _byId.Values.Min(story => story.LatestArrival);
        return _quietest < latestBefore.UtcTicks;
    }

    /// <summary>Stories whose latest article arrived before.</summary>
    public List<ActiveStory> Quiet(DateTimeOffset latestBefore) => [.. _byId.Values.Where(story => story.LatestArrival < latestBefore.UtcTicks)];

    /// <summary>The time before which exactly the <paramref name="count"/> longest quiet stories (and those within a millisecond of the last) had their latest article.</summary>
    public DateTimeOffset LatestArrivalOfQuietest(int count) =>
        new(_byId.Values.Select(story => story.LatestArrival).Order().Skip(count - 1).FirstOrDefault() + TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    /// <summary>Lists the stories of terms that were common and are so no more: one look at every story for all of them.</summary>
    public void List(IReadOnlyCollection<int> unlisted)
    {
        var lists = unlisted.ToDictionary(term => term, term => new List<int>(Terms.Stories(term)));
        foreach (var story in _byId.Values)
        {
            var terms = story.Vector.Read();
            while (terms.MoveNext())
            {
                if (lists.TryGetValue(terms.Id, out var list))
                    list.Add(story.Slot);
            }
        }

        foreach (var (term, list) in lists)
            Terms.List(term, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));
    }
}
