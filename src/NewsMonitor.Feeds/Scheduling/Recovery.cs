namespace NewsMonitor.Feeds.Scheduling;

/// <summary>
/// What becomes of the feeds that are due after nobody polled for a while. Pure. Few are polled at once. Many are spread evenly, longest due
/// first, over the time that the recovery rate gives them, each within half its own interval from now: the other half is left for its host's
/// spacing. A feed that skips this hour or day waits for its end.
/// </summary>
internal static class Recovery
{
    /// <param name="due">Longest due first.</param>
    /// <returns>The polls to move; what is not among them is polled now.</returns>
    public static IReadOnlyList<MovedPoll> Plan(IReadOnlyList<DueFeed> due, FeedOptions options, DateTimeOffset now)
    {
        var moved = new List<MovedPoll>();
        var many = due.Count > options.MaximumConcurrentPolls;
        for (var rank = 0; rank < due.Count; rank++)
        {
            var feed = due[rank];
            var wait = many ? Wait(feed, rank, due.Count, options) : TimeSpan.Zero;
            var decision = new PollDecision(now + wait, feed.Interval, $"in {SpanWords.Of(wait)}: many feeds were due after a stop", PollRule.FirstPoll);
            decision = SkipRule.Apply(decision, feed.Skip, options, (double)rank / due.Count, now);
            if (decision.NextPoll > now)
                moved.Add(new MovedPoll(feed.FeedId, feed.NextPoll, decision.NextPoll, decision.Reason));
        }

        return moved;
    }

    private static TimeSpan Wait(DueFeed feed, int rank, int count, FeedOptions options)
    {
        var interval = feed.Interval ?? options.DefaultInterval;
        if (interval > options.MaximumInterval)
            interval = options.MaximumInterval;
        var wait = TimeSpan.FromSeconds(Math.Min(rank / options.RecoveryRate, interval.TotalSeconds / 2 * rank / count));
        // Sooner than the next look is at once.
        return wait < options.SweepInterval ? TimeSpan.Zero : wait;
    }
}
