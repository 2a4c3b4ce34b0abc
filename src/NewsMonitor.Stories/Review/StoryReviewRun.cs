using Microsoft.Extensions.Logging;
using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>Takes one story that is due through the second look, and writes what comes of it: the change, or when to look again.</summary>
public sealed partial class StoryReviewRun(
    IStoryChangeStore store, SecondLook look, StoryOptions options, StoryMetrics metrics, TimeProvider clock, ILogger<StoryReviewRun> logger)
{
    /// <param name="engine">The index that the story is in.</param>
    /// <param name="story">As it was read when it was due; written since, it stays due.</param>
    /// <param name="articles">As <see cref="SecondLook"/> has them.</param>
    /// <param name="knownChange">The newest change that the engine shows.</param>
    /// <param name="cancellationToken">Stops waiting, not what was decided.</param>
    public async Task<ReviewOutcome> RunAsync(
        StoryEngine engine, Story story, IReadOnlyList<ReviewedArticle> articles, long knownChange, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            var apart = await store.ApartFromAsync(story.Id, cancellationToken);
            // Off the caller's scheduler: it is arithmetic over all articles of the story.
            var proposals = await Task.Run(() => look(engine, story, articles, apart), cancellationToken);
            return await WriteAsync(story, proposals, knownChange, now, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException))
        {
            LogFailed(logger, e, story.Id);
            await store.ReviewedAsync(story, now + ReviewSchedule.AfterFailure, cancellationToken);
            return ReviewOutcome.Failed;
        }
    }

    private async Task<ReviewOutcome> WriteAsync(
        Story story, IReadOnlyList<StoryChangeProposal> proposals, long knownChange, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = ReviewSchedule.Next(story, options, now);
        // Each time round there is one less.
        while (proposals.Count > 0)
        {
            var outcomes = await store.ChangeAsync([.. proposals.Select(p => p with { KnownChange = p.KnownChange ?? knownChange })], now, next, cancellationToken);
            var refused = outcomes.FirstOrDefault(outcome => !outcome.Stands);
            if (refused?.Verdict == StoryChangeVerdict.Stale)
                return ReviewOutcome.Stale;
            if (refused is null)
            {
                if (outcomes.Any(outcome => outcome.Verdict == StoryChangeVerdict.Done))
                    return Made(outcomes);
                break;
            }

            LogRefused(logger, story.Id, refused.Verdict, refused.Subject);
            if (refused.Verdict != StoryChangeVerdict.HeldByHand)
                break;
            // What an operator decided must not keep the other thoughts back, now or at any later look.
            proposals = [.. proposals.Where((_, i) => i != outcomes.Count - 1)];
        }

        await store.ReviewedAsync(story, next, cancellationToken);
        return ReviewOutcome.Unchanged;
    }

    private ReviewOutcome Made(IReadOnlyList<StoryChangeOutcome> outcomes)
    {
        foreach (var change in outcomes.Where(o => o.Verdict == StoryChangeVerdict.Done).Select(o => o.Change!))
        {
            metrics.Changed(change);
            LogChanged(logger, change.Kind, change.From, change.To, change.Articles.Length, change.Reasons);
        }

        return ReviewOutcome.Changed;
    }
}
