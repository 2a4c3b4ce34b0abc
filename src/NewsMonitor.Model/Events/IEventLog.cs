namespace NewsMonitor.Model;

/// <summary>What happened, for live views and their replay. It is written by the steps that make it happen, in their transactions.</summary>
public interface IEventLog
{
    /// <summary>Events after <paramref name="sequence"/>, oldest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<LoggedEvent>> AfterAsync(long sequence, int limit, CancellationToken cancellationToken);

    /// <summary>The sequence numbers of the oldest kept and the newest event; (0, 0) when there is none.</summary>
    Task<(long Oldest, long Newest)> RangeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Forgets the oldest events: those written before <paramref name="before"/>, and those beyond the newest <paramref name="keep"/>
    /// (1 or more). The newest event always stays, so that a listener's place can be told.
    /// </summary>
    /// <returns>How many were removed.</returns>
    Task<int> TrimAsync(DateTimeOffset before, long keep, CancellationToken cancellationToken);
}
