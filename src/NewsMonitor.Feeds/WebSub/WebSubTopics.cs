using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>What polls find out about hubs: which subscriptions are wanted, and which are not any more.</summary>
public sealed class WebSubTopics(IWebSubStore store, IFeedStore feeds, FeedOptions options, TimeProvider clock, FeedMetrics metrics)
{
    /// <summary>False while WebSub is off.</summary>
    public bool On => options.WebSub.PublicUrl is not null;

    /// <summary>A document of the feed was read whole.</summary>
    /// <param name="links">Null when it names no hub.</param>
    public async Task DiscoveredAsync(Feed feed, HubLinks? links, CancellationToken cancellationToken)
    {
        if (!On)
            return;
        var current = await store.OfFeedAsync(feed.Id, cancellationToken);
        var now = clock.GetUtcNow();
        List<WebSubSubscription> changes = [];
        if (current is not null && (links is null || !HubLinks.Same(links.Topic, current.Topic) || !links.Hubs.Contains(current.Hub)))
            changes.Add(WebSubRules.End(current, links is null ? "the feed names no hub any more" : "the feed has another topic or hub", now));
        if (links is not null && (current is null || changes.Count > 0))
            changes.Add(WebSubRules.New(feed.Id, links, links.Hubs[0], options.WebSub, now));
        if (changes.Count == 0)
        {
            if (links is null || links.Hubs.SequenceEqual(current!.Hubs))
                return;
            changes.Add(current with { Hubs = links.Hubs });
        }

        // Who wrote meanwhile knows more; the next document that is read tries again.
        if (await store.StoreAsync(changes, cancellationToken) && current?.Live(now) == true && changes[0].State == WebSubState.Ending)
        {
            metrics.PushLost("Abandoned");
            if (await feeds.FindAsync(feed.Id, cancellationToken) is { } stored)
                await PollSoonAsync(stored, "its subscription at a hub ended", cancellationToken, atRhythm: true);
        }
    }

    /// <summary>
    /// What a push should have brought is fetched instead: no sooner than the floor after the last poll, nor than feed and host allow. What a hub
    /// sends is no reason to come earlier than asked.
    /// </summary>
    /// <param name="atRhythm">True to poll no sooner than the feed's own interval after the last poll.</param>
    public async Task PollSoonAsync(Feed feed, string why, CancellationToken cancellationToken, bool atRhythm = false)
    {
        var now = clock.GetUtcNow();
        var rest = atRhythm ? feed.Poll.Interval ?? options.DefaultInterval : options.MinimumInterval;
        var soonest = feed.Poll.LastPoll is { } last && last + rest > now ? last + rest : now;
        if (feed.Poll.NotBefore > soonest)
            (soonest, why) = (feed.Poll.NotBefore.Value, $"{why}, and until then it or its host asks to be left alone");
        var soon = new PollDecision(soonest, feed.Poll.Interval, $"{(soonest > now ? $"in {SpanWords.Of(soonest - now)}" : "at once")}: {why}", PollRule.Push);
        soon = SkipRule.Apply(soon, feed.Poll.Skip, options, Jitter.Of(feed.Id, feed.Poll.Version), now);
        // A feed that fails keeps to its back-off: whom a hub could send to it would get nothing either.
        if (soon.NextPoll >= feed.Poll.NextPoll || feed.Poll.Failures > 0)
            return;
        await feeds.MoveAsync([new MovedPoll(feed.Id, feed.Poll.NextPoll, soon.NextPoll, soon.Reason)], cancellationToken);
    }
}
