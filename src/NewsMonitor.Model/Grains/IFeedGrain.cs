namespace NewsMonitor.Model;

/// <summary>Polls one feed, one poll at a time. Key: the feed's id.</summary>
[Alias("newsmonitor.feed")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>Polls if the feed is due, or in any case when <paramref name="force"/> is set.</summary>
    /// <returns>The feed's state after it; null when the feed does not exist (any more).</returns>
    [ResponseTimeout("00:02:00"), Alias("poll")]
    Task<PollSummary?> PollAsync(bool force, CancellationToken cancellationToken);

    /// <summary>Takes what a hub pushed for the feed: after the poll that runs, if one does.</summary>
    [ResponseTimeout("00:02:00"), Alias("push")]
    Task<PushSummary> PushAsync(PushedDocument document, CancellationToken cancellationToken);
}
