using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Review;

namespace NewsMonitor.Stories.Indexing;

/// <summary>How an index follows merges, splits and moves, whoever made them: the stories concerned are dropped and restored as they are now.</summary>
public sealed partial class StoryIndexer
{
    // Changes followed at a time.
    private const int ChangesAtOnce = 100;

    /// <summary>The newest change that the engine shows.</summary>
    private long _change;

    /// <summary>Until when stories wait whose look failed, though they get articles: those make them due again.</summary>
    private readonly Dictionary<string, DateTimeOffset> _putOff = [];

    private async Task FollowAsync(StoryEngine engine, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoryChange> news;
        do
        {
            news = await changes.ChangesAfterAsync(language, _change, ChangesAtOnce, cancellationToken);
            if (news.Count == 0)
                return;
            await RefreshAsync(engine, news.SelectMany(change => new[] { change.From, change.To }), cancellationToken);
            _change = news[^1].Sequence;
            LogFollowed(logger, language, news.Count);
        }
        while (news.Count == ChangesAtOnce);
    }

    /// <summary>What was decided of a batch was not stored because of a change in between: takes it back and follows.</summary>
    /// <param name="engine">Null when it was dropped: the next one shows the change.</param>
    /// <param name="refused">What was decided.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there is no such change: it was refused for another reason.</returns>
    private async Task<bool> ChangedMeanwhileAsync(StoryEngine? engine, IReadOnlyList<IndexedAssignment> refused, CancellationToken cancellationToken)
    {
        if (await changes.NewestChangeAsync(language, cancellationToken) == _change)
            return false;
        if (engine is null)
            return true;
        await RefreshAsync(engine, refused.Select(a => a.Assignment.StoryId), cancellationToken);
        await FollowAsync(engine, cancellationToken);
        return true;
    }

    private async Task RefreshAsync(StoryEngine engine, IEnumerable<string> stories, CancellationToken cancellationToken)
    {
        var concerned = stories.Distinct(StringComparer.Ordinal).ToList();
        _apart = true;
        foreach (var story in concerned)
            engine.Forget(story);
        await RestoreAsync(engine, store.OpenArticlesAsync(concerned, cancellationToken), cancellationToken);
        _apart = false;
    }

    private async Task<IndexedBatch> ReviewAsync(StoryEngine engine, CancellationToken cancellationToken)
    {
        var made = 0;
        var looked = false;
        foreach (var story in await changes.DueReviewsAsync(language, clock.GetUtcNow(), options.ReviewBatch, cancellationToken))
        {
            // The first assignment is immediate, whatever is thought of again.
            if (looked && (await store.PendingAsync(language, 1, cancellationToken)).Count > 0)
                return new IndexedBatch(0, 0, made, Waiting: true);
            if (_putOff.TryGetValue(story.Id, out var until) && until > clock.GetUtcNow())
            {
                await changes.ReviewedAsync(story, until, cancellationToken);
                continue;
            }

            looked = true;
            var articles = await store.LatestArticlesAsync(story.Id, Math.Max(options.ReviewArticles, options.Faces.ReadArticles), cancellationToken);
            var analysed = await AnalysedAsync(articles, cancellationToken);
            var seen = articles.Zip(analysed).Where(a => a.Second is not null).Select(a => new ReviewedArticle(a.Second!, a.First.Pinned)).ToList();
            var outcome = await reviews.RunAsync(engine, story, seen, _change, cancellationToken);
            made += outcome == ReviewOutcome.Changed ? 1 : 0;
            if (outcome == ReviewOutcome.Unchanged)
                await ShowAsync(engine, story, articles, analysed, cancellationToken);
            // Also when it was refused: somebody else changed something.
            if (outcome is ReviewOutcome.Changed or ReviewOutcome.Stale)
                await FollowAsync(engine, cancellationToken);
            if (outcome == ReviewOutcome.Failed)
            {
                // It may have stopped halfway through the index.
                Drop();
                PutOff(story.Id);
                break;
            }
        }

        return new IndexedBatch(0, 0, made);
    }

    private void PutOff(string story)
    {
        var now = clock.GetUtcNow();
        foreach (var (over, _) in _putOff.Where(s => s.Value <= now).ToList())
            _putOff.Remove(over);
        _putOff[story] = now + ReviewSchedule.AfterFailure;
    }
}
