using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Polling;

/// <summary>One feed's polls, one at a time: reads the feed, polls it if it is due, stores what came. Not for concurrent use.</summary>
public sealed class FeedPoller(string feedId, FeedReader reader, IFeedStore store, TimeProvider clock, FeedMetrics metrics)
{
    // Fetched and not stored, because the store refused: stored first when it takes writes again, rather than fetched again.
    private FeedPoll? _unstored;

    /// <summary>Polls if the feed is due, or in any case when <paramref name="force"/> is set.</summary>
    /// <returns>The summary, and the languages whose story indexes have new articles; null when there is no such feed.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was stored; what was fetched is kept for the next call.</exception>
    public async Task<(PollSummary Summary, string[] PendingLanguages)?> PollAsync(bool force, CancellationToken cancellationToken)
    {
        // A feed that became one with another is polled as that one.
        if (await store.FindAsync(feedId, cancellationToken) is not { } feed || feed.Id != feedId)
        {
            _unstored = null;
            return null;
        }

        if (!force && (feed.Paused || feed.Poll.StoppedAt is not null || feed.Poll.NextPoll > clock.GetUtcNow()))
            return (Summary(feed.Poll, polled: false), []);

        if (_unstored?.State.Version != feed.Poll.Version)
            _unstored = await reader.ReadAsync(feed, cancellationToken);

        var result = await store.IngestAsync(_unstored, cancellationToken);
        var poll = _unstored;
        _unstored = null;
        if (!result.Stored)
        {
            metrics.Overtaken();
            return await store.FindAsync(feedId, cancellationToken) is { } overtaken ? (Summary(overtaken.Poll, polled: false), []) : null;
        }

        var state = result.New > 0 ? poll.StateWhenNews ?? poll.State : poll.State;
        metrics.Stored(poll, state, result);
        metrics.Decided(result.New > 0 && poll.StateWhenNews is not null ? poll.RuleWhenNews : poll.Rule);
        return (Summary(state, polled: true) with { Outage = poll.Uncounted, NewArticles = result.New, UpdatedArticles = result.Updated }, result.PendingLanguages);
    }

    private static PollSummary Summary(FeedPollState state, bool polled) => new()
    {
        Polled = polled,
        Status = state.Status,
        Error = state.Error,
        NextPoll = state.NextPoll,
        NextPollReason = state.NextPollReason,
    };
}
