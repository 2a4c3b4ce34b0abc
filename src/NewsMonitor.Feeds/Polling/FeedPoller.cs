using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Polling;

/// <summary>One feed's polls, one at a time: reads the feed, polls it if it is due, stores what came. Not for concurrent use.</summary>
public sealed class FeedPoller(string feedId, FeedReader reader, IFeedStore store, WebSubTopics topics, TimeProvider clock, FeedMetrics metrics)
{
    // Another activation of the same feed's grain may write, for a moment.
    private const int Attempts = 5;

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
        if (result.New > 0 && topics.On && feed.PushedUntil > clock.GetUtcNow())
            metrics.PushLost("Silent");
        if (poll.HubsKnown && result.MergedInto is null)
            await topics.DiscoveredAsync(feed, poll.Hubs, cancellationToken);
        metrics.Decided(result.New > 0 && poll.StateWhenNews is not null ? poll.RuleWhenNews : poll.Rule);
        return (Summary(state, polled: true) with { Outage = poll.Uncounted, NewArticles = result.New, UpdatedArticles = result.Updated }, result.PendingLanguages);
    }

    /// <summary>Stores what a hub pushed. It never overtakes a poll, nor is it overtaken: whoever comes second reads the feed again.</summary>
    /// <returns>What it brought, and the languages whose story indexes have new articles.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was stored.</exception>
    public async Task<(PushSummary Summary, string[] PendingLanguages)> PushAsync(PushedDocument document, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await store.FindAsync(feedId, cancellationToken) is not { Paused: false, Poll.StoppedAt: null } feed || feed.Id != feedId)
                return (new PushSummary(PushOutcome.NotWatched), []);
            var (outcome, poll) = reader.ReadPush(feed, document);
            if (poll is null)
            {
                await topics.PollSoonAsync(feed, "what its hub sent could not be used", cancellationToken);
                return (new PushSummary(outcome), []);
            }

            var result = await store.IngestAsync(poll, cancellationToken);
            if (!result.Stored)
            {
                metrics.Overtaken();
                continue;
            }

            metrics.Pushed(result);
            return (new PushSummary(PushOutcome.Stored, result.New, result.Updated), result.PendingLanguages);
        }

        throw new StoreUnavailableException($"What a hub pushed for feed {feedId} was overtaken {Attempts} times.");
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
