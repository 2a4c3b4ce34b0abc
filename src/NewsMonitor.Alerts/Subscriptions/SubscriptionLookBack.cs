using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>
/// Matches a new subscription against what has just arrived, so that it does not matter whether a feed was added a minute before or after
/// it. Doing it twice changes nothing.
/// </summary>
public sealed class SubscriptionLookBack(IAlertStore store, AlertOptions options, TimeProvider clock)
{
    /// <returns>Subscribers who have something to be judged.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        if (subscription.Paused || options.SubscriptionLookBack <= TimeSpan.Zero || options.SubscriptionLookBackStories == 0)
            return [];
        var now = clock.GetUtcNow();
        var recent = await store.RecentAsync(now - options.SubscriptionLookBack, options.SubscriptionLookBackArticles, cancellationToken);
        var matches = await Task.Run(() => Match(subscription, recent, now), cancellationToken);
        return matches.Count == 0 ? [] : await store.StoreMatchesAsync([], matches, now, cancellationToken);
    }

    private List<SubscriptionMatch> Match(Subscription subscription, IReadOnlyList<PendingEvent> recent, DateTimeOffset now)
    {
        var query = Query.Parse(subscription.Query);
        var matches = new List<SubscriptionMatch>();
        var stories = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (arrival, article) in recent)
        {
            if (stories.Contains(arrival.StoryId))
                continue;
            if (query.Match(new ArticleText(article)) is not { } match)
                continue;
            stories.Add(arrival.StoryId);
            matches.Add(new SubscriptionMatch(subscription.Id, subscription.Subscriber, arrival.StoryId, article.Id, match.Why, now));
            if (stories.Count == options.SubscriptionLookBackStories)
                break;
        }

        return matches;
    }
}
