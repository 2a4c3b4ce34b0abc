using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>When a feed is polled next, and why.</summary>
/// <param name="NextPoll">Never before the floor, and never "not at all".</param>
/// <param name="Interval">
/// What the feed's rhythm asks for, before jitter and before what servers ask for: remembered for the next decision. A failure leaves it as it
/// was; null before the first good poll.
/// </param>
/// <param name="Reason">For the operator.</param>
/// <param name="Rule">For the metrics.</param>
/// <param name="NotBefore">See <see cref="FeedPollState.NotBefore"/>; null when nobody asks.</param>
public sealed record PollDecision(DateTimeOffset NextPoll, TimeSpan? Interval, string Reason, PollRule Rule, DateTimeOffset? NotBefore = null);
