using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Polling;

public sealed partial class FeedReader
{
    /// <summary>
    /// From a pushed document to what is to be stored. It goes the way of a polled one, but is no poll: a hub may leave out entries that it sent
    /// before, so its hash means nothing; it has no validators; and how polls went stays as it was.
    /// </summary>
    /// <returns>The poll to store when the outcome is <see cref="PushOutcome.Stored"/>.</returns>
    public (PushOutcome Outcome, FeedPoll? Poll) ReadPush(Feed feed, PushedDocument pushed)
    {
        // The topic that a push names may differ from the one that was subscribed to (WebSub section 7): the feed may have moved, or the hub
        // mixes its topics up. The feed itself knows which.
        if (pushed.Self is { } self && !HubLinks.Same(self, pushed.Topic))
            return (PushOutcome.OtherTopic, null);
        if (Understand(feed, pushed.Body, pushed.ContentType, pushed.Topic).Read is not var (document, articles))
            return (PushOutcome.Unreadable, null);
        if (pushed is { Self: null, TopicInBody: true } && document.Feed.Self is { } stated && !HubLinks.Same(stated, pushed.Topic))
            return (PushOutcome.OtherTopic, null);

        var now = clock.GetUtcNow();
        var poll = new FeedPoll
        {
            FeedId = feed.Id,
            State = State(news: false),
            StateWhenNews = State(news: true) with { LastNews = now },
            PagesUntil = PagesUntil(feed),
        };
        return (PushOutcome.Stored, Content(poll, document, articles));

        FeedPollState State(bool news)
        {
            var jitter = Jitter.Of(feed.Id, feed.Poll.Version);
            var decision = SkipRule.Apply(PushRule.AfterPush(feed.Poll, news, pushed.Until, options, jitter, now), feed.Poll.Skip, options, jitter, now);
            return feed.Poll with { NextPoll = decision.NextPoll, NextPollReason = decision.Reason, Interval = decision.Interval };
        }
    }

    private DateTimeOffset? PushedUntil(Feed feed) =>
        options.WebSub.PublicUrl is not null && feed.PushedUntil > clock.GetUtcNow() ? feed.PushedUntil : null;
}
