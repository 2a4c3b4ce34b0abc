using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>The step from story events to matches: takes a batch, asks the snapshot, writes the outcome in one transaction.</summary>
public sealed partial class StoryMatcher(
    IAlertStore store, CurrentSubscriptions subscriptions, ArticleTexts texts, AlertOptions options, AlertMetrics metrics, TimeProvider clock, ILogger<StoryMatcher> logger)
{
    /// <summary>Matches the oldest pending events of a language.</summary>
    /// <returns>How many there were, and the subscribers who have something to be judged.</returns>
    public async Task<MatchedBatch> RunAsync(string language, CancellationToken cancellationToken)
    {
        // In this order: see CurrentSubscriptions.
        var events = await store.PendingEventsAsync(language, options.MatchBatch, cancellationToken);
        if (events.Count == 0)
            return new MatchedBatch(0, []);
        var snapshot = await subscriptions.GetAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var matches = await Task.Run(() => events.SelectMany(pending => Match(snapshot, pending, now)).ToArray(), cancellationToken);
        var subscribers = await store.StoreMatchesAsync([.. events.Select(e => e.Event.Sequence)], matches, now, cancellationToken);
        metrics.Matched(events.Count, matches.Length);
        return new MatchedBatch(events.Count, subscribers);
    }

    private SubscriptionMatch[] Match(SubscriptionSnapshot snapshot, PendingEvent pending, DateTimeOffset now)
    {
        try
        {
            var article = texts.Read(pending.Article, pending.Feed);
            subscriptions.Frequencies.Count(article);
            return [.. snapshot.Match(article)
                .Select(m => new SubscriptionMatch(m.Subscription.Id, m.Subscription.Subscriber, pending.Event.StoryId, pending.Article.Id, m.Match.Why, now) { Residual = m.Match.Residual, Version = snapshot.Version })];
        }
        catch (Exception e)
        {
            // One article that cannot be matched must not hold up all that come after it.
            LogFailed(logger, e, pending.Article.Id);
            metrics.MatchFailed();
            return [];
        }
    }
}

/// <param name="Events">Events taken; zero when nothing was pending.</param>
public sealed record MatchedBatch(int Events, IReadOnlyList<string> Subscribers);
