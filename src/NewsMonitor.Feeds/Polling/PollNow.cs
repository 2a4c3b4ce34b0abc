using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Polling;

/// <summary>Polls a feed because a person asks for it: whatever its interval or a rest of its host says, but within the host's concurrency and spacing.</summary>
/// <param name="poll">Polls a feed, due or not.</param>
public sealed class PollNow(IHostTurns turns, Func<string, CancellationToken, Task<PollSummary?>> poll, FeedOptions options)
{
    /// <returns>What it brought; null when there is no such feed any more.</returns>
    /// <exception cref="HostBusyException">No turn at its host came within half of <see cref="FeedOptions.TotalTimeout"/>: nothing was done.</exception>
    public async Task<PollSummary?> PollAsync(Feed feed, CancellationToken cancellationToken)
    {
        var host = HostShard.Host(feed.Url);
        var turn = Guid.NewGuid();
        try
        {
            return await turns.TakeTurnAsync(host, turn, feed.Id, options.TotalTimeout / 2, cancellationToken) is { } again
                ? throw new HostBusyException(host, again)
                : await poll(feed.Id, cancellationToken);
        }
        finally
        {
            // In any case: the answer may have been lost on its way.
            turns.EndTurn(host, turn);
        }
    }
}
