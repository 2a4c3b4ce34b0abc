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

    /// <summary>Matches a subscription that is about to be paused against what joined a story before and waits to be matched: it is not asked any more then.</summary>
    public async Task CatchUpAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        var version = await subscriptions.VersionAsync(cancellationToken);
        if (await subscriptions.FindAsync(subscriptionId, cancellationToken) is not { Paused: false } subscription)
            return;
        var (query, now) = (Query.Parse(subscription.Query), clock.GetUtcNow());
        foreach (var language in await store.LanguagesWithEventsAsync(cancellationToken))
        {
            var waiting = await store.PendingEventsAsync(language, options.SubscriptionLookBackArticles, cancellationToken);
            var matches = await Task.Run(
                () => waiting.Select(pending => (pending.Event, pending.Article, Match: query.Match(texts.Read(pending.Article, pending.Feed)))).Where(m => m.Match is not null)
                    .Select(m => Matched(subscription, version, m.Event.StoryId, m.Article.Id, m.Match!, now)).ToArray(),
                cancellationToken);
            if (matches.Length > 0)
                await store.StoreMatchesAsync([], matches, now, cancellationToken);
        }
    }

    private static SubscriptionMatch Matched(Subscription subscription, long version, string story, string article, QueryMatch match, DateTimeOffset now) =>
        new(subscription.Id, subscription.Subscriber, story, article, match.Why, now) { Residual = match.Residual, Version = version };

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
            matches.Add(Matched(subscription, version, arrival.StoryId, article.Id, match, now));
            if (decided.Count == options.SubscriptionLookBackStories)
                break;
        }

        return matches;
    }
}
