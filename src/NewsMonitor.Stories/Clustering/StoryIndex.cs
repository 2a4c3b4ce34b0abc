namespace NewsMonitor.Stories.Clustering;

/// <summary>The open stories and which terms they have.</summary>
internal sealed class StoryIndex
{
    private readonly Dictionary<string, ActiveStory> _byId = [];
    private readonly List<ActiveStory?> _slots = [];
    private readonly Stack<int> _free = new();
    private readonly List<int> _closedSlots = [];
    private DateTimeOffset _quietest = DateTimeOffset.MaxValue;

    public TermTable Terms { get; } = new();

    /// <summary>Open stories.</summary>
    public int Open => _byId.Count;

    /// <summary>Slots in use and free: the size of arrays that are indexed by slot.</summary>
    public int Slots => _slots.Count;

    /// <summary>True when so many have closed that their remains in the postings cost more than removing them.</summary>
    public bool NeedsPurge => _closedSlots.Count > 64 && _closedSlots.Count > Open / 4;

    public ActiveStory? Find(string storyId) => _byId.GetValueOrDefault(storyId);

    /// <summary>The open story in a slot; null when it has closed.</summary>
    public ActiveStory? At(int slot) => _slots[slot];

    public ActiveStory Begin(string storyId)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = _slots.Count;
            _slots.Add(null);
        }

        var story = new ActiveStory(storyId, slot);
        _slots[slot] = story;
        _byId.Add(storyId, story);
        return story;
    }

    public void Add(ActiveStory story, ArticleQuery query)
    {
        story.Vector.Add(query.Ids, query.Weights, query.Names);
        // After the vector has counted the article: what it had before is one less.
        var ids = story.Vector.Ids;
        var articles = story.Vector.Articles;
        var at = 0;
        foreach (var id in query.Ids)
        {
            while (ids[at] != id)
                at++;
            Terms.Grow(id, story.Slot, articles[at] - 1);
        }

        story.Take(query);
        if (query.Article.Arrived < _quietest)
            _quietest = query.Article.Arrived;
    }

    public bool HasQuiet(DateTimeOffset latestBefore)
    {
        // A lower bound makes the common answer cheap: it is exact after a look at all.
        if (_quietest >= latestBefore)
            return false;
        _quietest = _byId.Count == 0 ? DateTimeOffset.MaxValue : _byId.Values.Min(story => story.LatestArrival);
        return _quietest < latestBefore;
    }

    public int Close(DateTimeOffset latestBefore)
    {
        var closed = 0;
        for (var slot = 0; slot < _slots.Count; slot++)
        {
            if (_slots[slot] is not { } story || story.LatestArrival >= latestBefore)
                continue;
            Remove(story);
            closed++;
        }

        return closed;
    }

    public void Remove(ActiveStory story)
    {
        for (var i = 0; i < story.Vector.Ids.Length; i++)
            Terms.Leave(story.Vector.Ids[i], story.Vector.Articles[i]);
        story.Closed = true;
        _byId.Remove(story.Id);
        _slots[story.Slot] = null;
        _closedSlots.Add(story.Slot);
    }

    public void Purge()
    {
        Terms.Purge(slot => _slots[slot] is null);
        foreach (var slot in _closedSlots)
            _free.Push(slot);
        _closedSlots.Clear();
    }

    /// <summary>The time before which exactly the <paramref name="count"/> longest quiet stories (and those equal to the last) had their latest article.</summary>
    public DateTimeOffset LatestArrivalOfQuietest(int count) =>
        _byId.Values.Select(story => story.LatestArrival).Order().Skip(count - 1).FirstOrDefault().AddTicks(1);
}
