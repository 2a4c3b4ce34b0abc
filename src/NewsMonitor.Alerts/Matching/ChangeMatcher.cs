using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// Follows merges, splits and moves of stories. Only the first match of a subscription and story is kept: what a story keeps or gets by a split is
/// asked again, for those who had matched it.
/// </summary>
public sealed partial class ChangeMatcher(
    IAlertStore store, CurrentSubscriptions subscriptions, ArticleTexts texts, AlertOptions options, AlertMetrics metrics, TimeProvider clock, ILogger<ChangeMatcher> logger)
{
    // Articles of a split story that are matched again at a time.
    private const int ArticlesAtOnce = 200;

    /// <summary>Follows the oldest change of a language.</summary>
    /// <returns>How many there were (one at most), and the subscribers who have something to be judged.</returns>
    public async Task<MatchedBatch> RunAsync(string language, CancellationToken cancellationToken)
    {
        // In this order: see CurrentSubscriptions.
        if (await store.PendingChangeAsync(language, cancellationToken) is not { } pending)
            return new MatchedBatch(0, []);
        var matches = pending.Change.Kind == StoryChangeKind.Merged || pending.Subscriptions.Count == 0
            ? []
            : await MatchAsync(pending, await subscriptions.GetAsync(cancellationToken), cancellationToken);
        var woken = await store.StoreChangeAsync(pending.Change, matches, clock.GetUtcNow(), cancellationToken);
        metrics.Matched(1, matches.DistinctBy(match => (match.SubscriptionId, match.StoryId)).Count());
        return new MatchedBatch(1, woken);
    }

    private async Task<IReadOnlyList<SubscriptionMatch>> MatchAsync(PendingChange pending, SubscriptionSnapshot snapshot, CancellationToken cancellationToken)
    {
        // Not only the first of each subscription: which of them an alert had shown, the store knows.
        var matches = new List<SubscriptionMatch>();
        var now = clock.GetUtcNow();
        string? cursor = null;
        do
        {
            var page = await store.ChangedArticlesAsync(pending.Change, new PageRequest(cursor, ArticlesAtOnce), cancellationToken);
            await Task.Run(
                () => matches.AddRange(page.Items.SelectMany(article => Match(snapshot, article, pending.Subscriptions, now))),
                cancellationToken);
            cursor = page.Next;
        }
        while (cursor is not null);

        return matches;
    }

    private SubscriptionMatch[] Match(SubscriptionSnapshot snapshot, StoryArticle article, IReadOnlySet<string> asked, DateTimeOffset now)
    {
        try
        {
            return [.. snapshot.Match(texts.Read(article.Article, article.Feed))
                // What came before a subscription and its look back was never its business.
                .Where(m => asked.Contains(m.Subscription.Id) && article.Article.FirstSeen >= m.Subscription.Created - options.SubscriptionLookBack)
                .Select(m => new SubscriptionMatch(m.Subscription.Id, m.Subscription.Subscriber, article.StoryId, article.Article.Id, m.Match.Why, now) { Residual = m.Match.Residual, Version = snapshot.Version })];
        }
        catch (Exception e)
        {
            // One article that cannot be matched must not hold up all that come after it.
            LogFailed(logger, e, article.Article.Id);
            metrics.MatchFailed();
            return [];
        }
    }
}
