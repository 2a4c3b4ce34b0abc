using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>Compares what was stored with what the servers know that they gave.</summary>
internal static class SoakTruth
{
    public static async Task CheckAsync(SoakFeed feed, IFeedStore store, SoakPlan plan, SoakRules rules)
    {
        var name = $"feed {feed.Number} ({feed.Kind})";
        var known = await store.FindAsync(StableId.Create("feed", feed.Url), default);
        if (known is null)
        {
            rules.Check("no feed is lost", false, () => name);
            return;
        }

        await CheckArticlesAsync(feed, known, store, rules, name);
        rules.Check("no article leaves its document unread", feed.Missed() == 0, () => $"{name}: {feed.Missed()}");
        var cap = (feed.Fails ? plan.Backoff + plan.Options.TotalTimeout : plan.Options.MaximumInterval) + 2 * SoakPlan.Patience;
        if (feed.Kind == SoakKind.Gone)
            rules.Check("a feed that is gone is stopped, visibly", (known.Poll.StoppedAt is not null) == feed.IsGone, () => $"{name}: {known.Poll.Status}, {known.Poll.NextPollReason}");
        else
            rules.Check("no feed is given up", feed.Silence <= cap && known.Poll.StoppedAt is null, () => $"{name}: silent for {feed.Silence}, {known.Poll.Status}, {known.Poll.NextPollReason}");
        if (plan.Length - plan.Recovery > plan.Backoff + 2 * SoakPlan.Patience && feed.Kind is not (SoakKind.Gone or SoakKind.Flapping))
            rules.Check("what is well again is read again, and its failures are forgotten", known.Poll.Failures == 0, () => $"{name}: {known.Poll.Failures} failures, {known.Poll.Error}");
        if (feed.Kind == SoakKind.MovedForGood && plan.Length > 3 * plan.Options.MaximumInterval + 2 * plan.Options.MoveAfter)
            rules.Check("a move for good is believed after repeats", known.Url == feed.Moved, () => $"{name}: {known.Url}, {known.Poll.Move}");
        else if (feed.Kind != SoakKind.MovedForGood)
            rules.Check("nothing else moves a feed", known.Url == feed.Url, () => $"{name}: {known.Url}");
    }

    private static async Task CheckArticlesAsync(SoakFeed feed, Feed known, IFeedStore store, SoakRules rules, string name)
    {
        var stored = new List<Article>();
        string? cursor = null;
        do
        {
            var page = await store.ListArticlesAsync(new ArticleFilter(FeedId: known.Id), new PageRequest(cursor, 500), default);
            stored.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        var byLink = stored.ToLookup(article => article.Url);
        foreach (var (link, entry) in feed.Delivered)
        {
            Article[] found = [.. byLink[link]];
            rules.Check("no article is lost or doubled", found.Length == 1, () => $"{name}: {link} is stored {found.Length} times");
            // An edit that was on its way when the poller was stopped may be stored, too.
            if (found.Length == 1)
                rules.Check("an article says what its outlet said last", found[0].Title == entry.Title || feed.Published(link)?.Title == found[0].Title, () => $"{name}: {found[0].Title} for {entry.Title}");
        }

        foreach (var article in stored)
            rules.Check("nothing is stored that was not published", feed.Published(article.Url ?? "") is not null, () => $"{name}: {article.Url} {article.Title}");
    }
}
