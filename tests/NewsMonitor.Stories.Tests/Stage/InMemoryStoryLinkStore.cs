using NewsMonitor.Model;

namespace NewsMonitor.Stories.Tests.Stage;

/// <summary>Stories of one article each, with what waits and what was found; with a switch for a database that fails.</summary>
internal sealed class InMemoryStoryLinkStore : IStoryLinkStore
{
    private readonly Lock _lock = new();
    private readonly List<LinkWork> _pending = [];
    private readonly Dictionary<string, Article> _articles = [];
    private readonly HashSet<StoryLink> _links = [];

    /// <summary>The next writes fail like this, then no more.</summary>
    public Queue<Exception> Failures { get; } = [];

    /// <summary>Called with what is to be written before it is.</summary>
    public Action<IReadOnlyList<LinkOutcome>> Writing { get; set; } = _ => { };

    /// <summary>How often all profiles were read.</summary>
    public int Rebuilds { get; private set; }

    public IReadOnlyCollection<StoryLink> Links
    {
        get
        {
            lock (_lock)
                return [.. _links.DistinctBy(link => (link.First, link.Second))];
        }
    }

    public void Changed(Article article)
    {
        lock (_lock)
        {
            _articles[article.Id] = article;
            _pending.Add(new LinkWork(article.Id, 1));
        }
    }

    public Task<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_pending.Count > 0);
    }

    public Task<IReadOnlyList<LinkWork>> PendingAsync(int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<LinkWork>>([.. _pending.Take(limit)]);
    }

    public async IAsyncEnumerable<(string StoryId, byte[] Profile)> ProfilesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Rebuilds++;
        // Of another version: made anew from the articles.
        foreach (var id in _articles.Keys.ToList())
        {
            await Task.Yield();
            yield return (id, []);
        }
    }

    public Task<LinkSubject?> ReadAsync(string storyId, int articles, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var article = _articles[storyId];
            var story = new Story
            {
                Id = storyId,
                Language = article.Language,
                Headline = article.Title,
                State = StoryState.Open,
                FirstSeen = article.FirstSeen,
                // Open by the clock of the host, whatever day the article is of.
                Latest = DateTimeOffset.MaxValue,
                FirstPublished = article.Published,
                LatestPublished = article.Published,
                Articles = 1,
                Sources = 1,
                IndependentSources = 1,
            };
            return Task.FromResult<LinkSubject?>(new LinkSubject(story, [article]));
        }
    }

    public Task StoreAsync(IReadOnlyList<LinkOutcome> outcomes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Failures.TryDequeue(out var failure))
                throw failure;
            Writing(outcomes);
            foreach (var outcome in outcomes)
            {
                _pending.Remove(outcome.Work);
                _links.UnionWith(outcome.Links);
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<LinkedStory>> LinksAsync(string storyId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
