using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>
/// While a hub pushes a feed's news, polls are for safety only: at the safety rate, and when the lease ends. A poll that has news all the same shows
/// that the push does not bring them, so it is decided as any other.
/// </summary>
internal static class PushRule
{
    /// <summary>The decision after a poll, put off while pushes bring the news.</summary>
    public static PollDecision Apply(PollDecision decision, PollOutcome outcome, FeedOptions options, double jitter, DateTimeOffset now)
    {
        if (outcome is not { PushedUntil: { } until, Error: null, News: false })
            return decision;
        var next = Safe(now, until, options, jitter);
        return next <= decision.NextPoll
            ? decision
            : decision with { NextPoll = next, Reason = $"in {SpanWords.Of(next - now)}: its hub pushes its news, polls are for safety", Rule = PollRule.Push };
    }

    /// <summary>
    /// After a push: the next poll is put off until the safety rate asks for it, counted from the last poll, so that a feed whose pushes never end
    /// is polled, too. The rhythm goes on as after a poll, for the day when the push ends.
    /// </summary>
    public static PollDecision AfterPush(FeedPollState before, bool news, DateTimeOffset until, FeedOptions options, double jitter, DateTimeOffset now)
    {
        var interval = news ? Cadence.AfterNews(before.Interval, options) : before.Interval;
        if (before.LastPoll is not { } last || Safe(last, until, options, jitter) is var next && next <= before.NextPoll)
            return new PollDecision(before.NextPoll, interval, before.NextPollReason, PollRule.Push);
        return new PollDecision(next, interval, $"in {SpanWords.Of(next - now)}: its hub pushes its news, polls are for safety", PollRule.Push);
    }

    private static DateTimeOffset Safe(DateTimeOffset from, DateTimeOffset until, FeedOptions options, double jitter)
    {
        // To the earlier side: what was subscribed to together must not be polled together.
        var next = from + options.WebSub.SafetyInterval * (1 - options.Jitter * jitter);
        return next < until ? next : until;
    }
}
