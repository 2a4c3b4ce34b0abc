using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Review;

/// <summary>
/// Articles of one language with second thoughts, in memory: what the server does with a database and a clock, for files, whose clock is the
/// order of their lines. A story is looked at again when it had no article for <see cref="Quiet"/> arrivals, then ever more rarely, and at the end.
/// </summary>
public sealed class ReviewedStream
{
    /// <summary>Arrivals of other articles after which a story has settled.</summary>
    public const int Quiet = 200;

    // What does not come to rest in so many looks at all stories goes round in circles.
    private const int MostRounds = 10;

    private readonly StoryEngine _engine;
    private readonly int _quiet;
    private readonly Dictionary<string, List<AnalysedArticle>> _stories = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, (int Due, string Id)> _due = new();
    private readonly Dictionary<string, int> _grown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoryChangeProposal> _changed = new(StringComparer.Ordinal);
    private int _arrivals;

    public ReviewedStream(StoryOptions options, ArticleAnalyser analyser)
        : this(new StoryEngine(options, analyser), Quiet)
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">Less than one arrival: a story would be due again at once, for ever.</exception>
    internal ReviewedStream(StoryEngine engine, int quiet)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quiet, 1);
        _engine = engine;
        _quiet = quiet;
    }

    public int Stories => _stories.Count;

    /// <summary>Changes that second thoughts made.</summary>
    public int Changes { get; private set; }

    /// <summary>Looks that were had.</summary>
    public int Reviews { get; private set; }

    /// <summary>The first assignment of an article, which stands until second thoughts.</summary>
    public StoryAssignment Assign(AnalysedArticle article)
    {
        var assignment = _engine.Assign(article);
        if (!_stories.TryGetValue(assignment.StoryId, out var articles))
            _stories.Add(assignment.StoryId, articles = []);
        articles.Add(article);
        Grew(assignment.StoryId);
        _arrivals++;
        while (_due.TryPeek(out var story, out var due) && due.Due <= _arrivals)
        {
            _due.Dequeue();
            // Since it was put here it may have grown, been looked at, or be gone.
            if (!_next.TryGetValue(story, out var next) || next != due.Due)
                continue;
            Review(story);
            if (_grown.TryGetValue(story, out var grown))
                Later(story, Math.Max(_quiet, _arrivals - grown));
        }

        return assignment;
    }

    /// <summary>Looks at all stories until nothing changes any more.</summary>
    /// <returns>False when it did not come to rest in ten rounds.</returns>
    public bool Settle(CancellationToken cancellationToken = default)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var before = Changes;
            foreach (var story in _stories.Keys.OrderBy(id => _stories[id].Count).ThenBy(id => id, StringComparer.Ordinal).ToArray())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Review(story);
            }

            if (Changes == before)
                return true;
        }

        return false;
    }

    /// <summary>The story of each article as things stand.</summary>
    public Dictionary<string, string> Current() =>
        _stories.SelectMany(story => story.Value, (story, article) => (article.Id, Story: story.Key)).ToDictionary(a => a.Id, a => a.Story, StringComparer.Ordinal);

    /// <summary>The last change that concerned an article; null when it stayed where it was first put.</summary>
    public StoryChangeProposal? LastChange(string articleId) => _changed.GetValueOrDefault(articleId);

    private void Review(string storyId)
    {
        if (!_stories.TryGetValue(storyId, out var articles))
            return;
        Reviews++;
        var proposals = StoryReviewer.Review(_engine, storyId, [.. articles.Select(a => new ReviewedArticle(a))]);
        if (proposals.Count == 0)
            return;
        Changes += proposals.Count;
        var concerned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var proposal in proposals)
            Make(proposal, concerned);
        foreach (var story in concerned)
            _engine.Forget(story);
        foreach (var story in concerned)
        {
            foreach (var article in _stories.GetValueOrDefault(story) ?? [])
                _engine.Restore(article, story);
        }
    }

    private void Make(StoryChangeProposal proposal, HashSet<string> concerned)
    {
        var from = _stories[proposal.From];
        var leaving = proposal.Kind == StoryChangeKind.Merged ? [.. from] : from.FindAll(a => proposal.Articles.Contains(a.Id));
        var to = proposal.To ?? NewId(leaving[0].Id);
        foreach (var article in leaving)
            _changed[article.Id] = proposal;
        concerned.Add(proposal.From);
        concerned.Add(to);
        if (!_stories.TryGetValue(to, out var articles))
            _stories.Add(to, articles = []);
        articles.AddRange(leaving);
        articles.Sort((a, b) => a.Arrived != b.Arrived ? a.Arrived.CompareTo(b.Arrived) : string.CompareOrdinal(a.Id, b.Id));
        from.RemoveAll(leaving.Contains);
        if (from.Count == 0)
        {
            _stories.Remove(proposal.From);
            _grown.Remove(proposal.From);
            _next.Remove(proposal.From);
        }
        else
        {
            Grew(proposal.From);
        }

        Grew(to);
    }

    private void Grew(string story)
    {
        _grown[story] = _arrivals;
        Later(story, _quiet);
    }

    private void Later(string story, int arrivals)
    {
        _next[story] = _arrivals + arrivals;
        _due.Enqueue(story, (_arrivals + arrivals, story));
    }

    private string NewId(string article)
    {
        var id = StableId.Create("story", article);
        for (var number = 2; _stories.ContainsKey(id); number++)
            id = StableId.Create("story", article, FormattableString.Invariant($"{number}"));
        return id;
    }
}
