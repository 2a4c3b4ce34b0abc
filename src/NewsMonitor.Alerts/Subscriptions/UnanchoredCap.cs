using System.Globalization;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>Lets a subscriber have a few queries that every article is asked for, paused ones included.</summary>
internal sealed class UnanchoredCap(ISubscriptionStore store, AlertOptions options)
{
    private const int PageSize = 500;

    /// <exception cref="QuotaExceededException">It would be one too many.</exception>
    public async Task CheckAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        if (IsAnchored(subscription.Query))
            return;
        var others = 0;
        var page = new PageRequest(Limit: PageSize);
        do
        {
            var found = await store.ListAsync(subscription.Subscriber, page, cancellationToken);
            others += found.Items.Count(other => other.Id != subscription.Id && !IsAnchored(other.Query));
            page = page with { Cursor = found.Next };
        }
        while (page.Cursor is not null);

        var most = options.Matching.UnanchoredPerSubscriber;
        if (others >= most)
        {
            throw new QuotaExceededException(
                "unanchoredQueriesPerSubscriber",
                most,
                string.Create(CultureInfo.InvariantCulture, $"Nothing in the query has to be in an article, so it would be asked of every article; '{subscription.Subscriber}' may have {most} of these and has {others}. ")
                + "Add what an article must have, for example: word AND NOT other, or word AND sources>=3.");
        }
    }

    // One that cannot be read is asked of none.
    private static bool IsAnchored(string query) => Query.TryParse(query)?.IsAnchored ?? true;
}
