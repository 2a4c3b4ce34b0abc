using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>
/// Matches a new subscription against what has just arrived, so that it does not matter whether a feed was added a minute before or after
/// it. Doing it twice changes nothing, nor does it matter when: it takes the subscription as it is by then.
/// </summary>
public sealed class SubscriptionLookBack(ISubscriptionStore subscriptions, IAlertStore store, ArticleTexts texts, AlertOptions options, TimeProvider clock)
{
    /// <returns>Subscribers who have something to be judged.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        // The version first: what changes after it looks back for itself.
        var version = await subscriptions.VersionAsync(cancellationToken);
        if (await subscriptions.FindAsync(subscriptionId, cancellationToken) is not { Paused: false } subscription || options.SubscriptionLookBack <= TimeSpan.Zero || options.SubscriptionLookBackStories == 0)
            return [];
        var now = clock.GetUtcNow();
        var recent = await store.RecentAsync(now - options.SubscriptionLookBack, options.SubscriptionLookBackArticles, cancellationToken);
        var matches = await Task.Run(() => Match(subscription, version, recent, now), cancellationToken);
        return matches.Count == 0 ? [] : await store.StoreMatchesAsync([], matches, now, cancellationToken);
    }

    private List<SubscriptionMatch> Match(Subscription subscription, long version, IReadOnlyList<PendingEvent> recent, DateTimeOffset now)
    {
        var query = Query.Parse(subscription.Query);
        var matches = new List<SubscriptionMatch>();
        var stories = new HashSet<string>(StringComparer.Ordinal);
        var decided = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pending in recent)
        {
            var (arrival, article) = pending;
            // An older article of a story may ask less of it.
            if (decided.Contains(arrival.StoryId) || (stories.Count == options.SubscriptionLookBackStories && !stories.Contains(arrival.StoryId)))
                continue;
            if (query.Match(texts.Read(article, pending.Feed)) is not { } match)
                continue;
            stories.Add(arrival.StoryId);
            if (match.Residual == Residual.None)
                decided.Add(arrival.StoryId);
            matches.Add(new SubscriptionMatch(subscription.Id, subscription.Subscriber, arrival.StoryId, article.Id, match.Why, now) { Residual = match.Residual, Version = version });
            if (decided.Count == options.SubscriptionLookBackStories)
                break;
        }

        return matches;
    }
}
