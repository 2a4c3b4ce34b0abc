using NewsMonitor.Model;

namespace NewsMonitor.Stories.Tests.Stage;

/// <summary>The part of a story store that an index needs, with switches for what can go wrong.</summary>
internal sealed partial class InMemoryStoryStore : IStoryStore
{
    private readonly Lock _lock = new();
    private readonly List<Article> _pending = [];
    private readonly List<AssignedArticle> _assigned = [];
    private readonly HashSet<string> _closed = [];
    private readonly Dictionary<string, byte[]?> _analyses = [];

    /// <summary>The next assignments fail like this, then no more.</summary>
    public Queue<Exception> Failures { get; } = [];

    /// <summary>Assignments of this article are refused.</summary>
    public string? Refused { get; set; }

    /// <summary>Called with a batch's article ids before it is written.</summary>
    public Action<string[]> Writing { get; set; } = _ => { };

    public Dictionary<string, string> SetAside { get; } = [];

    public int Rebuilds { get; private set; }

    public IReadOnlyList<AssignedArticle> Assigned
    {
        get
        {
            lock (_lock)
                return [.. _assigned];
        }
    }

    public void Arrive(params IEnumerable<Article> articles)
    {
        lock (_lock)
            _pending.AddRange(articles);
    }

    public Task<IReadOnlyList<string>> PendingLanguagesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<string>>([.. _pending.Select(a => a.Language).Distinct()]);
    }

    public Task<IReadOnlyList<Article>> PendingAsync(string language, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<Article>>([.. _pending.Where(a => a.Language == language).Take(limit)]);
    }

    public Task<bool> AssignAsync(AssignedBatch batch, CancellationToken cancellationToken)
    {
        var assignments = batch.Assignments;
        lock (_lock)
        {
            Writing([.. assignments.Select(a => a.Assignment.ArticleId)]);
            if (Failures.TryDequeue(out var failure))
                throw failure;
            if (batch.KnownChange < _changes.LastOrDefault()?.Sequence || assignments.Select(a => a.Assignment).Any(a => a.ArticleId == Refused || !_pending.Exists(p => p.Id == a.ArticleId) || _closed.Contains(a.StoryId)))
                return Task.FromResult(false);
            foreach (var (assignment, analysis) in assignments)
            {
                var article = _pending.Single(p => p.Id == assignment.ArticleId);
                _pending.Remove(article);
                _assigned.Add(new AssignedArticle(article, assignment));
                _analyses[article.Id] = analysis;
            }

            return Task.FromResult(true);
        }
    }

    /// <summary>Somebody else gives an article its story.</summary>
    public void AssignBehind(StoryAssignment assignment)
    {
        lock (_lock)
        {
            var article = _pending.Single(p => p.Id == assignment.ArticleId);
            _pending.Remove(article);
            _assigned.Add(new AssignedArticle(article, assignment));
        }
    }

    /// <summary>Faces as they were written last.</summary>
    public Dictionary<string, (StoryFace Face, string? Headline)> Faces { get; } = [];

    public Task StoreFaceAsync(string storyId, StoryFace face, string? headlineArticle, CancellationToken cancellationToken)
    {
        lock (_lock)
            Faces[storyId] = (face, headlineArticle);
        return Task.CompletedTask;
    }

    public Task SetAsideAsync(string articleId, string reason, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _pending.RemoveAll(a => a.Id == articleId);
            SetAside.Add(articleId, reason);
            return Task.CompletedTask;
        }
    }

    public Task<string?> RetryAsync(string articleId, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The outlet changes an article after it got its story.</summary>
    public void Edit(string articleId, Func<Article, Article> edit)
    {
        lock (_lock)
        {
            var at = _assigned.FindIndex(a => a.Article.Id == articleId);
            _assigned[at] = _assigned[at] with { Article = edit(_assigned[at].Article) };
        }
    }

    /// <summary>Drops what the index saw of an article, or puts something else in its place.</summary>
    public void Damage(string articleId, byte[]? analysis)
    {
        lock (_lock)
            _analyses[articleId] = analysis;
    }

    public async IAsyncEnumerable<IndexedArticle> OpenArticlesAsync(string language, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Rebuilds++;
        foreach (var article in Open(a => a.Article.Language == language))
        {
            await Task.Yield();
            yield return article;
        }
    }

    public IAsyncEnumerable<IndexedArticle> OpenArticlesAsync(IReadOnlyList<string> storyIds, CancellationToken cancellationToken) =>
        Open(a => storyIds.Contains(a.Assignment.StoryId)).ToAsyncEnumerable();

    public Task<IReadOnlyList<IndexedArticle>> LatestArticlesAsync(string storyId, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IndexedArticle>>([.. Open(a => a.Assignment.StoryId == storyId).TakeLast(limit)]);

    public Task<IReadOnlyList<Article>> ReadAsync(IReadOnlyList<string> articleIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Article>>([.. Assigned.Select(a => a.Article).Where(a => articleIds.Contains(a.Id))]);

    public Task<IReadOnlyList<string>> CloseAsync(string language, DateTimeOffset latestBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var quiet = _assigned.GroupBy(a => a.Assignment.StoryId)
                .Where(s => !_closed.Contains(s.Key) && s.Max(a => a.Article.FirstSeen) < latestBefore).Select(s => s.Key).ToList();
            _closed.UnionWith(quiet);
            return Task.FromResult<IReadOnlyList<string>>(quiet);
        }
    }

    public bool IsClosed(string storyId) => _closed.Contains(storyId);

    public Task<Story?> FindAsync(string storyId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<Story>> ListAsync(StoryFilter filter, PageRequest page, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<AssignedArticle>> ArticlesAsync(string storyId, PageRequest page, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoryAssignment?> AssignmentAsync(string articleId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoryCounts> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private List<IndexedArticle> Open(Func<AssignedArticle, bool> which)
    {
        lock (_lock)
        {
            return [.. _assigned.Where(a => which(a) && !_closed.Contains(a.Assignment.StoryId))
                .Select(a => new IndexedArticle(a.Article.Id, a.Assignment.StoryId, a.Assignment.CopyOf, _analyses.GetValueOrDefault(a.Article.Id), a.Assignment.Pinned))];
        }
    }
}
