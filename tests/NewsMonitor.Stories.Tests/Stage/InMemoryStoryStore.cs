using NewsMonitor.Model;

namespace NewsMonitor.Stories.Tests.Stage;

/// <summary>The part of a story store that an index needs, with switches for what can go wrong.</summary>
internal sealed class InMemoryStoryStore : IStoryStore
{
    private readonly Lock _lock = new();
    private readonly List<Article> _pending = [];
    private readonly List<AssignedArticle> _assigned = [];
    private readonly HashSet<string> _closed = [];

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

    public Task<bool> AssignAsync(string language, IReadOnlyList<StoryAssignment> assignments, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Writing([.. assignments.Select(a => a.ArticleId)]);
            if (Failures.TryDequeue(out var failure))
                throw failure;
            if (assignments.Any(a => a.ArticleId == Refused || !_pending.Exists(p => p.Id == a.ArticleId) || _closed.Contains(a.StoryId)))
                return Task.FromResult(false);
            foreach (var assignment in assignments)
            {
                var article = _pending.Single(p => p.Id == assignment.ArticleId);
                _pending.Remove(article);
                _assigned.Add(new AssignedArticle(article, assignment));
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

    public Task SetAsideAsync(string articleId, string reason, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _pending.RemoveAll(a => a.Id == articleId);
            SetAside.Add(articleId, reason);
            return Task.CompletedTask;
        }
    }

    public async IAsyncEnumerable<AssignedArticle> OpenArticlesAsync(string language, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Rebuilds++;
        foreach (var article in Assigned.Where(a => a.Article.Language == language && !_closed.Contains(a.Assignment.StoryId)))
        {
            await Task.Yield();
            yield return article;
        }
    }

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
}
