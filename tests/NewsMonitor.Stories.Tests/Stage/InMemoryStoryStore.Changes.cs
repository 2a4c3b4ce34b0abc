using NewsMonitor.Model;

namespace NewsMonitor.Stories.Tests.Stage;

/// <summary>As much of second thoughts as an index needs: one language, and nothing is refused but what is stale or held by hand.</summary>
internal sealed partial class InMemoryStoryStore : IStoryChangeStore
{
    private readonly List<StoryChange> _changes = [];
    private readonly Dictionary<string, DateTimeOffset?> _reviews = [];

    public IReadOnlyList<StoryChange> Changes => _changes;

    /// <summary>When stories are to be looked at.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset?> Reviews => _reviews;

    /// <summary>Articles that no proposal may name.</summary>
    public HashSet<string> HeldByHand { get; } = [];

    /// <summary>Stories told apart from all others.</summary>
    public HashSet<string> Apart { get; } = [];

    public void ReviewAt(string story, DateTimeOffset at) => _reviews[story] = at;

    public Task<IReadOnlyList<StoryChangeOutcome>> ChangeAsync(
        IReadOnlyList<StoryChangeProposal> proposals, DateTimeOffset now, DateTimeOffset? reviewAt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var newest = _changes.LastOrDefault()?.Sequence;
            var held = proposals.TakeWhile(p => !p.Articles.Any(HeldByHand.Contains)).Count();
            if (held < proposals.Count)
            {
                var done = new StoryChangeOutcome(StoryChangeVerdict.Done, null);
                return Task.FromResult<IReadOnlyList<StoryChangeOutcome>>(
                    [.. Enumerable.Repeat(done, held), new StoryChangeOutcome(StoryChangeVerdict.HeldByHand, null, proposals[held].From)]);
            }

            return Task.FromResult<IReadOnlyList<StoryChangeOutcome>>(
                proposals.FirstOrDefault(p => p.KnownChange < newest) is { } stale
                    ? [new StoryChangeOutcome(StoryChangeVerdict.Stale, null, stale.From)]
                    : [.. proposals.Select(p => Change(p, now, reviewAt))]);
        }
    }

    public Task<long> NewestChangeAsync(string language, CancellationToken cancellationToken) =>
        Task.FromResult(_changes.LastOrDefault()?.Sequence ?? 0);

    public Task<IReadOnlyList<StoryChange>> ChangesAfterAsync(string language, long sequence, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoryChange>>([.. _changes.Where(c => c.Sequence > sequence).Take(limit)]);

    public Task<IReadOnlyList<StoryChange>> ChangesOfAsync(string storyId, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> LanguagesToReviewAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Story>> DueReviewsAsync(string language, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Story>>([.. _reviews.Where(r => r.Value <= now).Take(limit).Select(r => Story(r.Key))]);

    public Task<IReadOnlySet<string>> ApartFromAsync(string storyId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<string>>(Apart);

    public Task<bool> ReviewedAsync(Story story, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        _reviews[story.Id] = next;
        return Task.FromResult(true);
    }

    private StoryChangeOutcome Change(StoryChangeProposal proposal, DateTimeOffset now, DateTimeOffset? reviewAt)
    {
        var moved = _assigned.Where(a => proposal.Kind == StoryChangeKind.Merged ? a.Assignment.StoryId == proposal.From : proposal.Articles.Contains(a.Article.Id)).ToList();
        var to = proposal.To ?? $"story-{moved[0].Article.Id}-apart";
        foreach (var article in moved)
            _assigned[_assigned.IndexOf(article)] = article with { Assignment = article.Assignment with { StoryId = to, Pinned = !proposal.ByEngine } };
        _reviews.Remove(proposal.From);
        _reviews[to] = reviewAt;
        _changes.Add(new StoryChange
        {
            Sequence = _changes.Count + 1,
            At = now,
            Language = "en",
            Kind = proposal.Kind,
            From = proposal.From,
            To = to,
            Articles = [.. moved.Select(a => a.Article.Id)],
            By = proposal.By,
            Reasons = proposal.Reasons,
        });
        return new StoryChangeOutcome(StoryChangeVerdict.Done, _changes[^1]);
    }

    private Story Story(string id)
    {
        var articles = _assigned.Where(a => a.Assignment.StoryId == id).ToList();
        return new Story
        {
            Id = id,
            Language = "en",
            Headline = "",
            State = StoryState.Open,
            FirstSeen = articles.Min(a => a.Article.FirstSeen),
            Latest = articles.Max(a => a.Article.FirstSeen),
            Articles = articles.Count,
            Sources = articles.Count,
            IndependentSources = articles.Count,
        };
    }
}
