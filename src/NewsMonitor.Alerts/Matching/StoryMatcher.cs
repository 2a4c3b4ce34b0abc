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
        // After the snapshot: a match that is gone by then, because its query was changed, is found by looking back.
        var already = await store.MatchedAlreadyAsync([.. events.Select(e => e.Article.Id)], cancellationToken);
        var now = clock.GetUtcNow();
        var (matches, hits) = await Task.Run(() => Match(snapshot, events, already, now), cancellationToken);
        var subscribers = await store.StoreMatchesAsync([.. events.Select(e => e.Event.Sequence)], matches, now, cancellationToken);
        metrics.Matched(events.Count, hits);
        return new MatchedBatch(events.Count, subscribers);
    }

    private (List<SubscriptionMatch> Matches, int Hits) Match(
        SubscriptionSnapshot snapshot, IReadOnlyList<PendingEvent> events, IReadOnlyDictionary<string, IReadOnlySet<string>> already, DateTimeOffset now)
    {
        var matches = new List<SubscriptionMatch>();
        var hits = 0;
        foreach (var pending in events)
            hits += Match(snapshot, pending, already.GetValueOrDefault(pending.Article.Id), now, matches);
        return (matches, hits);
    }

    /// <param name="already">Subscriptions to which the article adds nothing: why it holds for them is not found out, which costs more than that it does. Null for none.</param>
    /// <returns>Subscriptions whose query holds.</returns>
    private int Match(SubscriptionSnapshot snapshot, PendingEvent pending, IReadOnlySet<string>? already, DateTimeOffset now, List<SubscriptionMatch> matches)
    {
        var (begun, hits) = (matches.Count, 0);
        try
        {
            var article = texts.Read(pending.Article, pending.Feed);
            subscriptions.Frequencies.Count(article);
            foreach (var hit in snapshot.Match(article))
            {
                hits++;
                var subscription = hit.Subscription;
                if (already?.Contains(subscription.Id) == true)
                    continue;
                var match = hit.Match;
                matches.Add(new SubscriptionMatch(subscription.Id, subscription.Subscriber, pending.Event.StoryId, pending.Article.Id, match.Why, now) { Residual = match.Residual, Version = snapshot.Version });
            }

            return hits;
        }
        catch (Exception e)
        {
            // One article that cannot be matched must not hold up all that come after it.
            LogFailed(logger, e, pending.Article.Id);
            metrics.MatchFailed();
            matches.RemoveRange(begun, matches.Count - begun);
            return 0;
        }
    }
}

/// <param name="Events">Events taken; zero when nothing was pending.</param>
public sealed record MatchedBatch(int Events, IReadOnlyList<string> Subscribers);
